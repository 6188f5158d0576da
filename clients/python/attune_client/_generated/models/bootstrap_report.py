from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Self, TypeVar, cast

from attrs import define as _attrs_define
from attrs import field as _attrs_field

if TYPE_CHECKING:
    from ..models.bootstrap_report_fitted_models import BootstrapReportFittedModels
    from ..models.bootstrap_report_standard_errors_type_0 import (
        BootstrapReportStandardErrorsType0,
    )


T = TypeVar("T", bound="BootstrapReport")


@_attrs_define
class BootstrapReport:
    """What fits to samples drawn anew say.

    Attributes:
        replicates (int):
        seed (int):
        missed (int): Samples of which nothing could be learnt.
        fitted_models (BootstrapReportFittedModels): How many samples called for which model.
        standard_errors (BootstrapReportStandardErrorsType0 | None): Of the fit's parameters, over samples that call for
            the same model; null where too few do.
        covariance (list[list[float]] | None): Of the same, for predict's `covariance`.
    """

    replicates: int
    seed: int
    missed: int
    fitted_models: BootstrapReportFittedModels
    standard_errors: BootstrapReportStandardErrorsType0 | None
    covariance: list[list[float]] | None
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        from ..models.bootstrap_report_standard_errors_type_0 import (
            BootstrapReportStandardErrorsType0,
        )

        replicates = self.replicates

        seed = self.seed

        missed = self.missed

        fitted_models = self.fitted_models.to_dict()

        standard_errors: dict[str, Any] | None
        if isinstance(self.standard_errors, BootstrapReportStandardErrorsType0):
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

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "replicates": replicates,
                "seed": seed,
                "missed": missed,
                "fitted_models": fitted_models,
                "standard_errors": standard_errors,
                "covariance": covariance,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        from ..models.bootstrap_report_fitted_models import BootstrapReportFittedModels
        from ..models.bootstrap_report_standard_errors_type_0 import (
            BootstrapReportStandardErrorsType0,
        )

        d = dict(src_dict)
        replicates = d.pop("replicates")

        seed = d.pop("seed")

        missed = d.pop("missed")

        fitted_models = BootstrapReportFittedModels.from_dict(d.pop("fitted_models"))

        def _parse_standard_errors(
            data: object,
        ) -> BootstrapReportStandardErrorsType0 | None:
            if data is None:
                return data
            try:
                if not isinstance(data, dict):
                    raise TypeError()
                standard_errors_type_0 = BootstrapReportStandardErrorsType0.from_dict(
                    data
                )

                return standard_errors_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(BootstrapReportStandardErrorsType0 | None, data)

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

        bootstrap_report = cls(
            replicates=replicates,
            seed=seed,
            missed=missed,
            fitted_models=fitted_models,
            standard_errors=standard_errors,
            covariance=covariance,
        )

        bootstrap_report.additional_properties = d
        return bootstrap_report

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
