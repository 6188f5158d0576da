from __future__ import annotations

import datetime
from collections.abc import Mapping
from typing import Any, Self, TypeVar, cast

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..models.report_plan_document_after_conversion import (
    ReportPlanDocumentAfterConversion,
)

T = TypeVar("T", bound="ReportPlanDocument")


@_attrs_define
class ReportPlanDocument:
    """What a report was asked for, with every default made explicit.

    Attributes:
        from_ (datetime.date | None):
        until (datetime.date | None):
        until_at (datetime.datetime): The moment before which orders were looked at.
        lookback_days (int):
        models (list[str]):
        touch_kinds (list[str]):
        after_conversion (ReportPlanDocumentAfterConversion):
        margin_rate (float | None):
        level (float):
    """

    from_: datetime.date | None
    until: datetime.date | None
    until_at: datetime.datetime
    lookback_days: int
    models: list[str]
    touch_kinds: list[str]
    after_conversion: ReportPlanDocumentAfterConversion
    margin_rate: float | None
    level: float
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        from_: None | str
        if isinstance(self.from_, datetime.date):
            from_ = self.from_.isoformat()
        else:
            from_ = self.from_

        until: None | str
        if isinstance(self.until, datetime.date):
            until = self.until.isoformat()
        else:
            until = self.until

        until_at = self.until_at.isoformat()

        lookback_days = self.lookback_days

        models = self.models

        touch_kinds = self.touch_kinds

        after_conversion = self.after_conversion.value

        margin_rate: float | None
        margin_rate = self.margin_rate

        level = self.level

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "from": from_,
                "until": until,
                "until_at": until_at,
                "lookback_days": lookback_days,
                "models": models,
                "touch_kinds": touch_kinds,
                "after_conversion": after_conversion,
                "margin_rate": margin_rate,
                "level": level,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        d = dict(src_dict)

        def _parse_from_(data: object) -> datetime.date | None:
            if data is None:
                return data
            try:
                if not isinstance(data, str):
                    raise TypeError()
                from_type_0 = datetime.date.fromisoformat(data)

                return from_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(datetime.date | None, data)

        from_ = _parse_from_(d.pop("from"))

        def _parse_until(data: object) -> datetime.date | None:
            if data is None:
                return data
            try:
                if not isinstance(data, str):
                    raise TypeError()
                until_type_0 = datetime.date.fromisoformat(data)

                return until_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(datetime.date | None, data)

        until = _parse_until(d.pop("until"))

        until_at = datetime.datetime.fromisoformat(d.pop("until_at"))

        lookback_days = d.pop("lookback_days")

        models = cast(list[str], d.pop("models"))

        touch_kinds = cast(list[str], d.pop("touch_kinds"))

        after_conversion = ReportPlanDocumentAfterConversion(d.pop("after_conversion"))

        def _parse_margin_rate(data: object) -> float | None:
            if data is None:
                return data
            return cast(float | None, data)

        margin_rate = _parse_margin_rate(d.pop("margin_rate"))

        level = d.pop("level")

        report_plan_document = cls(
            from_=from_,
            until=until,
            until_at=until_at,
            lookback_days=lookback_days,
            models=models,
            touch_kinds=touch_kinds,
            after_conversion=after_conversion,
            margin_rate=margin_rate,
            level=level,
        )

        report_plan_document.additional_properties = d
        return report_plan_document

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
