from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Self, TypeVar, cast

from attrs import define as _attrs_define
from attrs import field as _attrs_field

if TYPE_CHECKING:
    from ..models.calibration_document import CalibrationDocument
    from ..models.fitted_curve import FittedCurve
    from ..models.range_ import Range


T = TypeVar("T", bound="PlannedChannel")


@_attrs_define
class PlannedChannel:
    """A channel of the plan; all amounts and responses are of the whole horizon.

    Attributes:
        channel (str):
        spend (str): Recommended.
        spend_interval (Range): An interval.
        response (float): That the recommended spend should bring, in value.
        current_spend (str): Mean of the weeks that were learnt from.
        current_response (float): That it should bring.
        curve (FittedCurve | None):
        calibration (CalibrationDocument | None): Null where no experiment measured the whole channel.
        code (None | str): `too_little_spend_variation`: the curve is an assumed one. `no_credit`: nothing was credited
            to it, so that it is given its minimum.
    """

    channel: str
    spend: str
    spend_interval: Range
    response: float
    current_spend: str
    current_response: float
    curve: FittedCurve | None
    calibration: CalibrationDocument | None
    code: None | str
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        from ..models.calibration_document import CalibrationDocument
        from ..models.fitted_curve import FittedCurve

        channel = self.channel

        spend = self.spend

        spend_interval = self.spend_interval.to_dict()

        response = self.response

        current_spend = self.current_spend

        current_response = self.current_response

        curve: dict[str, Any] | None
        if isinstance(self.curve, FittedCurve):
            curve = self.curve.to_dict()
        else:
            curve = self.curve

        calibration: dict[str, Any] | None
        if isinstance(self.calibration, CalibrationDocument):
            calibration = self.calibration.to_dict()
        else:
            calibration = self.calibration

        code: None | str
        code = self.code

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "channel": channel,
                "spend": spend,
                "spend_interval": spend_interval,
                "response": response,
                "current_spend": current_spend,
                "current_response": current_response,
                "curve": curve,
                "calibration": calibration,
                "code": code,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        from ..models.calibration_document import CalibrationDocument
        from ..models.fitted_curve import FittedCurve
        from ..models.range_ import Range

        d = dict(src_dict)
        channel = d.pop("channel")

        spend = d.pop("spend")

        spend_interval = Range.from_dict(d.pop("spend_interval"))

        response = d.pop("response")

        current_spend = d.pop("current_spend")

        current_response = d.pop("current_response")

        def _parse_curve(data: object) -> FittedCurve | None:
            if data is None:
                return data
            try:
                if not isinstance(data, dict):
                    raise TypeError()
                curve_type_0 = FittedCurve.from_dict(data)

                return curve_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(FittedCurve | None, data)

        curve = _parse_curve(d.pop("curve"))

        def _parse_calibration(data: object) -> CalibrationDocument | None:
            if data is None:
                return data
            try:
                if not isinstance(data, dict):
                    raise TypeError()
                calibration_type_0 = CalibrationDocument.from_dict(data)

                return calibration_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(CalibrationDocument | None, data)

        calibration = _parse_calibration(d.pop("calibration"))

        def _parse_code(data: object) -> None | str:
            if data is None:
                return data
            return cast(None | str, data)

        code = _parse_code(d.pop("code"))

        planned_channel = cls(
            channel=channel,
            spend=spend,
            spend_interval=spend_interval,
            response=response,
            current_spend=current_spend,
            current_response=current_response,
            curve=curve,
            calibration=calibration,
            code=code,
        )

        planned_channel.additional_properties = d
        return planned_channel

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
