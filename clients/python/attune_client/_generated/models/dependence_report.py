from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Self, TypeVar, cast

from attrs import define as _attrs_define
from attrs import field as _attrs_field

if TYPE_CHECKING:
    from ..models.dependence_report_parameters import DependenceReportParameters


T = TypeVar("T", bound="DependenceReport")


@_attrs_define
class DependenceReport:
    """How spend per purchase goes with frequency, which Gamma-Gamma supposes it does not.

    Attributes:
        elasticity (float): By how many per cent expected spend rises as frequency rises by one per cent.
        low (float): Lower end of its 95 % interval, by an error that holds for spends of other shapes, too.
        high (float):
        p_value (float): Of an elasticity of 0.
        breaks_model (bool): Whether it is significant (p < .01) and sizeable (at least .25 either way).
        parameters (DependenceReportParameters): Of the model that allows for it, {p, q, v, elasticity}, for `spend`.
        covariance (list[list[float]]): Of these.
        log_likelihood (float):
    """

    elasticity: float
    low: float
    high: float
    p_value: float
    breaks_model: bool
    parameters: DependenceReportParameters
    covariance: list[list[float]]
    log_likelihood: float
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        elasticity = self.elasticity

        low = self.low

        high = self.high

        p_value = self.p_value

        breaks_model = self.breaks_model

        parameters = self.parameters.to_dict()

        covariance = []
        for covariance_item_data in self.covariance:
            covariance_item = covariance_item_data

            covariance.append(covariance_item)

        log_likelihood = self.log_likelihood

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "elasticity": elasticity,
                "low": low,
                "high": high,
                "p_value": p_value,
                "breaks_model": breaks_model,
                "parameters": parameters,
                "covariance": covariance,
                "log_likelihood": log_likelihood,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        from ..models.dependence_report_parameters import DependenceReportParameters

        d = dict(src_dict)
        elasticity = d.pop("elasticity")

        low = d.pop("low")

        high = d.pop("high")

        p_value = d.pop("p_value")

        breaks_model = d.pop("breaks_model")

        parameters = DependenceReportParameters.from_dict(d.pop("parameters"))

        covariance = []
        _covariance = d.pop("covariance")
        for covariance_item_data in _covariance:
            covariance_item = cast(list[float], covariance_item_data)

            covariance.append(covariance_item)

        log_likelihood = d.pop("log_likelihood")

        dependence_report = cls(
            elasticity=elasticity,
            low=low,
            high=high,
            p_value=p_value,
            breaks_model=breaks_model,
            parameters=parameters,
            covariance=covariance,
            log_likelihood=log_likelihood,
        )

        dependence_report.additional_properties = d
        return dependence_report

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
