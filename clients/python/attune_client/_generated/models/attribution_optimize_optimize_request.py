from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Self, TypeVar

from attrs import define as _attrs_define

if TYPE_CHECKING:
    from ..models.attribution_optimize_optimize_request_curve_row import (
        AttributionOptimizeOptimizeRequestCurveRow,
    )


T = TypeVar("T", bound="AttributionOptimizeOptimizeRequest")


@_attrs_define
class AttributionOptimizeOptimizeRequest:
    """Response curves, and a budget to divide over them.

    Example:
        {'budget': 100, 'curves': [{'channel': 'search', 'kind': 'michaelis_menten', 'parameters': {'a': 100, 'k': 50}},
            {'channel': 'social', 'kind': 'michaelis_menten', 'parameters': {'a': 60, 'k': 20}}, {'channel': 'email',
            'kind': 'michaelis_menten', 'max': 40, 'parameters': {'a': 30, 'k': 10}}]}

    Attributes:
        curves (list[AttributionOptimizeOptimizeRequestCurveRow]): Up to 10,000; more are answered with 413,
            `too_many_rows`.
        budget (float): A ceiling.
    """

    curves: list[AttributionOptimizeOptimizeRequestCurveRow]
    budget: float

    def to_dict(self) -> dict[str, Any]:
        curves = []
        for curves_item_data in self.curves:
            curves_item = curves_item_data.to_dict()
            curves.append(curves_item)

        budget = self.budget

        field_dict: dict[str, Any] = {}

        field_dict.update(
            {
                "curves": curves,
                "budget": budget,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        from ..models.attribution_optimize_optimize_request_curve_row import (
            AttributionOptimizeOptimizeRequestCurveRow,
        )

        d = dict(src_dict)
        curves = []
        _curves = d.pop("curves")
        for curves_item_data in _curves:
            curves_item = AttributionOptimizeOptimizeRequestCurveRow.from_dict(
                curves_item_data
            )

            curves.append(curves_item)

        budget = d.pop("budget")

        attribution_optimize_optimize_request = cls(
            curves=curves,
            budget=budget,
        )

        return attribution_optimize_optimize_request
