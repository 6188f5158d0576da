from __future__ import annotations

import datetime
from collections.abc import Mapping
from typing import Any, Self, TypeVar, cast
from uuid import UUID

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..models.analysed_window_metric import AnalysedWindowMetric

T = TypeVar("T", bound="AnalysedWindow")


@_attrs_define
class AnalysedWindow:
    """What was asked for, with every default made explicit.

    Attributes:
        experiment_id (None | UUID):
        holdout_id (None | UUID):
        metric (AnalysedWindowMetric):
        since (datetime.datetime):
        until (datetime.datetime):
        alpha (float):
        conversion_days (float | None):
    """

    experiment_id: None | UUID
    holdout_id: None | UUID
    metric: AnalysedWindowMetric
    since: datetime.datetime
    until: datetime.datetime
    alpha: float
    conversion_days: float | None
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        experiment_id: None | str
        if isinstance(self.experiment_id, UUID):
            experiment_id = str(self.experiment_id)
        else:
            experiment_id = self.experiment_id

        holdout_id: None | str
        if isinstance(self.holdout_id, UUID):
            holdout_id = str(self.holdout_id)
        else:
            holdout_id = self.holdout_id

        metric = self.metric.value

        since = self.since.isoformat()

        until = self.until.isoformat()

        alpha = self.alpha

        conversion_days: float | None
        conversion_days = self.conversion_days

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "experiment_id": experiment_id,
                "holdout_id": holdout_id,
                "metric": metric,
                "since": since,
                "until": until,
                "alpha": alpha,
                "conversion_days": conversion_days,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        d = dict(src_dict)

        def _parse_experiment_id(data: object) -> None | UUID:
            if data is None:
                return data
            try:
                if not isinstance(data, str):
                    raise TypeError()
                experiment_id_type_0 = UUID(data)

                return experiment_id_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(None | UUID, data)

        experiment_id = _parse_experiment_id(d.pop("experiment_id"))

        def _parse_holdout_id(data: object) -> None | UUID:
            if data is None:
                return data
            try:
                if not isinstance(data, str):
                    raise TypeError()
                holdout_id_type_0 = UUID(data)

                return holdout_id_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(None | UUID, data)

        holdout_id = _parse_holdout_id(d.pop("holdout_id"))

        metric = AnalysedWindowMetric(d.pop("metric"))

        since = datetime.datetime.fromisoformat(d.pop("since"))

        until = datetime.datetime.fromisoformat(d.pop("until"))

        alpha = d.pop("alpha")

        def _parse_conversion_days(data: object) -> float | None:
            if data is None:
                return data
            return cast(float | None, data)

        conversion_days = _parse_conversion_days(d.pop("conversion_days"))

        analysed_window = cls(
            experiment_id=experiment_id,
            holdout_id=holdout_id,
            metric=metric,
            since=since,
            until=until,
            alpha=alpha,
            conversion_days=conversion_days,
        )

        analysed_window.additional_properties = d
        return analysed_window

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
