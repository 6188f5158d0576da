from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Self, TypeVar, cast

from attrs import define as _attrs_define

from ..models.sample_size_request_effect_type import SampleSizeRequestEffectType
from ..models.sample_size_request_metric import SampleSizeRequestMetric
from ..types import UNSET, Unset

T = TypeVar("T", bound="SampleSizeRequest")


@_attrs_define
class SampleSizeRequest:
    """A test to plan.

    Example:
        {'alpha': 0.05, 'baseline': 0.1, 'effect_type': 'absolute', 'metric': 'proportion', 'minimum_detectable_effect':
            0.01, 'power': 0.8}

    Attributes:
        metric (SampleSizeRequestMetric):
        baseline (float): The control's mean or proportion.
        minimum_detectable_effect (float): The smallest difference to be detected, of either sign.
        effect_type (SampleSizeRequestEffectType | Unset): `relative`: the effect is a share of the baseline. Default:
            SampleSizeRequestEffectType.ABSOLUTE.
        standard_deviation (float | None | Unset): Of a mean's metric, per user; a proportion has its own.
        alpha (float | Unset): Of the two-sided test. Default: 0.05.
        power (float | Unset): More than alpha. Default: 0.8.
    """

    metric: SampleSizeRequestMetric
    baseline: float
    minimum_detectable_effect: float
    effect_type: SampleSizeRequestEffectType | Unset = (
        SampleSizeRequestEffectType.ABSOLUTE
    )
    standard_deviation: float | None | Unset = UNSET
    alpha: float | Unset = 0.05
    power: float | Unset = 0.8

    def to_dict(self) -> dict[str, Any]:
        metric = self.metric.value

        baseline = self.baseline

        minimum_detectable_effect = self.minimum_detectable_effect

        effect_type: str | Unset = UNSET
        if not isinstance(self.effect_type, Unset):
            effect_type = self.effect_type.value

        standard_deviation: float | None | Unset
        if isinstance(self.standard_deviation, Unset):
            standard_deviation = UNSET
        else:
            standard_deviation = self.standard_deviation

        alpha = self.alpha

        power = self.power

        field_dict: dict[str, Any] = {}

        field_dict.update(
            {
                "metric": metric,
                "baseline": baseline,
                "minimum_detectable_effect": minimum_detectable_effect,
            }
        )
        if effect_type is not UNSET:
            field_dict["effect_type"] = effect_type
        if standard_deviation is not UNSET:
            field_dict["standard_deviation"] = standard_deviation
        if alpha is not UNSET:
            field_dict["alpha"] = alpha
        if power is not UNSET:
            field_dict["power"] = power

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        d = dict(src_dict)
        metric = SampleSizeRequestMetric(d.pop("metric"))

        baseline = d.pop("baseline")

        minimum_detectable_effect = d.pop("minimum_detectable_effect")

        _effect_type = d.pop("effect_type", UNSET)
        effect_type: SampleSizeRequestEffectType | Unset
        if isinstance(_effect_type, Unset):
            effect_type = UNSET
        else:
            effect_type = SampleSizeRequestEffectType(_effect_type)

        def _parse_standard_deviation(data: object) -> float | None | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(float | None | Unset, data)

        standard_deviation = _parse_standard_deviation(
            d.pop("standard_deviation", UNSET)
        )

        alpha = d.pop("alpha", UNSET)

        power = d.pop("power", UNSET)

        sample_size_request = cls(
            metric=metric,
            baseline=baseline,
            minimum_detectable_effect=minimum_detectable_effect,
            effect_type=effect_type,
            standard_deviation=standard_deviation,
            alpha=alpha,
            power=power,
        )

        return sample_size_request
