from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Self, TypeVar, cast

from attrs import define as _attrs_define

from ..models.attribution_optimize_optimize_request_curve_row_kind import (
    AttributionOptimizeOptimizeRequestCurveRowKind,
)
from ..types import UNSET, Unset

if TYPE_CHECKING:
    from ..models.attribution_optimize_optimize_request_curve_row_parameters import (
        AttributionOptimizeOptimizeRequestCurveRowParameters,
    )


T = TypeVar("T", bound="AttributionOptimizeOptimizeRequestCurveRow")


@_attrs_define
class AttributionOptimizeOptimizeRequestCurveRow:
    """A channel's response curve, and the bounds its spend is to stay within.

    Example:
        {'channel': 'search', 'kind': 'michaelis_menten', 'max': 80, 'min': 10, 'parameters': {'a': 100, 'k': 50}}

    Attributes:
        channel (str):
        kind (AttributionOptimizeOptimizeRequestCurveRowKind): michaelis_menten a·x/(k + x) {a, k}; exponential K(1 −
            e^(−b·x)) {K, b}; power a·x^b {a, b} with b ≤ 1; hill K·x^s/(ec^s + x^s) {K, s, ec} with s ≤ 1; logistic K(1 −
            e^(−l·x))/(1 + e^(−l·x)) {K, l}. S-shaped curves are refused with `curve_not_concave` for now.
        parameters (AttributionOptimizeOptimizeRequestCurveRowParameters):
        min_ (float | Unset): Least spend. Default: 0.0.
        max_ (float | None | Unset): Most spend; null for no bound.
    """

    channel: str
    kind: AttributionOptimizeOptimizeRequestCurveRowKind
    parameters: AttributionOptimizeOptimizeRequestCurveRowParameters
    min_: float | Unset = 0.0
    max_: float | None | Unset = UNSET

    def to_dict(self) -> dict[str, Any]:
        channel = self.channel

        kind = self.kind.value

        parameters = self.parameters.to_dict()

        min_ = self.min_

        max_: float | None | Unset
        if isinstance(self.max_, Unset):
            max_ = UNSET
        else:
            max_ = self.max_

        field_dict: dict[str, Any] = {}

        field_dict.update(
            {
                "channel": channel,
                "kind": kind,
                "parameters": parameters,
            }
        )
        if min_ is not UNSET:
            field_dict["min"] = min_
        if max_ is not UNSET:
            field_dict["max"] = max_

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        from ..models.attribution_optimize_optimize_request_curve_row_parameters import (
            AttributionOptimizeOptimizeRequestCurveRowParameters,
        )

        d = dict(src_dict)
        channel = d.pop("channel")

        kind = AttributionOptimizeOptimizeRequestCurveRowKind(d.pop("kind"))

        parameters = AttributionOptimizeOptimizeRequestCurveRowParameters.from_dict(
            d.pop("parameters")
        )

        min_ = d.pop("min", UNSET)

        def _parse_max_(data: object) -> float | None | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(float | None | Unset, data)

        max_ = _parse_max_(d.pop("max", UNSET))

        attribution_optimize_optimize_request_curve_row = cls(
            channel=channel,
            kind=kind,
            parameters=parameters,
            min_=min_,
            max_=max_,
        )

        return attribution_optimize_optimize_request_curve_row
