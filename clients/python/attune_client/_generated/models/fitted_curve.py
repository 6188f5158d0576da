from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Self, TypeVar, cast

from attrs import define as _attrs_define
from attrs import field as _attrs_field

if TYPE_CHECKING:
    from ..models.fitted_curve_parameters import FittedCurveParameters


T = TypeVar("T", bound="FittedCurve")


@_attrs_define
class FittedCurve:
    """What a week's spend brings in a week, in value, after calibration.

    Attributes:
        kind (str):
        parameters (FittedCurveParameters): As `/v1/budgets/optimize` takes them.
        method (str): `least_squares` on weeks, or `assumed_elasticity` where spend varied too little: then one average
            and an assumption are all there is.
        elasticity (float): Per cent of response per per cent of spend, at the mean spend.
        periods (int): Weeks that it was fitted to.
        r_squared (float | None):
    """

    kind: str
    parameters: FittedCurveParameters
    method: str
    elasticity: float
    periods: int
    r_squared: float | None
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        kind = self.kind

        parameters = self.parameters.to_dict()

        method = self.method

        elasticity = self.elasticity

        periods = self.periods

        r_squared: float | None
        r_squared = self.r_squared

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "kind": kind,
                "parameters": parameters,
                "method": method,
                "elasticity": elasticity,
                "periods": periods,
                "r_squared": r_squared,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        from ..models.fitted_curve_parameters import FittedCurveParameters

        d = dict(src_dict)
        kind = d.pop("kind")

        parameters = FittedCurveParameters.from_dict(d.pop("parameters"))

        method = d.pop("method")

        elasticity = d.pop("elasticity")

        periods = d.pop("periods")

        def _parse_r_squared(data: object) -> float | None:
            if data is None:
                return data
            return cast(float | None, data)

        r_squared = _parse_r_squared(d.pop("r_squared"))

        fitted_curve = cls(
            kind=kind,
            parameters=parameters,
            method=method,
            elasticity=elasticity,
            periods=periods,
            r_squared=r_squared,
        )

        fitted_curve.additional_properties = d
        return fitted_curve

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
