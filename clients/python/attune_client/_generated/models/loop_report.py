from __future__ import annotations

import datetime
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Self, TypeVar, cast
from uuid import UUID

from attrs import define as _attrs_define
from attrs import field as _attrs_field

if TYPE_CHECKING:
    from ..models.loop_blended import LoopBlended
    from ..models.loop_credit import LoopCredit
    from ..models.loop_report_spend_by_channel import LoopReportSpendByChannel


T = TypeVar("T", bound="LoopReport")


@_attrs_define
class LoopReport:
    """The published report of attribution.

    Attributes:
        report_id (UUID):
        published_at (datetime.datetime):
        window_from (datetime.date | None): Null: from the first order on.
        window_until (datetime.datetime):
        conversions (int):
        value (str): Net of all orders of the window, as it was when the report was made.
        value_now (str): The same, as it is now.
        stale (bool): Whether its orders have come to another number or sum since.
        unattributed_conversions (int):
        unattributed_value (str): Of orders that no touchpoint preceded.
        spend (str): Of the window.
        spend_by_channel (LoopReportSpendByChannel):
        blended (LoopBlended | None):
        level (float | None): Of the intervals of `credit`.
        method (None | str): How they were made.
        warnings (list[str]): Codes of what to beware of.
        credit (list[LoopCredit]):
    """

    report_id: UUID
    published_at: datetime.datetime
    window_from: datetime.date | None
    window_until: datetime.datetime
    conversions: int
    value: str
    value_now: str
    stale: bool
    unattributed_conversions: int
    unattributed_value: str
    spend: str
    spend_by_channel: LoopReportSpendByChannel
    blended: LoopBlended | None
    level: float | None
    method: None | str
    warnings: list[str]
    credit: list[LoopCredit]
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        from ..models.loop_blended import LoopBlended

        report_id = str(self.report_id)

        published_at = self.published_at.isoformat()

        window_from: None | str
        if isinstance(self.window_from, datetime.date):
            window_from = self.window_from.isoformat()
        else:
            window_from = self.window_from

        window_until = self.window_until.isoformat()

        conversions = self.conversions

        value = self.value

        value_now = self.value_now

        stale = self.stale

        unattributed_conversions = self.unattributed_conversions

        unattributed_value = self.unattributed_value

        spend = self.spend

        spend_by_channel = self.spend_by_channel.to_dict()

        blended: dict[str, Any] | None
        if isinstance(self.blended, LoopBlended):
            blended = self.blended.to_dict()
        else:
            blended = self.blended

        level: float | None
        level = self.level

        method: None | str
        method = self.method

        warnings = self.warnings

        credit = []
        for credit_item_data in self.credit:
            credit_item = credit_item_data.to_dict()
            credit.append(credit_item)

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "report_id": report_id,
                "published_at": published_at,
                "window_from": window_from,
                "window_until": window_until,
                "conversions": conversions,
                "value": value,
                "value_now": value_now,
                "stale": stale,
                "unattributed_conversions": unattributed_conversions,
                "unattributed_value": unattributed_value,
                "spend": spend,
                "spend_by_channel": spend_by_channel,
                "blended": blended,
                "level": level,
                "method": method,
                "warnings": warnings,
                "credit": credit,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        from ..models.loop_blended import LoopBlended
        from ..models.loop_credit import LoopCredit
        from ..models.loop_report_spend_by_channel import LoopReportSpendByChannel

        d = dict(src_dict)
        report_id = UUID(d.pop("report_id"))

        published_at = datetime.datetime.fromisoformat(d.pop("published_at"))

        def _parse_window_from(data: object) -> datetime.date | None:
            if data is None:
                return data
            try:
                if not isinstance(data, str):
                    raise TypeError()
                window_from_type_0 = datetime.date.fromisoformat(data)

                return window_from_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(datetime.date | None, data)

        window_from = _parse_window_from(d.pop("window_from"))

        window_until = datetime.datetime.fromisoformat(d.pop("window_until"))

        conversions = d.pop("conversions")

        value = d.pop("value")

        value_now = d.pop("value_now")

        stale = d.pop("stale")

        unattributed_conversions = d.pop("unattributed_conversions")

        unattributed_value = d.pop("unattributed_value")

        spend = d.pop("spend")

        spend_by_channel = LoopReportSpendByChannel.from_dict(d.pop("spend_by_channel"))

        def _parse_blended(data: object) -> LoopBlended | None:
            if data is None:
                return data
            try:
                if not isinstance(data, dict):
                    raise TypeError()
                blended_type_0 = LoopBlended.from_dict(data)

                return blended_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(LoopBlended | None, data)

        blended = _parse_blended(d.pop("blended"))

        def _parse_level(data: object) -> float | None:
            if data is None:
                return data
            return cast(float | None, data)

        level = _parse_level(d.pop("level"))

        def _parse_method(data: object) -> None | str:
            if data is None:
                return data
            return cast(None | str, data)

        method = _parse_method(d.pop("method"))

        warnings = cast(list[str], d.pop("warnings"))

        credit = []
        _credit = d.pop("credit")
        for credit_item_data in _credit:
            credit_item = LoopCredit.from_dict(credit_item_data)

            credit.append(credit_item)

        loop_report = cls(
            report_id=report_id,
            published_at=published_at,
            window_from=window_from,
            window_until=window_until,
            conversions=conversions,
            value=value,
            value_now=value_now,
            stale=stale,
            unattributed_conversions=unattributed_conversions,
            unattributed_value=unattributed_value,
            spend=spend,
            spend_by_channel=spend_by_channel,
            blended=blended,
            level=level,
            method=method,
            warnings=warnings,
            credit=credit,
        )

        loop_report.additional_properties = d
        return loop_report

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
