from __future__ import annotations

import datetime
from collections.abc import Mapping
from typing import Any, Self, TypeVar, cast
from uuid import UUID

from attrs import define as _attrs_define
from attrs import field as _attrs_field

T = TypeVar("T", bound="FeedbackAnswer")


@_attrs_define
class FeedbackAnswer:
    """An answer as it was kept.

    Example:
        {'answered_at': '2026-11-01T12:00:00Z', 'comment': 'Quick, and friendly.', 'customer_id': 'c-17', 'id':
            '0198c5a0-7c1e-7000-8000-000000000001', 'score': 9, 'source': 'email', 'survey': 'NPS 2026'}

    Attributes:
        id (UUID): Our id of the customer.
        customer_id (None | str): The company's own id; null while the customer is anonymous, and once erased.
        answered_at (datetime.datetime):
        score (int | None): How likely they are to recommend the company to a friend, 0 to 10: what the Net Promoter
            Score is made of.
        rank (float | None): The company's place among the brands that they use, 1 the best; where brands tie, the mean
            of their places.
        brands (int | None): How many brands they use.
        wallet_share (float | None): Which share of what they spend on the category they spend on the company, by their
            own word: 0 to 1.
        category (None | str):
        survey (None | str):
        source (None | str):
        comment (None | str): Null once the customer was erased, too.
    """

    id: UUID
    customer_id: None | str
    answered_at: datetime.datetime
    score: int | None
    rank: float | None
    brands: int | None
    wallet_share: float | None
    category: None | str
    survey: None | str
    source: None | str
    comment: None | str
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        id = str(self.id)

        customer_id: None | str
        customer_id = self.customer_id

        answered_at = self.answered_at.isoformat()

        score: int | None
        score = self.score

        rank: float | None
        rank = self.rank

        brands: int | None
        brands = self.brands

        wallet_share: float | None
        wallet_share = self.wallet_share

        category: None | str
        category = self.category

        survey: None | str
        survey = self.survey

        source: None | str
        source = self.source

        comment: None | str
        comment = self.comment

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "id": id,
                "customer_id": customer_id,
                "answered_at": answered_at,
                "score": score,
                "rank": rank,
                "brands": brands,
                "wallet_share": wallet_share,
                "category": category,
                "survey": survey,
                "source": source,
                "comment": comment,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        d = dict(src_dict)
        id = UUID(d.pop("id"))

        def _parse_customer_id(data: object) -> None | str:
            if data is None:
                return data
            return cast(None | str, data)

        customer_id = _parse_customer_id(d.pop("customer_id"))

        answered_at = datetime.datetime.fromisoformat(d.pop("answered_at"))

        def _parse_score(data: object) -> int | None:
            if data is None:
                return data
            return cast(int | None, data)

        score = _parse_score(d.pop("score"))

        def _parse_rank(data: object) -> float | None:
            if data is None:
                return data
            return cast(float | None, data)

        rank = _parse_rank(d.pop("rank"))

        def _parse_brands(data: object) -> int | None:
            if data is None:
                return data
            return cast(int | None, data)

        brands = _parse_brands(d.pop("brands"))

        def _parse_wallet_share(data: object) -> float | None:
            if data is None:
                return data
            return cast(float | None, data)

        wallet_share = _parse_wallet_share(d.pop("wallet_share"))

        def _parse_category(data: object) -> None | str:
            if data is None:
                return data
            return cast(None | str, data)

        category = _parse_category(d.pop("category"))

        def _parse_survey(data: object) -> None | str:
            if data is None:
                return data
            return cast(None | str, data)

        survey = _parse_survey(d.pop("survey"))

        def _parse_source(data: object) -> None | str:
            if data is None:
                return data
            return cast(None | str, data)

        source = _parse_source(d.pop("source"))

        def _parse_comment(data: object) -> None | str:
            if data is None:
                return data
            return cast(None | str, data)

        comment = _parse_comment(d.pop("comment"))

        feedback_answer = cls(
            id=id,
            customer_id=customer_id,
            answered_at=answered_at,
            score=score,
            rank=rank,
            brands=brands,
            wallet_share=wallet_share,
            category=category,
            survey=survey,
            source=source,
            comment=comment,
        )

        feedback_answer.additional_properties = d
        return feedback_answer

    @property
    def additional_keys(self) -> list[str]:
        return list(self.additional_properties.keys())

    def __getitem__(self, key: str) -> Any:
        return self.additional_properties[key]

    def __setitem__(self, key: str, value: Any) -> None:
        self.additional_properties[key] = value

    def __delitem__(self, key: str) -> None:
        del self.additional_properties[key]

    def __contains__(self, key: str) -> bool:
        return key in self.additional_properties
