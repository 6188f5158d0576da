"""Rows of imported feedback and referrals, and answers that are handed in one by one."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from zoneinfo import ZoneInfo

from services.segmentation.domain.feedback import MAX_COMMENT, MAX_TEXT, Answer, read_rank, read_score, read_share
from services.segmentation.domain.imports import ImportKind, RowReject, read_customer_id, require_known_columns
from services.segmentation.domain.money import is_absent, read_optional_money
from services.segmentation.domain.orders import order_key_of
from services.segmentation.domain.referrals import Referral, ReferralKind
from services.segmentation.domain.rejection import RejectCode, RejectionError
from services.segmentation.domain.timestamps import read_occurred_at
from services.segmentation.domain.wellformed import number_text, raw_text, read_identifier

_YES = frozenset({"true", "yes", "1"})
_NO = frozenset({"false", "no", "0"})


@dataclass(frozen=True, slots=True)
class FeedbackRow:
    """An answer of a file, in canonical values; what is absent is None.

    Attributes:
        customer_id: The company's id of who answered.
        answer: What was answered, without a key of its own.
        feedback_id: The company's id of the answer.
    """

    customer_id: str
    answer: Answer
    feedback_id: str | None

    @property
    def own_key(self) -> str | None:
        """By its feedback_id."""
        return None if self.feedback_id is None else f"import:id:{self.feedback_id}"

    @property
    def currency(self) -> str | None:
        """None: it has no money."""
        return None

    @property
    def content(self) -> list[object]:
        """All that it says."""
        said = self.answer
        about = [said.category, said.brand_rank, said.brands, said.wallet_share, said.survey, said.source, said.comment]
        return ["feedback", self.customer_id, said.answered_at, said.score, *about]


@dataclass(frozen=True, slots=True)
class ReferralRow:
    """A referral of a file, in canonical values.

    Attributes:
        customer_id: The company's id of who referred.
        referred_id: Of who was referred.
        referral: What is said of it, without a key of its own.
        referral_id: The company's id of the referral.
    """

    customer_id: str
    referred_id: str
    referral: Referral
    referral_id: str | None

    @property
    def own_key(self) -> str | None:
        """By its referral_id."""
        return None if self.referral_id is None else f"import:id:{self.referral_id}"

    @property
    def currency(self) -> str | None:
        """None: a reward is in the workspace's own."""
        return None

    @property
    def content(self) -> list[object]:
        """All that it says."""
        said = self.referral
        reward = None if said.reward is None else str(said.reward)
        about = [said.order_key, said.is_new, said.would_have_come, reward]
        return ["referral", self.customer_id, self.referred_id, said.referred_at, said.kind, *about]


def read_feedback_row(line: int, row: Mapping[str, object], zone: ZoneInfo) -> FeedbackRow | RowReject:
    """An answer's row, cells of CSV or values of NDJSON and Parquet; times without an offset stand in `zone`."""
    try:
        require_known_columns(ImportKind.FEEDBACK, row)
        return FeedbackRow(
            customer_id=read_customer_id(row),
            answer=read_answer(row, read_occurred_at(row.get("occurred_at"), zone)),
            feedback_id=read_identifier(row.get("feedback_id"), "feedback_id"),
        )
    except RejectionError as reason:
        return RowReject(line, reason.code, reason.message, raw_text(dict(row)))


def read_answer(row: Mapping[str, object], answered_at: datetime) -> Answer:
    """What a row answers, without a key.

    Raises:
        RejectionError: `feedback_empty`, `feedback_score_invalid`, `feedback_rank_invalid`, `feedback_share_invalid` or
            `feedback_text_invalid`.
    """
    ranked = not is_absent(row.get("rank")) or not is_absent(row.get("brands"))
    rank, brands = read_rank(row.get("rank"), row.get("brands")) if ranked else (None, None)
    score = None if is_absent(row.get("score")) else read_score(row["score"])
    share = None if is_absent(row.get("wallet_share")) else read_share(row["wallet_share"])
    if score is None and rank is None and share is None:
        raise RejectionError(RejectCode.FEEDBACK_EMPTY, "there is neither a score nor a rank nor a wallet_share")
    category = _text(row, "category", MAX_TEXT)
    if category is not None and rank is None and share is None:
        raise RejectionError(RejectCode.FEEDBACK_TEXT_INVALID, "category goes with a rank or a wallet_share")
    return Answer(
        key="",
        answered_at=answered_at,
        score=score,
        category=category,
        brand_rank=rank,
        brands=brands,
        wallet_share=share,
        survey=_text(row, "survey", MAX_TEXT),
        source=_text(row, "source", MAX_TEXT),
        comment=_text(row, "comment", MAX_COMMENT),
    )


def read_referral_row(line: int, row: Mapping[str, object], zone: ZoneInfo) -> ReferralRow | RowReject:
    """A referral's row, cells of CSV or values of NDJSON and Parquet; times without an offset stand in `zone`."""
    try:
        require_known_columns(ImportKind.REFERRALS, row)
        return _referral_row(row, zone)
    except RejectionError as reason:
        return RowReject(line, reason.code, reason.message, raw_text(dict(row)))


def _referral_row(row: Mapping[str, object], zone: ZoneInfo) -> ReferralRow:
    customer_id = read_customer_id(row)
    referred_id = read_identifier(row.get("referred_id"), "referred_id")
    if referred_id is None:
        raise RejectionError(RejectCode.REFERRED_ID_MISSING, "referred_id is empty")
    if referred_id == customer_id:
        raise RejectionError(RejectCode.REFERRAL_OF_SELF, "referred_id is the customer's own")
    order_id = read_identifier(row.get("order_id"), "order_id")
    has_come = _flag(row, "converted")
    referral = Referral(
        key="",
        referred_at=read_occurred_at(row.get("occurred_at"), zone),
        kind=ReferralKind.SENT if has_come is False else ReferralKind.CONVERTED,
        other_id=referred_id,
        by_referred=False,
        order_key=None if order_id is None else order_key_of(order_id, ""),
        is_new=_flag(row, "new_customer"),
        would_have_come=_flag(row, "would_have_come_anyway"),
        reward=read_optional_money(row.get("reward"), code=RejectCode.REFERRAL_REWARD_INVALID, field="reward"),
    )
    return ReferralRow(customer_id, referred_id, referral, read_identifier(row.get("referral_id"), "referral_id"))


def _flag(row: Mapping[str, object], name: str) -> bool | None:
    value = row.get(name)
    if is_absent(value):
        return None
    if isinstance(value, bool):
        return value
    word = str(value).strip().lower() if isinstance(value, str | int) else ""
    if word not in _YES | _NO:
        raise RejectionError(RejectCode.REFERRAL_FLAG_INVALID, f"{name} is neither true nor false")
    return word in _YES


def _text(row: Mapping[str, object], name: str, longest: int) -> str | None:
    value = row.get(name)
    if is_absent(value):
        return None
    if isinstance(value, bool) or not isinstance(value, str | int | float):
        raise RejectionError(RejectCode.FEEDBACK_TEXT_INVALID, f"{name} is no text")
    text = value.strip() if isinstance(value, str) else number_text(value)
    if len(text) > longest:
        raise RejectionError(RejectCode.FEEDBACK_TEXT_INVALID, f"{name} is longer than {longest} characters")
    return text
