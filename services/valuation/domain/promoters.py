"""The Net Promoter Score: the share of promoters less that of detractors.

Source: Reichheld (2003), "The one number you need to grow", Harvard Business Review.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from math import sqrt

from inference.delta import normal_multiplier
from services.valuation.domain.errors import InvalidAnswersError

METHOD = "adjusted Wald: ¾ of an answer added to promoters and detractors each, 1½ to passives (Rocks 2016)"
TOO_FEW = "no_answers"

_PROMOTER, _PASSIVE, _BEST = 9, 7, 10
_ADDED = 0.75


@dataclass(frozen=True, slots=True)
class PromoterScore:
    """How ready customers are to recommend.

    Attributes:
        promoters: Who answered 9 or 10.
        passives: Who answered 7 or 8.
        detractors: Who answered 0 to 6.
        score: Share of promoters less share of detractors, in points: -100 to 100.
        low: The interval's low end.
        high: Its high end.
    """

    promoters: int
    passives: int
    detractors: int
    score: float
    low: float
    high: float

    @property
    def customers(self) -> int:
        """How many answered."""
        return self.promoters + self.passives + self.detractors


def promoter_score(answers: Mapping[int, int], level: float) -> PromoterScore | None:
    """The score of the customers who answered, with its interval for all who might have.

    The interval is of a difference of two shares of one multinomial: its variance is p + d - (p - d)². It takes the answers for
    a random sample of the customers; who does not answer may think otherwise.

    Args:
        answers: 0 to 10 → how many customers gave it.
        level: Of confidence.

    Returns:
        None where nobody answered.

    Raises:
        InvalidAnswersError: An answer is none from 0 to 10, or is given less than 0 times.
        InvalidLevelError: The level is not strictly between 0 and 1.

    Source: Rocks (2016), "Interval estimation for the 'Net Promoter Score'", The American Statistician 70(4).
    """
    if any(not 0 <= answer <= _BEST or number < 0 for answer, number in answers.items()):
        raise InvalidAnswersError("An answer is a whole number from 0 to 10, given by 0 customers or more.")
    promoters = sum(number for answer, number in answers.items() if answer >= _PROMOTER)
    detractors = sum(number for answer, number in answers.items() if answer < _PASSIVE)
    customers = sum(answers.values())
    multiplier = normal_multiplier(level)
    if customers == 0:
        return None
    adjusted = customers + 4.0 * _ADDED
    share_up, share_down = (promoters + _ADDED) / adjusted, (detractors + _ADDED) / adjusted
    centre = share_up - share_down
    half = multiplier * sqrt((share_up + share_down - centre * centre) / adjusted)
    score = 100.0 * (promoters - detractors) / customers
    # the centre is drawn towards 0: with few answers, all alike, the score itself may lie beyond the end
    low, high = max(100.0 * (centre - half), -100.0), min(100.0 * (centre + half), 100.0)
    return PromoterScore(promoters, customers - promoters - detractors, detractors, score, min(low, score), max(high, score))
