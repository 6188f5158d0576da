from __future__ import annotations

import datetime
from collections.abc import Mapping
from typing import Any, Self, TypeVar, cast

from attrs import define as _attrs_define

from ..types import UNSET, Unset

T = TypeVar("T", bound="ExperimentAnalysisRequest")


@_attrs_define
class ExperimentAnalysisRequest:
    """An analysis of an experiment to be made.

    Example:
        {'alpha': 0.05, 'conversion_days': 28, 'until': '2026-05-01T00:00:00Z'}

    Attributes:
        until (datetime.datetime | None | Unset): Orders before it count; now by default, by the workspace's clock.
            Never past the end itself.
        alpha (float | Unset): Of the two-sided test; intervals are of the level 1 − alpha. Default: 0.05.
        conversion_days (float | None | Unset): Days after a user's first exposure in which orders count; null: all up
            to the end.
    """

    until: datetime.datetime | None | Unset = UNSET
    alpha: float | Unset = 0.05
    conversion_days: float | None | Unset = UNSET

    def to_dict(self) -> dict[str, Any]:
        until: None | str | Unset
        if isinstance(self.until, Unset):
            until = UNSET
        elif isinstance(self.until, datetime.datetime):
            until = self.until.isoformat()
        else:
            until = self.until

        alpha = self.alpha

        conversion_days: float | None | Unset
        if isinstance(self.conversion_days, Unset):
            conversion_days = UNSET
        else:
            conversion_days = self.conversion_days

        field_dict: dict[str, Any] = {}

        field_dict.update({})
        if until is not UNSET:
            field_dict["until"] = until
        if alpha is not UNSET:
            field_dict["alpha"] = alpha
        if conversion_days is not UNSET:
            field_dict["conversion_days"] = conversion_days

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

        def _parse_conversion_days(data: object) -> float | None | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(float | None | Unset, data)

        conversion_days = _parse_conversion_days(d.pop("conversion_days", UNSET))

        experiment_analysis_request = cls(
            until=until,
            alpha=alpha,
            conversion_days=conversion_days,
        )

        return experiment_analysis_request
