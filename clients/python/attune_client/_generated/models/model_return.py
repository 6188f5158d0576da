from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Self, TypeVar, cast

from attrs import define as _attrs_define
from attrs import field as _attrs_field

if TYPE_CHECKING:
    from ..models.return_estimate import ReturnEstimate


T = TypeVar("T", bound="ModelReturn")


@_attrs_define
class ModelReturn:
    """What a model gives to a channel, what that cost and what it returned; ratios are null where nothing was spent.

    Attributes:
        conversions (ReturnEstimate): An estimate with its interval; null ends where it has none.
        value (ReturnEstimate): An estimate with its interval; null ends where it has none.
        margin (None | ReturnEstimate): Credited; null where the margin is not known.
        cpa (None | ReturnEstimate): Spend per conversion.
        roas (None | ReturnEstimate): Value per unit of spend.
        roci_gross (None | ReturnEstimate): Margin per unit of spend.
        roci_net (None | ReturnEstimate): (margin − spend) / spend.
    """

    conversions: ReturnEstimate
    value: ReturnEstimate
    margin: None | ReturnEstimate
    cpa: None | ReturnEstimate
    roas: None | ReturnEstimate
    roci_gross: None | ReturnEstimate
    roci_net: None | ReturnEstimate
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        from ..models.return_estimate import ReturnEstimate

        conversions = self.conversions.to_dict()

        value = self.value.to_dict()

        margin: dict[str, Any] | None
        if isinstance(self.margin, ReturnEstimate):
            margin = self.margin.to_dict()
        else:
            margin = self.margin

        cpa: dict[str, Any] | None
        if isinstance(self.cpa, ReturnEstimate):
            cpa = self.cpa.to_dict()
        else:
            cpa = self.cpa

        roas: dict[str, Any] | None
        if isinstance(self.roas, ReturnEstimate):
            roas = self.roas.to_dict()
        else:
            roas = self.roas

        roci_gross: dict[str, Any] | None
        if isinstance(self.roci_gross, ReturnEstimate):
            roci_gross = self.roci_gross.to_dict()
        else:
            roci_gross = self.roci_gross

        roci_net: dict[str, Any] | None
        if isinstance(self.roci_net, ReturnEstimate):
            roci_net = self.roci_net.to_dict()
        else:
            roci_net = self.roci_net

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "conversions": conversions,
                "value": value,
                "margin": margin,
                "cpa": cpa,
                "roas": roas,
                "roci_gross": roci_gross,
                "roci_net": roci_net,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        from ..models.return_estimate import ReturnEstimate

        d = dict(src_dict)
        conversions = ReturnEstimate.from_dict(d.pop("conversions"))

        value = ReturnEstimate.from_dict(d.pop("value"))

        def _parse_margin(data: object) -> None | ReturnEstimate:
            if data is None:
                return data
            try:
                if not isinstance(data, dict):
                    raise TypeError()
                margin_type_0 = ReturnEstimate.from_dict(data)

                return margin_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(None | ReturnEstimate, data)

        margin = _parse_margin(d.pop("margin"))

        def _parse_cpa(data: object) -> None | ReturnEstimate:
            if data is None:
                return data
            try:
                if not isinstance(data, dict):
                    raise TypeError()
                cpa_type_0 = ReturnEstimate.from_dict(data)

                return cpa_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(None | ReturnEstimate, data)

        cpa = _parse_cpa(d.pop("cpa"))

        def _parse_roas(data: object) -> None | ReturnEstimate:
            if data is None:
                return data
            try:
                if not isinstance(data, dict):
                    raise TypeError()
                roas_type_0 = ReturnEstimate.from_dict(data)

                return roas_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(None | ReturnEstimate, data)

        roas = _parse_roas(d.pop("roas"))

        def _parse_roci_gross(data: object) -> None | ReturnEstimate:
            if data is None:
                return data
            try:
                if not isinstance(data, dict):
                    raise TypeError()
                roci_gross_type_0 = ReturnEstimate.from_dict(data)

                return roci_gross_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(None | ReturnEstimate, data)

        roci_gross = _parse_roci_gross(d.pop("roci_gross"))

        def _parse_roci_net(data: object) -> None | ReturnEstimate:
            if data is None:
                return data
            try:
                if not isinstance(data, dict):
                    raise TypeError()
                roci_net_type_0 = ReturnEstimate.from_dict(data)

                return roci_net_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(None | ReturnEstimate, data)

        roci_net = _parse_roci_net(d.pop("roci_net"))

        model_return = cls(
            conversions=conversions,
            value=value,
            margin=margin,
            cpa=cpa,
            roas=roas,
            roci_gross=roci_gross,
            roci_net=roci_net,
        )

        model_return.additional_properties = d
        return model_return

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
