from __future__ import annotations

import datetime
from collections.abc import Mapping
from typing import Any, Self, TypeVar, cast

from attrs import define as _attrs_define

from ..models.goal_direction import GoalDirection
from ..types import UNSET, Unset

T = TypeVar("T", bound="GoalRequest")


@_attrs_define
class GoalRequest:
    """A goal to be set: specific, measurable, with a date and an owner. The baseline is measured as it is set.

    Example:
        {'due_on': '2031-12-31', 'metric': 'repeat_rate', 'name': 'A quarter of customers come back', 'owner': 'Ada',
            'target': '0.25'}

    Attributes:
        name (str):
        metric (str): What it is measured by: `revenue`, `orders`, `purchases`, `new_customers`, `spend`, `customers`,
            `active_customers`, `repeat_rate`, `customer_equity`, `average_order_value`, `blended_roas`; see docs/goals.md.
        target (float | str): A decimal string or a number with at most four decimals: money in the workspace's
            currency, a share as 0.25.
        due_on (datetime.date): The last day, of the workspace's calendar: after today by its clock, within ten years.
        owner (str): Who answers for it.
        direction (GoalDirection | None | Unset): By default `at_least`; of `spend`, `at_most`.
    """

    name: str
    metric: str
    target: float | str
    due_on: datetime.date
    owner: str
    direction: GoalDirection | None | Unset = UNSET

    def to_dict(self) -> dict[str, Any]:
        name = self.name

        metric = self.metric

        target: float | str
        target = self.target

        due_on = self.due_on.isoformat()

        owner = self.owner

        direction: None | str | Unset
        if isinstance(self.direction, Unset):
            direction = UNSET
        elif isinstance(self.direction, GoalDirection):
            direction = self.direction.value
        else:
            direction = self.direction

        field_dict: dict[str, Any] = {}

        field_dict.update(
            {
                "name": name,
                "metric": metric,
                "target": target,
                "due_on": due_on,
                "owner": owner,
            }
        )
        if direction is not UNSET:
            field_dict["direction"] = direction

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        d = dict(src_dict)
        name = d.pop("name")

        metric = d.pop("metric")

        def _parse_target(data: object) -> float | str:
            return cast(float | str, data)

        target = _parse_target(d.pop("target"))

        due_on = datetime.date.fromisoformat(d.pop("due_on"))

        owner = d.pop("owner")

        def _parse_direction(data: object) -> GoalDirection | None | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            try:
                if not isinstance(data, str):
                    raise TypeError()
                direction_type_0 = GoalDirection(data)

                return direction_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(GoalDirection | None | Unset, data)

        direction = _parse_direction(d.pop("direction", UNSET))

        goal_request = cls(
            name=name,
            metric=metric,
            target=target,
            due_on=due_on,
            owner=owner,
            direction=direction,
        )

        return goal_request
