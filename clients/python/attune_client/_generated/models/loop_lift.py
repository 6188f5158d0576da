from __future__ import annotations

import datetime
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Self, TypeVar, cast
from uuid import UUID

from attrs import define as _attrs_define
from attrs import field as _attrs_field

if TYPE_CHECKING:
    from ..models.loop_estimate import LoopEstimate


T = TypeVar("T", bound="LoopLift")


@_attrs_define
class LoopLift:
    """What was proven: a treatment beside its control, by the latest analysis.

    Attributes:
        key (str):
        experiment_id (None | UUID):
        holdout_id (None | UUID): Of a universal holdout, where the treatment is all communication.
        channel (None | str):
        campaign (None | str):
        started_at (datetime.datetime | None):
        analysed_until (datetime.datetime):
        metric (str):
        treatment (str):
        control (str):
        treatment_users (int):
        control_users (int):
        difference (LoopEstimate): An estimate with its interval.
        p_value (float):
        relative (LoopEstimate | None): To the control; null where the control is too close to 0.
        incremental (LoopEstimate): An estimate with its interval.
    """

    key: str
    experiment_id: None | UUID
    holdout_id: None | UUID
    channel: None | str
    campaign: None | str
    started_at: datetime.datetime | None
    analysed_until: datetime.datetime
    metric: str
    treatment: str
    control: str
    treatment_users: int
    control_users: int
    difference: LoopEstimate
    p_value: float
    relative: LoopEstimate | None
    incremental: LoopEstimate
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        from ..models.loop_estimate import LoopEstimate

        key = self.key

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

        channel: None | str
        channel = self.channel

        campaign: None | str
        campaign = self.campaign

        started_at: None | str
        if isinstance(self.started_at, datetime.datetime):
            started_at = self.started_at.isoformat()
        else:
            started_at = self.started_at

        analysed_until = self.analysed_until.isoformat()

        metric = self.metric

        treatment = self.treatment

        control = self.control

        treatment_users = self.treatment_users

        control_users = self.control_users

        difference = self.difference.to_dict()

        p_value = self.p_value

        relative: dict[str, Any] | None
        if isinstance(self.relative, LoopEstimate):
            relative = self.relative.to_dict()
        else:
            relative = self.relative

        incremental = self.incremental.to_dict()

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "key": key,
                "experiment_id": experiment_id,
                "holdout_id": holdout_id,
                "channel": channel,
                "campaign": campaign,
                "started_at": started_at,
                "analysed_until": analysed_until,
                "metric": metric,
                "treatment": treatment,
                "control": control,
                "treatment_users": treatment_users,
                "control_users": control_users,
                "difference": difference,
                "p_value": p_value,
                "relative": relative,
                "incremental": incremental,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        from ..models.loop_estimate import LoopEstimate

        d = dict(src_dict)
        key = d.pop("key")

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

        def _parse_channel(data: object) -> None | str:
            if data is None:
                return data
            return cast(None | str, data)

        channel = _parse_channel(d.pop("channel"))

        def _parse_campaign(data: object) -> None | str:
            if data is None:
                return data
            return cast(None | str, data)

        campaign = _parse_campaign(d.pop("campaign"))

        def _parse_started_at(data: object) -> datetime.datetime | None:
            if data is None:
                return data
            try:
                if not isinstance(data, str):
                    raise TypeError()
                started_at_type_0 = datetime.datetime.fromisoformat(data)

                return started_at_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(datetime.datetime | None, data)

        started_at = _parse_started_at(d.pop("started_at"))

        analysed_until = datetime.datetime.fromisoformat(d.pop("analysed_until"))

        metric = d.pop("metric")

        treatment = d.pop("treatment")

        control = d.pop("control")

        treatment_users = d.pop("treatment_users")

        control_users = d.pop("control_users")

        difference = LoopEstimate.from_dict(d.pop("difference"))

        p_value = d.pop("p_value")

        def _parse_relative(data: object) -> LoopEstimate | None:
            if data is None:
                return data
            try:
                if not isinstance(data, dict):
                    raise TypeError()
                relative_type_0 = LoopEstimate.from_dict(data)

                return relative_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(LoopEstimate | None, data)

        relative = _parse_relative(d.pop("relative"))

        incremental = LoopEstimate.from_dict(d.pop("incremental"))

        loop_lift = cls(
            key=key,
            experiment_id=experiment_id,
            holdout_id=holdout_id,
            channel=channel,
            campaign=campaign,
            started_at=started_at,
            analysed_until=analysed_until,
            metric=metric,
            treatment=treatment,
            control=control,
            treatment_users=treatment_users,
            control_users=control_users,
            difference=difference,
            p_value=p_value,
            relative=relative,
            incremental=incremental,
        )

        loop_lift.additional_properties = d
        return loop_lift

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
