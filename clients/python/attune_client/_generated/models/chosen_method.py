from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Self, TypeVar, cast

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..models.chosen_method_method_type_0 import ChosenMethodMethodType0

T = TypeVar("T", bound="ChosenMethod")


@_attrs_define
class ChosenMethod:
    """How a quantity is foretold: by the model, unless another method beat it in the backtest on both errors.

    Attributes:
        method (ChosenMethodMethodType0 | None): `model`: the published model and the arrivals of new customers.
            `model_in_season`: the same times the season of the year. `seasonal_naive`: the same week a year ago.
            `recent_mean`: the mean of the last 13 weeks.
        widened_by (float | None): What the variances were multiplied by, for what the backtest shows.
        reason (None | str): Why the model does not tell of it: `foreign_currency`, `spend_not_fitted`.
    """

    method: ChosenMethodMethodType0 | None
    widened_by: float | None
    reason: None | str
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        method: None | str
        if isinstance(self.method, ChosenMethodMethodType0):
            method = self.method.value
        else:
            method = self.method

        widened_by: float | None
        widened_by = self.widened_by

        reason: None | str
        reason = self.reason

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "method": method,
                "widened_by": widened_by,
                "reason": reason,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        d = dict(src_dict)

        def _parse_method(data: object) -> ChosenMethodMethodType0 | None:
            if data is None:
                return data
            try:
                if not isinstance(data, str):
                    raise TypeError()
                method_type_0 = ChosenMethodMethodType0(data)

                return method_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(ChosenMethodMethodType0 | None, data)

        method = _parse_method(d.pop("method"))

        def _parse_widened_by(data: object) -> float | None:
            if data is None:
                return data
            return cast(float | None, data)

        widened_by = _parse_widened_by(d.pop("widened_by"))

        def _parse_reason(data: object) -> None | str:
            if data is None:
                return data
            return cast(None | str, data)

        reason = _parse_reason(d.pop("reason"))

        chosen_method = cls(
            method=method,
            widened_by=widened_by,
            reason=reason,
        )

        chosen_method.additional_properties = d
        return chosen_method

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
