from __future__ import annotations

import datetime
from collections.abc import Mapping
from typing import Any, Self, TypeVar, cast

from attrs import define as _attrs_define

from ..models.report_request_after_conversion import ReportRequestAfterConversion
from ..models.report_request_models_item import ReportRequestModelsItem
from ..models.report_request_touch_kinds_item import ReportRequestTouchKindsItem
from ..types import UNSET, Unset

T = TypeVar("T", bound="ReportRequest")


@_attrs_define
class ReportRequest:
    """A report to be made from the workspace's touchpoints, orders and spend.

    Example:
        {'from': '1998-01-05', 'lookback_days': 30, 'margin_rate': 0.3, 'models': ['first_touch', 'last_touch',
            'linear', 'markov'], 'until': '1998-06-28'}

    Attributes:
        from_ (datetime.date | None | Unset): The first day whose orders are looked at, in the workspace's time zone; by
            default that of the first.
        until (datetime.date | None | Unset): The last such day; by default all until the workspace's clock.
        lookback_days (int | Unset): How long before a purchase its touches may be, in days of 24 hours; the edge is in.
            Default: 30.
        models (list[ReportRequestModelsItem] | Unset):
        touch_kinds (list[ReportRequestTouchKindsItem] | Unset): Which kinds of touchpoints count. What was only sent
            does not, unless it is named here.
        after_conversion (ReportRequestAfterConversion | Unset): `restart`: a path begins anew after a purchase.
            `overlap`: every purchase looks back through its whole window, so that a touch may be on several paths. Default:
            ReportRequestAfterConversion.RESTART.
        margin_rate (float | None | Unset): Share of an order's net that is margin, where the order states none. Without
            it the margin, and ROCI with it, is unknown as soon as one order states none.
        level (float | Unset): Of all intervals. Default: 0.95.
    """

    from_: datetime.date | None | Unset = UNSET
    until: datetime.date | None | Unset = UNSET
    lookback_days: int | Unset = 30
    models: list[ReportRequestModelsItem] | Unset = UNSET
    touch_kinds: list[ReportRequestTouchKindsItem] | Unset = UNSET
    after_conversion: ReportRequestAfterConversion | Unset = (
        ReportRequestAfterConversion.RESTART
    )
    margin_rate: float | None | Unset = UNSET
    level: float | Unset = 0.95

    def to_dict(self) -> dict[str, Any]:
        from_: None | str | Unset
        if isinstance(self.from_, Unset):
            from_ = UNSET
        elif isinstance(self.from_, datetime.date):
            from_ = self.from_.isoformat()
        else:
            from_ = self.from_

        until: None | str | Unset
        if isinstance(self.until, Unset):
            until = UNSET
        elif isinstance(self.until, datetime.date):
            until = self.until.isoformat()
        else:
            until = self.until

        lookback_days = self.lookback_days

        models: list[str] | Unset = UNSET
        if not isinstance(self.models, Unset):
            models = []
            for models_item_data in self.models:
                models_item = models_item_data.value
                models.append(models_item)

        touch_kinds: list[str] | Unset = UNSET
        if not isinstance(self.touch_kinds, Unset):
            touch_kinds = []
            for touch_kinds_item_data in self.touch_kinds:
                touch_kinds_item = touch_kinds_item_data.value
                touch_kinds.append(touch_kinds_item)

        after_conversion: str | Unset = UNSET
        if not isinstance(self.after_conversion, Unset):
            after_conversion = self.after_conversion.value

        margin_rate: float | None | Unset
        if isinstance(self.margin_rate, Unset):
            margin_rate = UNSET
        else:
            margin_rate = self.margin_rate

        level = self.level

        field_dict: dict[str, Any] = {}

        field_dict.update({})
        if from_ is not UNSET:
            field_dict["from"] = from_
        if until is not UNSET:
            field_dict["until"] = until
        if lookback_days is not UNSET:
            field_dict["lookback_days"] = lookback_days
        if models is not UNSET:
            field_dict["models"] = models
        if touch_kinds is not UNSET:
            field_dict["touch_kinds"] = touch_kinds
        if after_conversion is not UNSET:
            field_dict["after_conversion"] = after_conversion
        if margin_rate is not UNSET:
            field_dict["margin_rate"] = margin_rate
        if level is not UNSET:
            field_dict["level"] = level

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        d = dict(src_dict)

        def _parse_from_(data: object) -> datetime.date | None | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            try:
                if not isinstance(data, str):
                    raise TypeError()
                from_type_0 = datetime.date.fromisoformat(data)

                return from_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(datetime.date | None | Unset, data)

        from_ = _parse_from_(d.pop("from", UNSET))

        def _parse_until(data: object) -> datetime.date | None | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            try:
                if not isinstance(data, str):
                    raise TypeError()
                until_type_0 = datetime.date.fromisoformat(data)

                return until_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(datetime.date | None | Unset, data)

        until = _parse_until(d.pop("until", UNSET))

        lookback_days = d.pop("lookback_days", UNSET)

        _models = d.pop("models", UNSET)
        models: list[ReportRequestModelsItem] | Unset = UNSET
        if _models is not UNSET:
            models = []
            for models_item_data in _models:
                models_item = ReportRequestModelsItem(models_item_data)

                models.append(models_item)

        _touch_kinds = d.pop("touch_kinds", UNSET)
        touch_kinds: list[ReportRequestTouchKindsItem] | Unset = UNSET
        if _touch_kinds is not UNSET:
            touch_kinds = []
            for touch_kinds_item_data in _touch_kinds:
                touch_kinds_item = ReportRequestTouchKindsItem(touch_kinds_item_data)

                touch_kinds.append(touch_kinds_item)

        _after_conversion = d.pop("after_conversion", UNSET)
        after_conversion: ReportRequestAfterConversion | Unset
        if isinstance(_after_conversion, Unset):
            after_conversion = UNSET
        else:
            after_conversion = ReportRequestAfterConversion(_after_conversion)

        def _parse_margin_rate(data: object) -> float | None | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(float | None | Unset, data)

        margin_rate = _parse_margin_rate(d.pop("margin_rate", UNSET))

        level = d.pop("level", UNSET)

        report_request = cls(
            from_=from_,
            until=until,
            lookback_days=lookback_days,
            models=models,
            touch_kinds=touch_kinds,
            after_conversion=after_conversion,
            margin_rate=margin_rate,
            level=level,
        )

        return report_request
