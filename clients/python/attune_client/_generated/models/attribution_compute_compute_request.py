from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Self, TypeVar, cast

from attrs import define as _attrs_define

from ..models.attribution_compute_compute_request_models_item import (
    AttributionComputeComputeRequestModelsItem,
)
from ..types import UNSET, Unset

if TYPE_CHECKING:
    from ..models.attribution_compute_compute_request_intervals_request import (
        AttributionComputeComputeRequestIntervalsRequest,
    )
    from ..models.attribution_compute_compute_request_path_row import (
        AttributionComputeComputeRequestPathRow,
    )


T = TypeVar("T", bound="AttributionComputeComputeRequest")


@_attrs_define
class AttributionComputeComputeRequest:
    """Paths to conversion, and the models to share them out by.

    Example:
        {'models': ['first_touch', 'last_touch', 'linear', 'markov'], 'paths': [{'conversions': 2, 'nulls': 1, 'path':
            ['google_ads'], 'value': 90.0}, {'conversions': 1, 'path': ['mailing'], 'value': 30.0}, {'conversions': 1,
            'path': ['google_ads', 'mailing'], 'value': 50.0}]}

    Attributes:
        paths (list[AttributionComputeComputeRequestPathRow]):
        models (list[AttributionComputeComputeRequestModelsItem]): `shapley` splits each conversion equally over its
            distinct channels; `participation` gives it to each of them whole, so that it does not add up to the total.
            shapley_ordered and shapley_rate are refused with `attribution_model_unavailable` for now.
        markov_order (int | Unset): Touches that a state of the chain remembers. Paths of too many distinct states are
            refused with `too_many_markov_states`. Default: 1.
        nulls (bool | Unset): Whether the chain knows the journeys that did not convert. Default: True.
        half_life_days (float | Unset): Of time_decay. Default: 7.0.
        position_weights (list[float] | Unset): First touch, all between, last; normalised. Two touches share by first
            and last alone.
        direct (str | Unset): The channel that last_non_direct passes over. Default: 'direct'.
        intervals (AttributionComputeComputeRequestIntervalsRequest | None | Unset): Draw intervals of credit by the
            Poisson bootstrap over journeys; a row's conversions are taken as worth the same. Markov's are of order 1.
    """

    paths: list[AttributionComputeComputeRequestPathRow]
    models: list[AttributionComputeComputeRequestModelsItem]
    markov_order: int | Unset = 1
    nulls: bool | Unset = True
    half_life_days: float | Unset = 7.0
    position_weights: list[float] | Unset = UNSET
    direct: str | Unset = "direct"
    intervals: AttributionComputeComputeRequestIntervalsRequest | None | Unset = UNSET

    def to_dict(self) -> dict[str, Any]:
        from ..models.attribution_compute_compute_request_intervals_request import (
            AttributionComputeComputeRequestIntervalsRequest,
        )

        paths = []
        for paths_item_data in self.paths:
            paths_item = paths_item_data.to_dict()
            paths.append(paths_item)

        models = []
        for models_item_data in self.models:
            models_item = models_item_data.value
            models.append(models_item)

        markov_order = self.markov_order

        nulls = self.nulls

        half_life_days = self.half_life_days

        position_weights: list[float] | Unset = UNSET
        if not isinstance(self.position_weights, Unset):
            position_weights = []
            for position_weights_item_data in self.position_weights:
                position_weights_item: float
                position_weights_item = position_weights_item_data
                position_weights.append(position_weights_item)

        direct = self.direct

        intervals: dict[str, Any] | None | Unset
        if isinstance(self.intervals, Unset):
            intervals = UNSET
        elif isinstance(
            self.intervals, AttributionComputeComputeRequestIntervalsRequest
        ):
            intervals = self.intervals.to_dict()
        else:
            intervals = self.intervals

        field_dict: dict[str, Any] = {}

        field_dict.update(
            {
                "paths": paths,
                "models": models,
            }
        )
        if markov_order is not UNSET:
            field_dict["markov_order"] = markov_order
        if nulls is not UNSET:
            field_dict["nulls"] = nulls
        if half_life_days is not UNSET:
            field_dict["half_life_days"] = half_life_days
        if position_weights is not UNSET:
            field_dict["position_weights"] = position_weights
        if direct is not UNSET:
            field_dict["direct"] = direct
        if intervals is not UNSET:
            field_dict["intervals"] = intervals

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        from ..models.attribution_compute_compute_request_intervals_request import (
            AttributionComputeComputeRequestIntervalsRequest,
        )
        from ..models.attribution_compute_compute_request_path_row import (
            AttributionComputeComputeRequestPathRow,
        )

        d = dict(src_dict)
        paths = []
        _paths = d.pop("paths")
        for paths_item_data in _paths:
            paths_item = AttributionComputeComputeRequestPathRow.from_dict(
                paths_item_data
            )

            paths.append(paths_item)

        models = []
        _models = d.pop("models")
        for models_item_data in _models:
            models_item = AttributionComputeComputeRequestModelsItem(models_item_data)

            models.append(models_item)

        markov_order = d.pop("markov_order", UNSET)

        nulls = d.pop("nulls", UNSET)

        half_life_days = d.pop("half_life_days", UNSET)

        _position_weights = d.pop("position_weights", UNSET)
        position_weights: list[float] | Unset = UNSET
        if _position_weights is not UNSET:
            position_weights = []
            for position_weights_item_data in _position_weights:

                def _parse_position_weights_item(data: object) -> float:
                    return cast(float, data)

                position_weights_item = _parse_position_weights_item(
                    position_weights_item_data
                )

                position_weights.append(position_weights_item)

        direct = d.pop("direct", UNSET)

        def _parse_intervals(
            data: object,
        ) -> AttributionComputeComputeRequestIntervalsRequest | None | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            try:
                if not isinstance(data, dict):
                    raise TypeError()
                intervals_intervals_request = (
                    AttributionComputeComputeRequestIntervalsRequest.from_dict(data)
                )

                return intervals_intervals_request
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(
                AttributionComputeComputeRequestIntervalsRequest | None | Unset, data
            )

        intervals = _parse_intervals(d.pop("intervals", UNSET))

        attribution_compute_compute_request = cls(
            paths=paths,
            models=models,
            markov_order=markov_order,
            nulls=nulls,
            half_life_days=half_life_days,
            position_weights=position_weights,
            direct=direct,
            intervals=intervals,
        )

        return attribution_compute_compute_request
