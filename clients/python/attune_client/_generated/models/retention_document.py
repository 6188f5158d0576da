from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Self, TypeVar, cast

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..models.retention_document_verdict_type_0 import RetentionDocumentVerdictType0

T = TypeVar("T", bound="RetentionDocument")


@_attrs_define
class RetentionDocument:
    """Retention from period to period, against its target.

    Attributes:
        estimate (float | None):
        low (float | None):
        high (float | None):
        of (int): Customers of every period but the last, added up: who bought in two of them counts twice.
        stayed (int): Of them, those who bought in the next period as well.
        target (float | None):
        verdict (None | RetentionDocumentVerdictType0): `met` and `missed` where all of the interval is on one side of
            the target, else `open`; null without one.
    """

    estimate: float | None
    low: float | None
    high: float | None
    of: int
    stayed: int
    target: float | None
    verdict: None | RetentionDocumentVerdictType0
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        estimate: float | None
        estimate = self.estimate

        low: float | None
        low = self.low

        high: float | None
        high = self.high

        of = self.of

        stayed = self.stayed

        target: float | None
        target = self.target

        verdict: None | str
        if isinstance(self.verdict, RetentionDocumentVerdictType0):
            verdict = self.verdict.value
        else:
            verdict = self.verdict

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "estimate": estimate,
                "low": low,
                "high": high,
                "of": of,
                "stayed": stayed,
                "target": target,
                "verdict": verdict,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        d = dict(src_dict)

        def _parse_estimate(data: object) -> float | None:
            if data is None:
                return data
            return cast(float | None, data)

        estimate = _parse_estimate(d.pop("estimate"))

        def _parse_low(data: object) -> float | None:
            if data is None:
                return data
            return cast(float | None, data)

        low = _parse_low(d.pop("low"))

        def _parse_high(data: object) -> float | None:
            if data is None:
                return data
            return cast(float | None, data)

        high = _parse_high(d.pop("high"))

        of = d.pop("of")

        stayed = d.pop("stayed")

        def _parse_target(data: object) -> float | None:
            if data is None:
                return data
            return cast(float | None, data)

        target = _parse_target(d.pop("target"))

        def _parse_verdict(data: object) -> None | RetentionDocumentVerdictType0:
            if data is None:
                return data
            try:
                if not isinstance(data, str):
                    raise TypeError()
                verdict_type_0 = RetentionDocumentVerdictType0(data)

                return verdict_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(None | RetentionDocumentVerdictType0, data)

        verdict = _parse_verdict(d.pop("verdict"))

        retention_document = cls(
            estimate=estimate,
            low=low,
            high=high,
            of=of,
            stayed=stayed,
            target=target,
            verdict=verdict,
        )

        retention_document.additional_properties = d
        return retention_document

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
