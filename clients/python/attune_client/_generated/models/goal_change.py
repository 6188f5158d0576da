from __future__ import annotations

import datetime
from collections.abc import Mapping
from typing import Any, Self, TypeVar, cast

from attrs import define as _attrs_define

from ..types import UNSET, Unset

T = TypeVar("T", bound="GoalChange")


@_attrs_define
class GoalChange:
    """What to change of a goal; what is not named stays.

    Example:
        {'owner': 'Grace'}

    Attributes:
        name (str | Unset):
        target (float | str | Unset): A decimal string or a number with at most four decimals: money in the workspace's
            currency, a share as 0.25.
        due_on (datetime.date | Unset): The last day, of the workspace's calendar: after today by its clock, within ten
            years. The baseline of a flow or ratio is measured anew.
        owner (str | Unset): Who answers for it.
    """

    name: str | Unset = UNSET
    target: float | str | Unset = UNSET
    due_on: datetime.date | Unset = UNSET
    owner: str | Unset = UNSET

    def to_dict(self) -> dict[str, Any]:
        name = self.name

        target: float | str | Unset
        if isinstance(self.target, Unset):
            target = UNSET
        else:
            target = self.target

        due_on: str | Unset = UNSET
        if not isinstance(self.due_on, Unset):
            due_on = self.due_on.isoformat()

        owner = self.owner

        field_dict: dict[str, Any] = {}

        field_dict.update({})
        if name is not UNSET:
            field_dict["name"] = name
        if target is not UNSET:
            field_dict["target"] = target
        if due_on is not UNSET:
            field_dict["due_on"] = due_on
        if owner is not UNSET:
            field_dict["owner"] = owner

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        d = dict(src_dict)
        name = d.pop("name", UNSET)

        def _parse_target(data: object) -> float | str | Unset:
            if isinstance(data, Unset):
                return data
            return cast(float | str | Unset, data)

        target = _parse_target(d.pop("target", UNSET))

        _due_on = d.pop("due_on", UNSET)
        due_on: datetime.date | Unset
        if isinstance(_due_on, Unset):
            due_on = UNSET
        else:
            due_on = datetime.date.fromisoformat(_due_on)

        owner = d.pop("owner", UNSET)

        goal_change = cls(
            name=name,
            target=target,
            due_on=due_on,
            owner=owner,
        )

        return goal_change
