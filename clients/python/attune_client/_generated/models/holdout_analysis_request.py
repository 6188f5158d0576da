from __future__ import annotations

import datetime
from collections.abc import Mapping
from typing import Any, Self, TypeVar, cast

from attrs import define as _attrs_define

from ..models.holdout_analysis_request_metric import HoldoutAnalysisRequestMetric
from ..types import UNSET, Unset

T = TypeVar("T", bound="HoldoutAnalysisRequest")


@_attrs_define
class HoldoutAnalysisRequest:
    """An analysis of a holdout to be made.

    Example:
        {'alpha': 0.05, 'metric': 'revenue', 'until': '2026-12-31T00:00:00Z'}

    Attributes:
        until (datetime.datetime | None | Unset): Orders before it count; now by default, by the workspace's clock.
            Never past the end itself.
        alpha (float | Unset): Of the two-sided test; intervals are of the level 1 − alpha. Default: 0.05.
        metric (HoldoutAnalysisRequestMetric | Unset):  Default: HoldoutAnalysisRequestMetric.REVENUE.
    """

    until: datetime.datetime | None | Unset = UNSET
    alpha: float | Unset = 0.05
    metric: HoldoutAnalysisRequestMetric | Unset = HoldoutAnalysisRequestMetric.REVENUE

    def to_dict(self) -> dict[str, Any]:
        until: None | str | Unset
        if isinstance(self.until, Unset):
            until = UNSET
        elif isinstance(self.until, datetime.datetime):
            until = self.until.isoformat()
        else:
            until = self.until

        alpha = self.alpha

        metric: str | Unset = UNSET
        if not isinstance(self.metric, Unset):
            metric = self.metric.value

        field_dict: dict[str, Any] = {}

        field_dict.update({})
        if until is not UNSET:
            field_dict["until"] = until
        if alpha is not UNSET:
            field_dict["alpha"] = alpha
        if metric is not UNSET:
            field_dict["metric"] = metric

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        d = dict(src_dict)

        def _parse_until(data: object) -> datetime.datetime | None | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            try:
                if not isinstance(data, str):
                    raise TypeError()
                until_type_0 = datetime.datetime.fromisoformat(data)

                return until_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(datetime.datetime | None | Unset, data)

        until = _parse_until(d.pop("until", UNSET))

        alpha = d.pop("alpha", UNSET)

        _metric = d.pop("metric", UNSET)
        metric: HoldoutAnalysisRequestMetric | Unset
        if isinstance(_metric, Unset):
            metric = UNSET
        else:
            metric = HoldoutAnalysisRequestMetric(_metric)

        holdout_analysis_request = cls(
            until=until,
            alpha=alpha,
            metric=metric,
        )

        return holdout_analysis_request
