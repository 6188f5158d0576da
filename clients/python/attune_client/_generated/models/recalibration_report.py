from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Self, TypeVar, cast

from attrs import define as _attrs_define
from attrs import field as _attrs_field

if TYPE_CHECKING:
    from ..models.bias_check_report import BiasCheckReport
    from ..models.bias_factor_report import BiasFactorReport


T = TypeVar("T", bound="RecalibrationReport")


@_attrs_define
class RecalibrationReport:
    """What holdouts say about the bias.

    Attributes:
        factor (BiasFactorReport): Actual purchases over predicted ones, learnt on all holdouts.
        level (float):
        checks (list[BiasCheckReport]): Of each holdout from the second on.
        helps (bool | None): Whether the factor brought later forecasts nearer to what was bought.
        applied (bool): Whether the run's expected purchases and values are multiplied by it.
    """

    factor: BiasFactorReport
    level: float
    checks: list[BiasCheckReport]
    helps: bool | None
    applied: bool
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        factor = self.factor.to_dict()

        level = self.level

        checks = []
        for checks_item_data in self.checks:
            checks_item = checks_item_data.to_dict()
            checks.append(checks_item)

        helps: bool | None
        helps = self.helps

        applied = self.applied

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "factor": factor,
                "level": level,
                "checks": checks,
                "helps": helps,
                "applied": applied,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        from ..models.bias_check_report import BiasCheckReport
        from ..models.bias_factor_report import BiasFactorReport

        d = dict(src_dict)
        factor = BiasFactorReport.from_dict(d.pop("factor"))

        level = d.pop("level")

        checks = []
        _checks = d.pop("checks")
        for checks_item_data in _checks:
            checks_item = BiasCheckReport.from_dict(checks_item_data)

            checks.append(checks_item)

        def _parse_helps(data: object) -> bool | None:
            if data is None:
                return data
            return cast(bool | None, data)

        helps = _parse_helps(d.pop("helps"))

        applied = d.pop("applied")

        recalibration_report = cls(
            factor=factor,
            level=level,
            checks=checks,
            helps=helps,
            applied=applied,
        )

        recalibration_report.additional_properties = d
        return recalibration_report

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
