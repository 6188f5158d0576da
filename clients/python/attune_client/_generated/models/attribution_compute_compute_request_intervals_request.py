from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Self, TypeVar

from attrs import define as _attrs_define

from ..types import UNSET, Unset

T = TypeVar("T", bound="AttributionComputeComputeRequestIntervalsRequest")


@_attrs_define
class AttributionComputeComputeRequestIntervalsRequest:
    """How intervals are to be drawn.

    Example:
        {'level': 0.95, 'replicates': 1000, 'seed': 0}

    Attributes:
        replicates (int | Unset): Draws of the Poisson bootstrap. `too_many_replicates` where replicates × rows are more
            than 250 million, replicates × channels × models more than 25 million, or, of markov, replicates × (channels +
            1)³ more than 25 billion. Default: 1000.
        level (float | Unset):  Default: 0.95.
        seed (int | Unset): The same seed gives the same intervals. Default: 0.
    """

    replicates: int | Unset = 1000
    level: float | Unset = 0.95
    seed: int | Unset = 0

    def to_dict(self) -> dict[str, Any]:
        replicates = self.replicates

        level = self.level

        seed = self.seed

        field_dict: dict[str, Any] = {}

        field_dict.update({})
        if replicates is not UNSET:
            field_dict["replicates"] = replicates
        if level is not UNSET:
            field_dict["level"] = level
        if seed is not UNSET:
            field_dict["seed"] = seed

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        d = dict(src_dict)
        replicates = d.pop("replicates", UNSET)

        level = d.pop("level", UNSET)

        seed = d.pop("seed", UNSET)

        attribution_compute_compute_request_intervals_request = cls(
            replicates=replicates,
            level=level,
            seed=seed,
        )

        return attribution_compute_compute_request_intervals_request
