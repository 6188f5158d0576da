from __future__ import annotations

import datetime
from collections.abc import Mapping
from typing import Any, Self, TypeVar, cast

from attrs import define as _attrs_define

from ..types import UNSET, Unset

T = TypeVar("T", bound="NewAnswer")


@_attrs_define
class NewAnswer:
    """An answer; a score, a rank (or ratings, which make one) or a wallet share at least.

    Example:
        {'customer_id': 'c-17', 'feedback_id': 'nps-2026-c-17', 'score': 9, 'source': 'email'}

    Attributes:
        customer_id (str): The company's own id of who answered; who is not known yet is made.
        answered_at (datetime.datetime | None | Unset): By default now, by the workspace's clock.
        score (int | None | Unset): How likely they are to recommend the company to a friend, 0 to 10: what the Net
            Promoter Score is made of.
        rank (float | None | Unset): The company's place among the brands that they use, 1 the best; where brands tie,
            the mean of their places.
        brands (int | None | Unset): How many brands they use, the company's among them; with `rank`.
        own_rating (float | None | Unset): Instead of `rank` and `brands`: how they rate the company, on any scale on
            which more is better.
        other_ratings (list[float] | None | Unset): How they rate each other brand that they use; with `own_rating`.
        wallet_share (float | None | Unset): Which share of what they spend on the category they spend on the company,
            by their own word: 0 to 1.
        category (None | str | Unset): Whose wallet is meant; by default all that the company sells.
        survey (None | str | Unset): Its name.
        source (None | str | Unset): The tool or medium by which it was answered.
        comment (None | str | Unset): In their own words.
        feedback_id (None | str | Unset): The company's id of the answer: one that comes again replaces what it said
            before.
    """

    customer_id: str
    answered_at: datetime.datetime | None | Unset = UNSET
    score: int | None | Unset = UNSET
    rank: float | None | Unset = UNSET
    brands: int | None | Unset = UNSET
    own_rating: float | None | Unset = UNSET
    other_ratings: list[float] | None | Unset = UNSET
    wallet_share: float | None | Unset = UNSET
    category: None | str | Unset = UNSET
    survey: None | str | Unset = UNSET
    source: None | str | Unset = UNSET
    comment: None | str | Unset = UNSET
    feedback_id: None | str | Unset = UNSET

    def to_dict(self) -> dict[str, Any]:
        customer_id = self.customer_id

        answered_at: None | str | Unset
        if isinstance(self.answered_at, Unset):
            answered_at = UNSET
        elif isinstance(self.answered_at, datetime.datetime):
            answered_at = self.answered_at.isoformat()
        else:
            answered_at = self.answered_at

        score: int | None | Unset
        if isinstance(self.score, Unset):
            score = UNSET
        else:
            score = self.score

        rank: float | None | Unset
        if isinstance(self.rank, Unset):
            rank = UNSET
        else:
            rank = self.rank

        brands: int | None | Unset
        if isinstance(self.brands, Unset):
            brands = UNSET
        else:
            brands = self.brands

        own_rating: float | None | Unset
        if isinstance(self.own_rating, Unset):
            own_rating = UNSET
        else:
            own_rating = self.own_rating

        other_ratings: list[float] | None | Unset
        if isinstance(self.other_ratings, Unset):
            other_ratings = UNSET
        elif isinstance(self.other_ratings, list):
            other_ratings = self.other_ratings

        else:
            other_ratings = self.other_ratings

        wallet_share: float | None | Unset
        if isinstance(self.wallet_share, Unset):
            wallet_share = UNSET
        else:
            wallet_share = self.wallet_share

        category: None | str | Unset
        if isinstance(self.category, Unset):
            category = UNSET
        else:
            category = self.category

        survey: None | str | Unset
        if isinstance(self.survey, Unset):
            survey = UNSET
        else:
            survey = self.survey

        source: None | str | Unset
        if isinstance(self.source, Unset):
            source = UNSET
        else:
            source = self.source

        comment: None | str | Unset
        if isinstance(self.comment, Unset):
            comment = UNSET
        else:
            comment = self.comment

        feedback_id: None | str | Unset
        if isinstance(self.feedback_id, Unset):
            feedback_id = UNSET
        else:
            feedback_id = self.feedback_id

        field_dict: dict[str, Any] = {}

        field_dict.update(
            {
                "customer_id": customer_id,
            }
        )
        if answered_at is not UNSET:
            field_dict["answered_at"] = answered_at
        if score is not UNSET:
            field_dict["score"] = score
        if rank is not UNSET:
            field_dict["rank"] = rank
        if brands is not UNSET:
            field_dict["brands"] = brands
        if own_rating is not UNSET:
            field_dict["own_rating"] = own_rating
        if other_ratings is not UNSET:
            field_dict["other_ratings"] = other_ratings
        if wallet_share is not UNSET:
            field_dict["wallet_share"] = wallet_share
        if category is not UNSET:
            field_dict["category"] = category
        if survey is not UNSET:
            field_dict["survey"] = survey
        if source is not UNSET:
            field_dict["source"] = source
        if comment is not UNSET:
            field_dict["comment"] = comment
        if feedback_id is not UNSET:
            field_dict["feedback_id"] = feedback_id

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        d = dict(src_dict)
        customer_id = d.pop("customer_id")

        def _parse_answered_at(data: object) -> datetime.datetime | None | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            try:
                if not isinstance(data, str):
                    raise TypeError()
                answered_at_type_0 = datetime.datetime.fromisoformat(data)

                return answered_at_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(datetime.datetime | None | Unset, data)

        answered_at = _parse_answered_at(d.pop("answered_at", UNSET))

        def _parse_score(data: object) -> int | None | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(int | None | Unset, data)

        score = _parse_score(d.pop("score", UNSET))

        def _parse_rank(data: object) -> float | None | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(float | None | Unset, data)

        rank = _parse_rank(d.pop("rank", UNSET))

        def _parse_brands(data: object) -> int | None | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(int | None | Unset, data)

        brands = _parse_brands(d.pop("brands", UNSET))

        def _parse_own_rating(data: object) -> float | None | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(float | None | Unset, data)

        own_rating = _parse_own_rating(d.pop("own_rating", UNSET))

        def _parse_other_ratings(data: object) -> list[float] | None | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            try:
                if not isinstance(data, list):
                    raise TypeError()
                other_ratings_type_0 = cast(list[float], data)

                return other_ratings_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(list[float] | None | Unset, data)

        other_ratings = _parse_other_ratings(d.pop("other_ratings", UNSET))

        def _parse_wallet_share(data: object) -> float | None | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(float | None | Unset, data)

        wallet_share = _parse_wallet_share(d.pop("wallet_share", UNSET))

        def _parse_category(data: object) -> None | str | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(None | str | Unset, data)

        category = _parse_category(d.pop("category", UNSET))

        def _parse_survey(data: object) -> None | str | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(None | str | Unset, data)

        survey = _parse_survey(d.pop("survey", UNSET))

        def _parse_source(data: object) -> None | str | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(None | str | Unset, data)

        source = _parse_source(d.pop("source", UNSET))

        def _parse_comment(data: object) -> None | str | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(None | str | Unset, data)

        comment = _parse_comment(d.pop("comment", UNSET))

        def _parse_feedback_id(data: object) -> None | str | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(None | str | Unset, data)

        feedback_id = _parse_feedback_id(d.pop("feedback_id", UNSET))

        new_answer = cls(
            customer_id=customer_id,
            answered_at=answered_at,
            score=score,
            rank=rank,
            brands=brands,
            own_rating=own_rating,
            other_ratings=other_ratings,
            wallet_share=wallet_share,
            category=category,
            survey=survey,
            source=source,
            comment=comment,
            feedback_id=feedback_id,
        )

        return new_answer
