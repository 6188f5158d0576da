from __future__ import annotations

import datetime
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Self, TypeVar, cast

from attrs import define as _attrs_define
from attrs import field as _attrs_field

if TYPE_CHECKING:
    from ..models.backtest_document_scores import BacktestDocumentScores


T = TypeVar("T", bound="BacktestDocument")


@_attrs_define
class BacktestDocument:
    """Every method at rolling origins, of which it knew nothing that came after.

    Attributes:
        origins (list[datetime.date]): The last day that was known at each.
        weeks (int): How many were foretold from each.
        reason (None | str): Why there is none: `past_too_short`, or what a fit was refused with.
        scores (BacktestDocumentScores): By quantity, then by method.
    """

    origins: list[datetime.date]
    weeks: int
    reason: None | str
    scores: BacktestDocumentScores
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        origins = []
        for origins_item_data in self.origins:
            origins_item = origins_item_data.isoformat()
            origins.append(origins_item)

        weeks = self.weeks

        reason: None | str
        reason = self.reason

        scores = self.scores.to_dict()

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "origins": origins,
                "weeks": weeks,
                "reason": reason,
                "scores": scores,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        from ..models.backtest_document_scores import BacktestDocumentScores

        d = dict(src_dict)
        origins = []
        _origins = d.pop("origins")
        for origins_item_data in _origins:
            origins_item = datetime.date.fromisoformat(origins_item_data)

            origins.append(origins_item)

        weeks = d.pop("weeks")

        def _parse_reason(data: object) -> None | str:
            if data is None:
                return data
            return cast(None | str, data)

        reason = _parse_reason(d.pop("reason"))

        scores = BacktestDocumentScores.from_dict(d.pop("scores"))

        backtest_document = cls(
            origins=origins,
            weeks=weeks,
            reason=reason,
            scores=scores,
        )

        backtest_document.additional_properties = d
        return backtest_document

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
