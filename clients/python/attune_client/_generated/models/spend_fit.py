from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Self, TypeVar, cast

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..types import UNSET, Unset

if TYPE_CHECKING:
    from ..models.dependence_report import DependenceReport
    from ..models.spend_fit_parameters import SpendFitParameters
    from ..models.spend_fit_standard_errors_type_0 import SpendFitStandardErrorsType0


T = TypeVar("T", bound="SpendFit")


@_attrs_define
class SpendFit:
    """A fit of spend as the run keeps it.

    Attributes:
        model (str):
        parameters (SpendFitParameters): By name; where there is a `limit_model`, they are its own.
        parameter_order (list[str]): Of the covariance's rows and columns.
        standard_errors (None | SpendFitStandardErrorsType0):
        covariance (list[list[float]] | None):
        log_likelihood (float):
        customers (int):
        boundary (None | str):
        limit_model (None | str):
        gradient_norm (float): Largest derivative of the log-likelihood per customer at the end of the search.
        iterations (int):
        excluded (int):
        frequency_spend_correlation (float | None):
        aic (float | None | Unset): Akaike's information criterion; null in records that are older.
        bic (float | None | Unset): The Bayesian information criterion; likewise.
        dependence (DependenceReport | None | Unset): Whether spend goes with frequency; null where that cannot be told,
            and in records that are older.
    """

    model: str
    parameters: SpendFitParameters
    parameter_order: list[str]
    standard_errors: None | SpendFitStandardErrorsType0
    covariance: list[list[float]] | None
    log_likelihood: float
    customers: int
    boundary: None | str
    limit_model: None | str
    gradient_norm: float
    iterations: int
    excluded: int
    frequency_spend_correlation: float | None
    aic: float | None | Unset = UNSET
    bic: float | None | Unset = UNSET
    dependence: DependenceReport | None | Unset = UNSET
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        from ..models.dependence_report import DependenceReport
        from ..models.spend_fit_standard_errors_type_0 import (
            SpendFitStandardErrorsType0,
        )

        model = self.model

        parameters = self.parameters.to_dict()

        parameter_order = self.parameter_order

        standard_errors: dict[str, Any] | None
        if isinstance(self.standard_errors, SpendFitStandardErrorsType0):
            standard_errors = self.standard_errors.to_dict()
        else:
            standard_errors = self.standard_errors

        covariance: list[list[float]] | None
        if isinstance(self.covariance, list):
            covariance = []
            for covariance_type_0_item_data in self.covariance:
                covariance_type_0_item = covariance_type_0_item_data

                covariance.append(covariance_type_0_item)

        else:
            covariance = self.covariance

        log_likelihood = self.log_likelihood

        customers = self.customers

        boundary: None | str
        boundary = self.boundary

        limit_model: None | str
        limit_model = self.limit_model

        gradient_norm = self.gradient_norm

        iterations = self.iterations

        excluded = self.excluded

        frequency_spend_correlation: float | None
        frequency_spend_correlation = self.frequency_spend_correlation

        aic: float | None | Unset
        if isinstance(self.aic, Unset):
            aic = UNSET
        else:
            aic = self.aic

        bic: float | None | Unset
        if isinstance(self.bic, Unset):
            bic = UNSET
        else:
            bic = self.bic

        dependence: dict[str, Any] | None | Unset
        if isinstance(self.dependence, Unset):
            dependence = UNSET
        elif isinstance(self.dependence, DependenceReport):
            dependence = self.dependence.to_dict()
        else:
            dependence = self.dependence

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "model": model,
                "parameters": parameters,
                "parameter_order": parameter_order,
                "standard_errors": standard_errors,
                "covariance": covariance,
                "log_likelihood": log_likelihood,
                "customers": customers,
                "boundary": boundary,
                "limit_model": limit_model,
                "gradient_norm": gradient_norm,
                "iterations": iterations,
                "excluded": excluded,
                "frequency_spend_correlation": frequency_spend_correlation,
            }
        )
        if aic is not UNSET:
            field_dict["aic"] = aic
        if bic is not UNSET:
            field_dict["bic"] = bic
        if dependence is not UNSET:
            field_dict["dependence"] = dependence

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        from ..models.dependence_report import DependenceReport
        from ..models.spend_fit_parameters import SpendFitParameters
        from ..models.spend_fit_standard_errors_type_0 import (
            SpendFitStandardErrorsType0,
        )

        d = dict(src_dict)
        model = d.pop("model")

        parameters = SpendFitParameters.from_dict(d.pop("parameters"))

        parameter_order = cast(list[str], d.pop("parameter_order"))

        def _parse_standard_errors(data: object) -> None | SpendFitStandardErrorsType0:
            if data is None:
                return data
            try:
                if not isinstance(data, dict):
                    raise TypeError()
                standard_errors_type_0 = SpendFitStandardErrorsType0.from_dict(data)

                return standard_errors_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(None | SpendFitStandardErrorsType0, data)

        standard_errors = _parse_standard_errors(d.pop("standard_errors"))

        def _parse_covariance(data: object) -> list[list[float]] | None:
            if data is None:
                return data
            try:
                if not isinstance(data, list):
                    raise TypeError()
                covariance_type_0 = []
                _covariance_type_0 = data
                for covariance_type_0_item_data in _covariance_type_0:
                    covariance_type_0_item = cast(
                        list[float], covariance_type_0_item_data
                    )

                    covariance_type_0.append(covariance_type_0_item)

                return covariance_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(list[list[float]] | None, data)

        covariance = _parse_covariance(d.pop("covariance"))

        log_likelihood = d.pop("log_likelihood")

        customers = d.pop("customers")

        def _parse_boundary(data: object) -> None | str:
            if data is None:
                return data
            return cast(None | str, data)

        boundary = _parse_boundary(d.pop("boundary"))

        def _parse_limit_model(data: object) -> None | str:
            if data is None:
                return data
            return cast(None | str, data)

        limit_model = _parse_limit_model(d.pop("limit_model"))

        gradient_norm = d.pop("gradient_norm")

        iterations = d.pop("iterations")

        excluded = d.pop("excluded")

        def _parse_frequency_spend_correlation(data: object) -> float | None:
            if data is None:
                return data
            return cast(float | None, data)

        frequency_spend_correlation = _parse_frequency_spend_correlation(
            d.pop("frequency_spend_correlation")
        )

        def _parse_aic(data: object) -> float | None | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(float | None | Unset, data)

        aic = _parse_aic(d.pop("aic", UNSET))

        def _parse_bic(data: object) -> float | None | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(float | None | Unset, data)

        bic = _parse_bic(d.pop("bic", UNSET))

        def _parse_dependence(data: object) -> DependenceReport | None | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            try:
                if not isinstance(data, dict):
                    raise TypeError()
                dependence_type_0 = DependenceReport.from_dict(data)

                return dependence_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(DependenceReport | None | Unset, data)

        dependence = _parse_dependence(d.pop("dependence", UNSET))

        spend_fit = cls(
            model=model,
            parameters=parameters,
            parameter_order=parameter_order,
            standard_errors=standard_errors,
            covariance=covariance,
            log_likelihood=log_likelihood,
            customers=customers,
            boundary=boundary,
            limit_model=limit_model,
            gradient_norm=gradient_norm,
            iterations=iterations,
            excluded=excluded,
            frequency_spend_correlation=frequency_spend_correlation,
            aic=aic,
            bic=bic,
            dependence=dependence,
        )

        spend_fit.additional_properties = d
        return spend_fit

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
