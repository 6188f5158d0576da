"""What leads are worth."""

from kernel.application import Work, new_router, requires
from kernel.principals import Scope
from kernel.problems import problems
from services.valuation.domain.prospects import InvalidProspectError
from services.valuation.problems import NoNewCustomerValueError
from services.valuation.schemas.prospects import ProspectPage, ProspectRequest
from services.valuation.use_cases import prospecting

router = new_router("valuation")


@router.post(
    "/v1/valuation/prospects",
    dependencies=[requires(Scope.VALUATION_READ)],
    responses=problems(InvalidProspectError, NoNewCustomerValueError),
    summary="Value leads.",
)
async def value_prospects(body: ProspectRequest, work: Work) -> ProspectPage:
    """Expected value of leads: probability of conversion × value of a new customer of their channel − cost of acquisition.

    By the published run, whose model of each channel's customers is pooled toward that of all: docs/models.md.
    """
    return ProspectPage.of(await prospecting.value_leads(work, [each.lead() for each in body.leads]))
