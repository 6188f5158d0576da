"""What leads are worth."""

from kernel.application import Caller, Work, new_router, requires
from kernel.principals import Scope, require_scope
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
async def value_prospects(body: ProspectRequest, work: Work, caller: Caller) -> ProspectPage:
    """Expected value of leads: probability of conversion × value of a new customer of their channel and segment − cost.

    By the published run, whose model of the customers of each channel and segment is pooled toward that of all, and of both
    toward the segment's: docs/models.md.
    Segments are values of a trait, which profiles show: for leads that name one a key needs `behaviour:read` too.
    """
    if any(lead.segment is not None for lead in body.leads):
        require_scope(caller, Scope.BEHAVIOUR_READ)
    return ProspectPage.of(await prospecting.value_leads(work, [each.lead() for each in body.leads]))
