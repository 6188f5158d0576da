from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Self, TypeVar, cast

from attrs import define as _attrs_define

from ..models.analyze_request_method import AnalyzeRequestMethod
from ..models.analyze_request_metric import AnalyzeRequestMetric
from ..types import UNSET, Unset

if TYPE_CHECKING:
    from ..models.analyze_request_options_type_0 import AnalyzeRequestOptionsType0
    from ..models.analyze_request_weights_type_0 import AnalyzeRequestWeightsType0
    from ..models.variation_totals import VariationTotals


T = TypeVar("T", bound="AnalyzeRequest")


@_attrs_define
class AnalyzeRequest:
    """Variations to compare with their control.

    Example:
        {'alpha': 0.05, 'control': 'A', 'method': 'fixed', 'metric': 'mean', 'variations': [{'key': 'A', 'sum': 1396.87,
            'sum_squares': 52377.9767, 'users': 3407}, {'key': 'B', 'sum': 2422.7, 'sum_squares': 134698.29, 'users':
            3461}]}

    Attributes:
        metric (AnalyzeRequestMetric):
        control (str): Key of the variation that the others are compared with.
        variations (list[VariationTotals]): From two to 100; more are answered with 413.
        method (AnalyzeRequestMethod | Unset): `fixed`: one look, at a horizon set beforehand. The others are not
            available yet. Default: AnalyzeRequestMethod.FIXED.
        alpha (float | Unset): Of the two-sided test; intervals are of the level 1 − alpha. Default: 0.05.
        weights (AnalyzeRequestWeightsType0 | None | Unset): What the assignment should give, by key and on any scale;
            equal by default. Each is 0, or from 1e-12 of their sum on and up to 1e15.
        options (AnalyzeRequestOptionsType0 | None | Unset): Of the method; `fixed` has none, and refuses any.
    """

    metric: AnalyzeRequestMetric
    control: str
    variations: list[VariationTotals]
    method: AnalyzeRequestMethod | Unset = AnalyzeRequestMethod.FIXED
    alpha: float | Unset = 0.05
    weights: AnalyzeRequestWeightsType0 | None | Unset = UNSET
    options: AnalyzeRequestOptionsType0 | None | Unset = UNSET

    def to_dict(self) -> dict[str, Any]:
        from ..models.analyze_request_options_type_0 import AnalyzeRequestOptionsType0
        from ..models.analyze_request_weights_type_0 import AnalyzeRequestWeightsType0

        metric = self.metric.value

        control = self.control

        variations = []
        for variations_item_data in self.variations:
            variations_item = variations_item_data.to_dict()
            variations.append(variations_item)

        method: str | Unset = UNSET
        if not isinstance(self.method, Unset):
            method = self.method.value

        alpha = self.alpha

        weights: dict[str, Any] | None | Unset
        if isinstance(self.weights, Unset):
            weights = UNSET
        elif isinstance(self.weights, AnalyzeRequestWeightsType0):
            weights = self.weights.to_dict()
        else:
            weights = self.weights

        options: dict[str, Any] | None | Unset
        if isinstance(self.options, Unset):
            options = UNSET
        elif isinstance(self.options, AnalyzeRequestOptionsType0):
            options = self.options.to_dict()
        else:
            options = self.options

        field_dict: dict[str, Any] = {}

        field_dict.update(
            {
                "metric": metric,
                "control": control,
                "variations": variations,
            }
        )
        if method is not UNSET:
            field_dict["method"] = method
        if alpha is not UNSET:
            field_dict["alpha"] = alpha
        if weights is not UNSET:
            field_dict["weights"] = weights
        if options is not UNSET:
            field_dict["options"] = options

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        from ..models.analyze_request_options_type_0 import AnalyzeRequestOptionsType0
        from ..models.analyze_request_weights_type_0 import AnalyzeRequestWeightsType0
        from ..models.variation_totals import VariationTotals

        d = dict(src_dict)
        metric = AnalyzeRequestMetric(d.pop("metric"))

        control = d.pop("control")

        variations = []
        _variations = d.pop("variations")
        for variations_item_data in _variations:
            variations_item = VariationTotals.from_dict(variations_item_data)

            variations.append(variations_item)

        _method = d.pop("method", UNSET)
        method: AnalyzeRequestMethod | Unset
        if isinstance(_method, Unset):
            method = UNSET
        else:
            method = AnalyzeRequestMethod(_method)

        alpha = d.pop("alpha", UNSET)

        def _parse_weights(data: object) -> AnalyzeRequestWeightsType0 | None | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            try:
                if not isinstance(data, dict):
                    raise TypeError()
                weights_type_0 = AnalyzeRequestWeightsType0.from_dict(data)

                return weights_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(AnalyzeRequestWeightsType0 | None | Unset, data)

        weights = _parse_weights(d.pop("weights", UNSET))

        def _parse_options(data: object) -> AnalyzeRequestOptionsType0 | None | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            try:
                if not isinstance(data, dict):
                    raise TypeError()
                options_type_0 = AnalyzeRequestOptionsType0.from_dict(data)

                return options_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(AnalyzeRequestOptionsType0 | None | Unset, data)

        options = _parse_options(d.pop("options", UNSET))

        analyze_request = cls(
            metric=metric,
            control=control,
            variations=variations,
            method=method,
            alpha=alpha,
            weights=weights,
            options=options,
        )

        return analyze_request
