"""Feedback: what customers answered."""

from datetime import datetime
from typing import Annotated, Any
from uuid import UUID

from pydantic import BaseModel, Field

from kernel.documents import Instant, example, strict_example
from kernel.pagination import Page
from services.segmentation.domain.feedback import MAX_BRANDS, MAX_COMMENT, MAX_TEXT
from services.segmentation.domain.wellformed import MAX_IDENTIFIER
from services.segmentation.store.feedback import GivenAnswer

ANSWERS_AT_ONCE = 1000

Identifier = Annotated[str, Field(min_length=1, max_length=MAX_IDENTIFIER, pattern=r"\S")]
Label = Annotated[str, Field(max_length=MAX_TEXT)]
_SCORE = "How likely they are to recommend the company to a friend, 0 to 10: what the Net Promoter Score is made of."
_RANK = "The company's place among the brands that they use, 1 the best; where brands tie, the mean of their places."
_SHARE = "Which share of what they spend on the category they spend on the company, by their own word: 0 to 1."


class NewAnswer(BaseModel):
    """An answer; a score, a rank (or ratings, which make one) or a wallet share at least."""

    model_config = strict_example(customer_id="c-17", score=9, source="email", feedback_id="nps-2026-c-17")

    customer_id: Identifier = Field(description="The company's own id of who answered; who is not known yet is made.")
    answered_at: Annotated[Instant | None, Field(strict=False, description="By default now, by the workspace's clock.")] = None
    score: int | None = Field(default=None, description=_SCORE)
    rank: float | None = Field(default=None, description=_RANK)
    brands: int | None = Field(default=None, description="How many brands they use, the company's among them; with `rank`.")
    own_rating: float | None = Field(
        default=None,
        description="Instead of `rank` and `brands`: how they rate the company, on any scale on which more is better.",
    )
    other_ratings: list[float] | None = Field(
        default=None, max_length=MAX_BRANDS - 1, description="How they rate each other brand that they use; with `own_rating`."
    )
    wallet_share: float | None = Field(default=None, description=_SHARE)
    category: Label | None = Field(default=None, description="Whose wallet is meant; by default all that the company sells.")
    survey: Label | None = Field(default=None, description="Its name.")
    source: Label | None = Field(default=None, description="The tool or medium by which it was answered.")
    comment: Annotated[str, Field(max_length=MAX_COMMENT)] | None = Field(default=None, description="In their own words.")
    feedback_id: Identifier | None = Field(
        default=None, description="The company's id of the answer: one that comes again replaces what it said before."
    )

    def cells(self) -> dict[str, Any]:
        """What is said, by the names of an imported file's columns."""
        return self.model_dump(exclude={"answered_at", "own_rating", "other_ratings"})


class NewAnswers(BaseModel):
    """Answers; all of them are kept, or none is."""

    model_config = strict_example(
        answers=[
            {"customer_id": "c-17", "score": 9, "source": "email", "feedback_id": "nps-2026-c-17"},
            {"customer_id": "c-18", "own_rating": 8, "other_ratings": [8, 6], "category": "coffee"},
        ]
    )

    answers: list[NewAnswer] = Field(min_length=1, max_length=ANSWERS_AT_ONCE)


class KeptAnswers(BaseModel):
    """What became of answers: accepted + duplicates = sent."""

    model_config = example(accepted=2, duplicates=0)

    accepted: int = Field(description="That said something new.")
    duplicates: int = Field(description="Whose `feedback_id` had said the same before.")


class FeedbackAnswer(BaseModel):
    """An answer as it was kept."""

    model_config = example(
        id="0198c5a0-7c1e-7000-8000-000000000001",
        customer_id="c-17",
        answered_at="2026-11-01T12:00:00Z",
        score=9,
        rank=None,
        brands=None,
        wallet_share=None,
        category=None,
        survey="NPS 2026",
        source="email",
        comment="Quick, and friendly.",
    )

    id: UUID = Field(description="Our id of the customer.")
    customer_id: str | None = Field(description="The company's own id; null while the customer is anonymous, and once erased.")
    answered_at: datetime
    score: int | None = Field(description=_SCORE)
    rank: float | None = Field(description=_RANK)
    brands: int | None = Field(description="How many brands they use.")
    wallet_share: float | None = Field(description=_SHARE)
    category: str | None
    survey: str | None
    source: str | None
    comment: str | None = Field(description="Null once the customer was erased, too.")

    @classmethod
    def of(cls, given: GivenAnswer) -> "FeedbackAnswer":
        """The answer as it crosses the wire."""
        answer = given.answer
        return cls(
            id=given.id,
            customer_id=given.customer_id,
            answered_at=answer.answered_at,
            score=answer.score,
            rank=answer.brand_rank,
            brands=answer.brands,
            wallet_share=answer.wallet_share,
            category=answer.category,
            survey=answer.survey,
            source=answer.source,
            comment=answer.comment,
        )


class FeedbackPage(Page[FeedbackAnswer]):
    """One page of answers, the latest first."""
