from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Self, TypeVar, cast

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..types import UNSET, Unset

if TYPE_CHECKING:
    from ..models.bootstrap_report import BootstrapReport
    from ..models.dependence_report import DependenceReport
    from ..models.fit_answer_parameters import FitAnswerParameters
    from ..models.fit_answer_standard_errors_type_0 import FitAnswerStandardErrorsType0


T = TypeVar("T", bound="FitAnswer")


@_attrs_define
class FitAnswer:
    """A model fitted by maximum likelihood.

    Example:
        {'aic': 19172.8584, 'bic': 19195.919, 'covariance': [[0.000158, 0.00371, -8.78e-05, 6.56e-05], [0.00371, 0.143,
            -0.00287, 0.0105], [-8.78e-05, -0.00287, 0.0345, 0.123], [6.56e-05, 0.0105, 0.123, 0.498]], 'customers': 2357,
            'excluded': 0, 'fitted_model': 'bg_nbd', 'log_likelihood': -9582.4292, 'model': 'bg_nbd', 'parameters': {'a':
            0.7929, 'alpha': 4.4136, 'b': 2.4259, 'r': 0.2426}, 'standard_errors': {'a': 0.1857, 'alpha': 0.3782, 'b':
            0.7054, 'r': 0.0126}}

    Attributes:
        model (str):
        parameters (FitAnswerParameters): By name; where there is a `limit_model`, they are its own.
        standard_errors (FitAnswerStandardErrorsType0 | None): From the curvature at the maximum; null where there is
            none. At a boundary of gamma_gamma the shape that is as large as the search goes counts as known, and has 0.
        covariance (list[list[float]] | None): Of the parameters on their natural scale, in the order of `parameters`.
        log_likelihood (float):
        aic (float): Akaike's information criterion; the smaller the better, among models of the same rows.
        bic (float): The Bayesian information criterion, likewise.
        customers (int): How many were fitted.
        excluded (int): How many were set aside.
        boundary (None | str): Null for a maximum within the parameters' space, else the edge that the data call for:
            `no_dropout`, `homogeneous_dropout`, `homogeneous_rate`, `polarised_dropout`, `polarised_rate`,
            `homogeneous_spend`, `constant_spend`.
        limit_model (None | str): The model that the parameters belong to at a boundary; predict accepts it.
        fitted_model (str): What predict takes as `model` for these parameters: `limit_model`, else `model`; for
            `mbg_nbd` with the model's name before it, as `fixed_dropout` and `fixed_rate` alone are those of `bg_nbd`, with
            the same parameters.
        frequency_spend_correlation (float | None | Unset): Of gamma_gamma: of frequency and monetary value over the
            fitted customers.
        bootstrap (BootstrapReport | None | Unset): Where it was asked for.
        dependence (DependenceReport | None | Unset): Of gamma_gamma: the test of that; null where it cannot be told, as
            where frequency does not vary.
    """

    model: str
    parameters: FitAnswerParameters
    standard_errors: FitAnswerStandardErrorsType0 | None
    covariance: list[list[float]] | None
    log_likelihood: float
    aic: float
    bic: float
    customers: int
    excluded: int
    boundary: None | str
    limit_model: None | str
    fitted_model: str
    frequency_spend_correlation: float | None | Unset = UNSET
    bootstrap: BootstrapReport | None | Unset = UNSET
    dependence: DependenceReport | None | Unset = UNSET
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        from ..models.bootstrap_report import BootstrapReport
        from ..models.dependence_report import DependenceReport
        from ..models.fit_answer_standard_errors_type_0 import (
            FitAnswerStandardErrorsType0,
        )

        model = self.model

        parameters = self.parameters.to_dict()

        standard_errors: dict[str, Any] | None
        if isinstance(self.standard_errors, FitAnswerStandardErrorsType0):
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

        aic = self.aic

        bic = self.bic

        customers = self.customers

        excluded = self.excluded

        boundary: None | str
        boundary = self.boundary

        limit_model: None | str
        limit_model = self.limit_model

        fitted_model = self.fitted_model

        frequency_spend_correlation: float | None | Unset
        if isinstance(self.frequency_spend_correlation, Unset):
            frequency_spend_correlation = UNSET
        else:
            frequency_spend_correlation = self.frequency_spend_correlation

        bootstrap: dict[str, Any] | None | Unset
        if isinstance(self.bootstrap, Unset):
            bootstrap = UNSET
        elif isinstance(self.bootstrap, BootstrapReport):
            bootstrap = self.bootstrap.to_dict()
        else:
            bootstrap = self.bootstrap

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
                "standard_errors": standard_errors,
                "covariance": covariance,
                "log_likelihood": log_likelihood,
                "aic": aic,
                "bic": bic,
                "customers": customers,
                "excluded": excluded,
                "boundary": boundary,
                "limit_model": limit_model,
                "fitted_model": fitted_model,
            }
        )
        if frequency_spend_correlation is not UNSET:
            field_dict["frequency_spend_correlation"] = frequency_spend_correlation
        if bootstrap is not UNSET:
            field_dict["bootstrap"] = bootstrap
        if dependence is not UNSET:
            field_dict["dependence"] = dependence

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        from ..models.bootstrap_report import BootstrapReport
        from ..models.dependence_report import DependenceReport
        from ..models.fit_answer_parameters import FitAnswerParameters
        from ..models.fit_answer_standard_errors_type_0 import (
            FitAnswerStandardErrorsType0,
        )

        d = dict(src_dict)
        model = d.pop("model")

        parameters = FitAnswerParameters.from_dict(d.pop("parameters"))

        def _parse_standard_errors(data: object) -> FitAnswerStandardErrorsType0 | None:
            if data is None:
                return data
            try:
                if not isinstance(data, dict):
                    raise TypeError()
                standard_errors_type_0 = FitAnswerStandardErrorsType0.from_dict(data)

                return standard_errors_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(FitAnswerStandardErrorsType0 | None, data)

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

        aic = d.pop("aic")

        bic = d.pop("bic")

        customers = d.pop("customers")

        excluded = d.pop("excluded")

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

        fitted_model = d.pop("fitted_model")

        def _parse_frequency_spend_correlation(data: object) -> float | None | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(float | None | Unset, data)

        frequency_spend_correlation = _parse_frequency_spend_correlation(
            d.pop("frequency_spend_correlation", UNSET)
        )

        def _parse_bootstrap(data: object) -> BootstrapReport | None | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            try:
                if not isinstance(data, dict):
                    raise TypeError()
                bootstrap_type_0 = BootstrapReport.from_dict(data)

                return bootstrap_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(BootstrapReport | None | Unset, data)

        bootstrap = _parse_bootstrap(d.pop("bootstrap", UNSET))

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

        fit_answer = cls(
            model=model,
            parameters=parameters,
            standard_errors=standard_errors,
            covariance=covariance,
            log_likelihood=log_likelihood,
            aic=aic,
            bic=bic,
            customers=customers,
            excluded=excluded,
            boundary=boundary,
            limit_model=limit_model,
            fitted_model=fitted_model,
            frequency_spend_correlation=frequency_spend_correlation,
            bootstrap=bootstrap,
            dependence=dependence,
        )

        fit_answer.additional_properties = d
        return fit_answer

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
