"""Answers within events: how likely somebody is to recommend, and whose brands they spend on.

There is no semantic event for surveys; names and properties are those that survey tools send to event collectors. As with
touchpoints, a collector loses no event for what its survey's properties are: what is no answer is as if it were not there.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from services.segmentation.domain.rejection import RejectCode, RejectionError
from services.segmentation.domain.wellformed import number_text, storable

MAX_TEXT = 255
"""Longest category, survey and source; what an event says beyond it is cut, a row or request with more refused."""
MAX_COMMENT = 4000
"""Longest comment, likewise."""
MAX_BRANDS = 100
"""Most brands that somebody ranks."""
MAX_SCORE = 10


@dataclass(frozen=True, slots=True)
class Answer:
    """What somebody answered; at least one of score, rank and share is there.

    Attributes:
        key: Identifies it within its workspace: `message:<id>` of its event, or the key of a row or request.
        answered_at: In UTC.
        score: How likely they are to recommend the company, 0 to 10.
        category: Whose wallet rank and share speak of; None: of all that the company sells.
        brand_rank: The company's place among the brands that they use, 1 the best; brands that tie share the mean of their
            ranks. None where they were not asked.
        brands: How many they use, the company's among them; with a rank alone.
        wallet_share: Which share of what they spend on the category they spend on the company, by their own word.
        survey: Its name.
        source: The tool or medium by which it was answered.
        comment: In their words.
    """

    key: str
    answered_at: datetime
    score: int | None
    category: str | None
    brand_rank: float | None
    brands: int | None
    wallet_share: float | None
    survey: str | None
    source: str | None
    comment: str | None


_ABOUT_NPS = frozenset(
    {
        "nps",
        "npsanswered",
        "answerednps",
        "npssurveyanswered",
        "answerednpssurvey",
        "npssurveycompleted",
        "completednpssurvey",
        "npssurveysubmitted",
        "npssubmitted",
        "npsscoresubmitted",
        "npsresponse",
        "npsresponsereceived",
        "npssurveyresponse",
    }
)
_ABOUT_SURVEYS = frozenset(
    {
        "surveyanswered",
        "answeredsurvey",
        "surveycompleted",
        "completedsurvey",
        "surveysubmitted",
        "surveyresponse",
        "surveyresponded",
        "surveyresponsereceived",
        "surveyquestionanswered",  # Delighted
        "surveysent",  # PostHog, of an answer
        "wootricsurveyresponsecreated",
        "wootricsurveyresponseupdated",
    }
)
_METRIC = ("metric_type", "survey_type", "$survey_type", "metric", "survey_name", "$survey_name")
_NPS_SCORE = ("nps_score", "nps", "nps_rating")
_SCORE = (*_NPS_SCORE, "score", "rating", "survey_question_answer", "$survey_response", "response")
_RANK = ("brand_rank", "rank")
_BRANDS = ("brands", "number_of_brands")
_SHARE = ("wallet_share", "share_of_wallet")
_CATEGORY = ("category", "product_category")
_SURVEY = ("survey_name", "$survey_name", "survey", "survey_id", "$survey_id")
_SOURCE = ("survey_tool", "source", "survey_medium", "channel")
_COMMENT = ("comment", "feedback", "text", "nps_comment")


def is_answer_name(name: str) -> bool:
    """Whether a track event of that name may hold an answer; capitals, spaces, underscores and hyphens do not matter."""
    return _folded(name) in _ABOUT_NPS | _ABOUT_SURVEYS


def answer_of(name: str, properties: Mapping[str, object], *, message_id: str, occurred_at: datetime) -> Answer | None:
    """The answer within a track event; None where there is none.

    A score counts where the event is about the Net Promoter Score: by its name, by its survey's type or name, or by the name
    of the score itself. Other surveys (satisfaction, effort) have scores that mean other things.

    Args:
        name: The track's event.
        properties: The event's.
        message_id: The event's.
        occurred_at: When it happened, in UTC.

    Source: the events of Segment's sources Delighted and InMoment (formerly Wootric), of SatisMeter, and PostHog's surveys.
    """
    if not is_answer_name(name):
        return None
    lower = {key.lower(): value for key, value in properties.items()}
    about_nps = _folded(name) in _ABOUT_NPS or any(_names_nps(lower.get(each)) for each in _METRIC)
    score = _first_score(lower, _SCORE if about_nps else _NPS_SCORE)
    rank = _rank_of(lower)
    share = next((found for each in _SHARE if (found := _share(lower.get(each))) is not None), None)
    if score is None and rank is None and share is None:
        return None
    return Answer(
        key=f"message:{message_id}",
        answered_at=occurred_at,
        score=score,
        category=None if rank is None and share is None else _first_text(lower, _CATEGORY, MAX_TEXT),
        brand_rank=None if rank is None else rank[0],
        brands=None if rank is None else rank[1],
        wallet_share=share,
        survey=_first_text(lower, _SURVEY, MAX_TEXT),
        source=_first_text(lower, _SOURCE, MAX_TEXT),
        comment=_first_text(lower, _COMMENT, MAX_COMMENT),
    )


def mean_rank(own: float, others: Sequence[float]) -> float:
    """The place of one rating among others, 1 the best; ratings that tie share the mean of their places.

    So the shares that the Wallet Allocation Rule makes of all ranks of a customer add up to 1 with ties, too.
    """
    return 1.0 + sum(other > own for other in others) + sum(other == own for other in others) / 2.0


def read_score(value: object) -> int:
    """How likely somebody is to recommend, 0 to 10.

    Raises:
        RejectionError: `feedback_score_invalid`.
    """
    number = _number(value)
    if number is None or not number.is_integer() or not 0 <= number <= MAX_SCORE:
        raise RejectionError(RejectCode.FEEDBACK_SCORE_INVALID, f"score is no whole number from 0 to {MAX_SCORE}")
    return int(number)


def read_rank(rank: object, brands: object) -> tuple[float, int]:
    """A place among some brands, and how many these are.

    Raises:
        RejectionError: `feedback_rank_invalid`: one of both is missing, or the place is none among so many.
    """
    place, number = _number(rank), _number(brands)
    if place is None or number is None:
        raise RejectionError(
            RejectCode.FEEDBACK_RANK_INVALID, "rank and brands are numbers, and neither goes without the other"
        )
    if not number.is_integer() or not 1 <= number <= MAX_BRANDS:
        raise RejectionError(RejectCode.FEEDBACK_RANK_INVALID, f"brands is no whole number from 1 to {MAX_BRANDS}")
    if not (2.0 * place).is_integer() or not 1 <= place <= number:
        message = "rank is none from 1 to brands; halves are the means of ranks that tie"
        raise RejectionError(RejectCode.FEEDBACK_RANK_INVALID, message)
    return place, int(number)


def read_share(value: object) -> float:
    """A share of wallet, 0 to 1; a text may give it in per cent.

    Raises:
        RejectionError: `feedback_share_invalid`.
    """
    text = value.strip() if isinstance(value, str) else ""
    in_percent = text.endswith("%")
    number = _number(text[:-1] if in_percent else value)
    share = None if number is None else number / 100.0 if in_percent else number
    if share is None or not 0.0 <= share <= 1.0:
        raise RejectionError(RejectCode.FEEDBACK_SHARE_INVALID, "wallet_share is no number from 0 to 1, nor a text like 35%")
    return share


def _names_nps(value: object) -> bool:
    if not isinstance(value, str):
        return False
    words = value.lower().replace("_", " ").replace("-", " ")
    return "nps" in words.split() or "net promoter" in words


def _first_score(properties: Mapping[str, object], names: Sequence[str]) -> int | None:
    return next((found for each in names if (found := _score(properties.get(each))) is not None), None)


def _score(value: object) -> int | None:
    try:
        return read_score(value)
    except RejectionError:
        return None


def _share(value: object) -> float | None:
    try:
        return read_share(value)
    except RejectionError:
        return None


def _rank_of(properties: Mapping[str, object]) -> tuple[float, int] | None:
    """A rank and the number of brands: as stated, else by what the customer rates the company and the others."""
    rank = next((properties[each] for each in _RANK if each in properties), None)
    brands = next((properties[each] for each in _BRANDS if each in properties), None)
    try:
        return read_rank(rank, brands)
    except RejectionError:
        own, others = _number(properties.get("own_rating")), properties.get("other_ratings")
    if own is None or not isinstance(others, list) or len(others) >= MAX_BRANDS:
        return None
    ratings = [_number(other) for other in others]
    if None in ratings:
        return None
    return mean_rank(own, [rating for rating in ratings if rating is not None]), 1 + len(ratings)


def _number(value: object) -> float | None:
    """A finite number; None for what is none. Answers come as text where forms make them."""
    if isinstance(value, bool) or not isinstance(value, str | int | float):
        return None
    if isinstance(value, str) and (len(value) > 32 or not value.strip().replace(".", "", 1).isdecimal()):
        return None
    number = float(value)
    return number if abs(number) < 1e15 else None


def _first_text(properties: Mapping[str, object], names: Sequence[str], longest: int) -> str | None:
    for each in names:
        value = properties.get(each)
        if isinstance(value, str | int | float) and not isinstance(value, bool):
            told = value.strip() if isinstance(value, str) else number_text(value)
            text = storable(told)[:longest].rstrip()
            if text:
                return text
    return None


def _folded(name: str) -> str:
    return name.replace(" ", "").replace("_", "").replace("-", "").lower()
