from __future__ import annotations

import datetime
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Self, TypeVar, cast

from attrs import define as _attrs_define
from attrs import field as _attrs_field

if TYPE_CHECKING:
    from ..models.amount import Amount
    from ..models.equity_figure import EquityFigure
    from ..models.figure import Figure
    from ..models.retention_document import RetentionDocument
    from ..models.short_term import ShortTerm


T = TypeVar("T", bound="EconomicsDocumentRow")


@_attrs_define
class EconomicsDocumentRow:
    """A period's, a channel's, a segment's, or the whole window's.

    Attributes:
        period (datetime.date | None): Its first day; null of channels, of segments and of the whole.
        channel (None | str): Null of periods and segments, and of the customers whom no channel is known to have
            acquired.
        segment (None | str): The trait's value; null of all but segments, and of customers without the trait.
        new_customers (int): Whose first purchase lies in it.
        orders (int):
        revenue (Amount): Money of record in the workspace's currency; null where it is not known, and then why.
        short_term (ShortTerm): The short-term ledger: what was earned and spent within the window, counted.
        long_term (EquityFigure | None): The long-term ledger: what the new customers are worth at the window's end;
            null without a model.
        cac (Figure): An estimate with its interval; null where there is none, and then why.
        retention (RetentionDocument): Retention from period to period, against its target.
        repeat_rate (Figure): An estimate with its interval; null where there is none, and then why.
        payback_periods (Figure): An estimate with its interval; null where there is none, and then why.
    """

    period: datetime.date | None
    channel: None | str
    segment: None | str
    new_customers: int
    orders: int
    revenue: Amount
    short_term: ShortTerm
    long_term: EquityFigure | None
    cac: Figure
    retention: RetentionDocument
    repeat_rate: Figure
    payback_periods: Figure
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        from ..models.equity_figure import EquityFigure

        period: None | str
        if isinstance(self.period, datetime.date):
            period = self.period.isoformat()
        else:
            period = self.period

        channel: None | str
        channel = self.channel

        segment: None | str
        segment = self.segment

        new_customers = self.new_customers

        orders = self.orders

        revenue = self.revenue.to_dict()

        short_term = self.short_term.to_dict()

        long_term: dict[str, Any] | None
        if isinstance(self.long_term, EquityFigure):
            long_term = self.long_term.to_dict()
        else:
            long_term = self.long_term

        cac = self.cac.to_dict()

        retention = self.retention.to_dict()

        repeat_rate = self.repeat_rate.to_dict()

        payback_periods = self.payback_periods.to_dict()

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "period": period,
                "channel": channel,
                "segment": segment,
                "new_customers": new_customers,
                "orders": orders,
                "revenue": revenue,
                "short_term": short_term,
                "long_term": long_term,
                "cac": cac,
                "retention": retention,
                "repeat_rate": repeat_rate,
                "payback_periods": payback_periods,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        from ..models.amount import Amount
        from ..models.equity_figure import EquityFigure
        from ..models.figure import Figure
        from ..models.retention_document import RetentionDocument
        from ..models.short_term import ShortTerm

        d = dict(src_dict)

        def _parse_period(data: object) -> datetime.date | None:
            if data is None:
                return data
            try:
                if not isinstance(data, str):
                    raise TypeError()
                period_type_0 = datetime.date.fromisoformat(data)

                return period_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(datetime.date | None, data)

        period = _parse_period(d.pop("period"))

        def _parse_channel(data: object) -> None | str:
            if data is None:
                return data
            return cast(None | str, data)

        channel = _parse_channel(d.pop("channel"))

        def _parse_segment(data: object) -> None | str:
            if data is None:
                return data
            return cast(None | str, data)

        segment = _parse_segment(d.pop("segment"))

        new_customers = d.pop("new_customers")

        orders = d.pop("orders")

        revenue = Amount.from_dict(d.pop("revenue"))

        short_term = ShortTerm.from_dict(d.pop("short_term"))

        def _parse_long_term(data: object) -> EquityFigure | None:
            if data is None:
                return data
            try:
                if not isinstance(data, dict):
                    raise TypeError()
                long_term_type_0 = EquityFigure.from_dict(data)

                return long_term_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(EquityFigure | None, data)

        long_term = _parse_long_term(d.pop("long_term"))

        cac = Figure.from_dict(d.pop("cac"))

        retention = RetentionDocument.from_dict(d.pop("retention"))

        repeat_rate = Figure.from_dict(d.pop("repeat_rate"))

        payback_periods = Figure.from_dict(d.pop("payback_periods"))

        economics_document_row = cls(
            period=period,
            channel=channel,
            segment=segment,
            new_customers=new_customers,
            orders=orders,
            revenue=revenue,
            short_term=short_term,
            long_term=long_term,
            cac=cac,
            retention=retention,
            repeat_rate=repeat_rate,
            payback_periods=payback_periods,
        )

        economics_document_row.additional_properties = d
        return economics_document_row

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
