from __future__ import annotations

import datetime
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Self, TypeVar, cast
from uuid import UUID

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..models.goal_direction import GoalDirection
from ..models.goal_state import GoalState
from ..models.metric_kind import MetricKind
from ..models.metric_unit import MetricUnit

if TYPE_CHECKING:
    from ..models.goal_interval import GoalInterval


T = TypeVar("T", bound="GoalDocument")


@_attrs_define
class GoalDocument:
    """A goal and how far it is at `as_of`. Measures are decimal strings with four places, whatever the metric.

    Example:
        {'as_of': '2026-11-01T00:00:00Z', 'at_risk': True, 'at_risk_rule': 'behind_straight_line', 'baseline': '0.2000',
            'baseline_at': '2026-10-01T00:00:00Z', 'created_at': '2026-10-01T00:00:00Z', 'current': '0.2100', 'direction':
            'at_least', 'due_on': '2026-12-31', 'elapsed': 0.3369565217391304, 'id': '0199d1c2-7c1e-7b2a-9f53-0c2d6f1f6c11',
            'kind': 'state', 'metric': 'repeat_rate', 'name': 'A quarter of customers come back', 'owner': 'Ada', 'pace':
            '0.2168', 'progress': 0.2, 'state': 'active', 'target': '0.2500', 'unit': 'share'}

    Attributes:
        id (UUID):
        name (str):
        metric (str):
        kind (MetricKind): How a metric relates to time.

            A flow adds up from the goal's beginning on; a state is what is so at a moment; a ratio is one of two flows.
        unit (MetricUnit): What a metric counts.
        direction (GoalDirection): Where the target lies.
        target (str):
        baseline (str): Measured at `baseline_at`; of a flow or ratio, over the same length of time before, which
            `due_on` sets.
        baseline_at (datetime.datetime): When the goal was set, by the workspace's clock.
        due_on (datetime.date):
        owner (str):
        created_at (datetime.datetime):
        closed_at (datetime.datetime | None): By the workspace's clock.
        as_of (datetime.datetime):
        current (None | str): The metric at `as_of`, or where that is earlier, at the end of `due_on` or when the goal
            was closed; of a flow or ratio, since `baseline_at`. Refunds are those known now.
        current_interval (GoalInterval | None): Where `current` is an estimate.
        unmeasured (None | str): Why there is no `current`: `no_purchases`, `no_spend`, `no_model`, `no_values`.
        progress (float | None): Share of the way that is done, from 0, past 1 where the target is exceeded. Flows:
            current / target; with `at_most`, the saving so far against the baseline's rate, of the saving intended. Others:
            (current − baseline) / (target − baseline).
        elapsed (float): Share of the time from `baseline_at` to the end of `due_on` that is over.
        pace (str): Where a straight line would be by now: from 0 (flows) or the baseline (others) to the target.
        state (GoalState): What a goal has come to.
        at_risk (bool): Active, progress < elapsed, and elapsed ≥ 0.05: before that it is too early to tell.
        at_risk_rule (str): `behind_straight_line`: a comparison with `pace`, no forecast.
    """

    id: UUID
    name: str
    metric: str
    kind: MetricKind
    unit: MetricUnit
    direction: GoalDirection
    target: str
    baseline: str
    baseline_at: datetime.datetime
    due_on: datetime.date
    owner: str
    created_at: datetime.datetime
    closed_at: datetime.datetime | None
    as_of: datetime.datetime
    current: None | str
    current_interval: GoalInterval | None
    unmeasured: None | str
    progress: float | None
    elapsed: float
    pace: str
    state: GoalState
    at_risk: bool
    at_risk_rule: str
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        from ..models.goal_interval import GoalInterval

        id = str(self.id)

        name = self.name

        metric = self.metric

        kind = self.kind.value

        unit = self.unit.value

        direction = self.direction.value

        target = self.target

        baseline = self.baseline

        baseline_at = self.baseline_at.isoformat()

        due_on = self.due_on.isoformat()

        owner = self.owner

        created_at = self.created_at.isoformat()

        closed_at: None | str
        if isinstance(self.closed_at, datetime.datetime):
            closed_at = self.closed_at.isoformat()
        else:
            closed_at = self.closed_at

        as_of = self.as_of.isoformat()

        current: None | str
        current = self.current

        current_interval: dict[str, Any] | None
        if isinstance(self.current_interval, GoalInterval):
            current_interval = self.current_interval.to_dict()
        else:
            current_interval = self.current_interval

        unmeasured: None | str
        unmeasured = self.unmeasured

        progress: float | None
        progress = self.progress

        elapsed = self.elapsed

        pace = self.pace

        state = self.state.value

        at_risk = self.at_risk

        at_risk_rule = self.at_risk_rule

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "id": id,
                "name": name,
                "metric": metric,
                "kind": kind,
                "unit": unit,
                "direction": direction,
                "target": target,
                "baseline": baseline,
                "baseline_at": baseline_at,
                "due_on": due_on,
                "owner": owner,
                "created_at": created_at,
                "closed_at": closed_at,
                "as_of": as_of,
                "current": current,
                "current_interval": current_interval,
                "unmeasured": unmeasured,
                "progress": progress,
                "elapsed": elapsed,
                "pace": pace,
                "state": state,
                "at_risk": at_risk,
                "at_risk_rule": at_risk_rule,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        from ..models.goal_interval import GoalInterval

        d = dict(src_dict)
        id = UUID(d.pop("id"))

        name = d.pop("name")

        metric = d.pop("metric")

        kind = MetricKind(d.pop("kind"))

        unit = MetricUnit(d.pop("unit"))

        direction = GoalDirection(d.pop("direction"))

        target = d.pop("target")

        baseline = d.pop("baseline")

        baseline_at = datetime.datetime.fromisoformat(d.pop("baseline_at"))

        due_on = datetime.date.fromisoformat(d.pop("due_on"))

        owner = d.pop("owner")

        created_at = datetime.datetime.fromisoformat(d.pop("created_at"))

        def _parse_closed_at(data: object) -> datetime.datetime | None:
            if data is None:
                return data
            try:
                if not isinstance(data, str):
                    raise TypeError()
                closed_at_type_0 = datetime.datetime.fromisoformat(data)

                return closed_at_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(datetime.datetime | None, data)

        closed_at = _parse_closed_at(d.pop("closed_at"))

        as_of = datetime.datetime.fromisoformat(d.pop("as_of"))

        def _parse_current(data: object) -> None | str:
            if data is None:
                return data
            return cast(None | str, data)

        current = _parse_current(d.pop("current"))

        def _parse_current_interval(data: object) -> GoalInterval | None:
            if data is None:
                return data
            try:
                if not isinstance(data, dict):
                    raise TypeError()
                current_interval_type_0 = GoalInterval.from_dict(data)

                return current_interval_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(GoalInterval | None, data)

        current_interval = _parse_current_interval(d.pop("current_interval"))

        def _parse_unmeasured(data: object) -> None | str:
            if data is None:
                return data
            return cast(None | str, data)

        unmeasured = _parse_unmeasured(d.pop("unmeasured"))

        def _parse_progress(data: object) -> float | None:
            if data is None:
                return data
            return cast(float | None, data)

        progress = _parse_progress(d.pop("progress"))

        elapsed = d.pop("elapsed")

        pace = d.pop("pace")

        state = GoalState(d.pop("state"))

        at_risk = d.pop("at_risk")

        at_risk_rule = d.pop("at_risk_rule")

        goal_document = cls(
            id=id,
            name=name,
            metric=metric,
            kind=kind,
            unit=unit,
            direction=direction,
            target=target,
            baseline=baseline,
            baseline_at=baseline_at,
            due_on=due_on,
            owner=owner,
            created_at=created_at,
            closed_at=closed_at,
            as_of=as_of,
            current=current,
            current_interval=current_interval,
            unmeasured=unmeasured,
            progress=progress,
            elapsed=elapsed,
            pace=pace,
            state=state,
            at_risk=at_risk,
            at_risk_rule=at_risk_rule,
        )

        goal_document.additional_properties = d
        return goal_document

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
