from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Self, TypeVar, cast

from attrs import define as _attrs_define
from attrs import field as _attrs_field

if TYPE_CHECKING:
    from ..models.loyalty_estimate import LoyaltyEstimate


T = TypeVar("T", bound="PromoterReport")


@_attrs_define
class PromoterReport:
    """The Net Promoter Score by the latest answer of each customer within the window.

    Attributes:
        customers (int): Who answered.
        promoters (int): 9 or 10.
        passives (int): 7 or 8.
        detractors (int): 0 to 6.
        score (LoyaltyEstimate | None): Share of promoters less share of detractors, -100 to 100.
        reason (None | str): `no_answers` where the score is null.
    """

    customers: int
    promoters: int
    passives: int
    detractors: int
    score: LoyaltyEstimate | None
    reason: None | str
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        from ..models.loyalty_estimate import LoyaltyEstimate

        customers = self.customers

        promoters = self.promoters

        passives = self.passives

        detractors = self.detractors

        score: dict[str, Any] | None
        if isinstance(self.score, LoyaltyEstimate):
            score = self.score.to_dict()
        else:
            score = self.score

        reason: None | str
        reason = self.reason

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "customers": customers,
                "promoters": promoters,
                "passives": passives,
                "detractors": detractors,
                "score": score,
                "reason": reason,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        from ..models.loyalty_estimate import LoyaltyEstimate

        d = dict(src_dict)
        customers = d.pop("customers")

        promoters = d.pop("promoters")

        passives = d.pop("passives")

        detractors = d.pop("detractors")

        def _parse_score(data: object) -> LoyaltyEstimate | None:
            if data is None:
                return data
            try:
                if not isinstance(data, dict):
                    raise TypeError()
                score_type_0 = LoyaltyEstimate.from_dict(data)

                return score_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(LoyaltyEstimate | None, data)

        score = _parse_score(d.pop("score"))

        def _parse_reason(data: object) -> None | str:
            if data is None:
                return data
            return cast(None | str, data)

        reason = _parse_reason(d.pop("reason"))

        promoter_report = cls(
            customers=customers,
            promoters=promoters,
            passives=passives,
            detractors=detractors,
            score=score,
            reason=reason,
        )

        promoter_report.additional_properties = d
        return promoter_report

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
