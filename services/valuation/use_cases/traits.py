"""What a trait of customers is, as segments: a value that many share."""

from datetime import datetime

from kernel.database import UnitOfWork
from kernel.problems import RefusedInputError
from services.valuation.domain.errors import TooManySegmentsError, TraitMissingError
from services.valuation.reductions.cohorts import TRAIT_VALUES

MOST_SEGMENTS = 50
"""Values of a trait: one of more, such as a name or an address, tells customers apart and makes no segments of them."""


async def check_trait(work: UnitOfWork, trait: str | None, as_of: datetime, pointer: str) -> None:
    """Whether a trait's values can be segments of those who bought before a moment; nobody need have it.

    Args:
        work: Where it is read.
        trait: Its name.
        as_of: The moment.
        pointer: Where the trait was asked for.

    Raises:
        RefusedInputError: `trait_missing`: segments of what; `too_many_segments`.
    """
    if trait is None:
        raise RefusedInputError(TraitMissingError("Segments are the values of a trait, which has to be named."), pointer)
    (told,) = await work.reduce(TRAIT_VALUES, trait=trait, as_of=as_of, most=MOST_SEGMENTS + 1)
    if told.count > MOST_SEGMENTS:
        detail = f"'{trait}' has more than {MOST_SEGMENTS} values among the customers: too many for segments."
        raise RefusedInputError(TooManySegmentsError(detail), pointer)
