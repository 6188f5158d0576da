from __future__ import annotations

import datetime
from collections.abc import Mapping
from typing import Any, Self, TypeVar, cast

from attrs import define as _attrs_define

from ..types import UNSET, Unset

T = TypeVar("T", bound="HoldoutCreation")


@_attrs_define
class HoldoutCreation:
    """A holdout to be started. There is one at a time.

    Example:
        {'key': '2026', 'seed': '2026', 'share': 0.05, 'started_at': '2026-01-01T00:00:00Z'}

    Attributes:
        key (str):
        share (float): Of all units, strictly between 0 and 1.
        seed (None | str | Unset): What the hash of the assignment begins with; the key by default.
        started_at (datetime.datetime | None | Unset): Now by default, by the workspace's clock; not later.
    """

    key: str
    share: float
    seed: None | str | Unset = UNSET
    started_at: datetime.datetime | None | Unset = UNSET

    def to_dict(self) -> dict[str, Any]:
        key = self.key

        share = self.share

        seed: None | str | Unset
        if isinstance(self.seed, Unset):
            seed = UNSET
        else:
            seed = self.seed

        started_at: None | str | Unset
        if isinstance(self.started_at, Unset):
            started_at = UNSET
        elif isinstance(self.started_at, datetime.datetime):
            started_at = self.started_at.isoformat()
        else:
            started_at = self.started_at

        field_dict: dict[str, Any] = {}

        field_dict.update(
            {
                "key": key,
                "share": share,
            }
        )
        if seed is not UNSET:
            field_dict["seed"] = seed
        if started_at is not UNSET:
            field_dict["started_at"] = started_at

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        d = dict(src_dict)
        key = d.pop("key")

        share = d.pop("share")

        def _parse_seed(data: object) -> None | str | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(None | str | Unset, data)

        seed = _parse_seed(d.pop("seed", UNSET))

        def _parse_started_at(data: object) -> datetime.datetime | None | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            try:
                if not isinstance(data, str):
                    raise TypeError()
                started_at_type_0 = datetime.datetime.fromisoformat(data)

                return started_at_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(datetime.datetime | None | Unset, data)

        started_at = _parse_started_at(d.pop("started_at", UNSET))

        holdout_creation = cls(
            key=key,
            share=share,
            seed=seed,
            started_at=started_at,
        )

        return holdout_creation
