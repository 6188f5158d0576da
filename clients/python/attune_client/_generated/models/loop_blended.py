from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Self, TypeVar, cast

from attrs import define as _attrs_define
from attrs import field as _attrs_field

T = TypeVar("T", bound="LoopBlended")


@_attrs_define
class LoopBlended:
    """All that was earned beside all that was spent; null where nothing was spent, or the margin is not known.

    Attributes:
        cpa (float | None):
        roas (float | None):
        roci_gross (float | None):
        roci_net (float | None):
    """

    cpa: float | None
    roas: float | None
    roci_gross: float | None
    roci_net: float | None
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        cpa: float | None
        cpa = self.cpa

        roas: float | None
        roas = self.roas

        roci_gross: float | None
        roci_gross = self.roci_gross

        roci_net: float | None
        roci_net = self.roci_net

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "cpa": cpa,
                "roas": roas,
                "roci_gross": roci_gross,
                "roci_net": roci_net,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        d = dict(src_dict)

        def _parse_cpa(data: object) -> float | None:
            if data is None:
                return data
            return cast(float | None, data)

        cpa = _parse_cpa(d.pop("cpa"))

        def _parse_roas(data: object) -> float | None:
            if data is None:
                return data
            return cast(float | None, data)

        roas = _parse_roas(d.pop("roas"))

        def _parse_roci_gross(data: object) -> float | None:
            if data is None:
                return data
            return cast(float | None, data)

        roci_gross = _parse_roci_gross(d.pop("roci_gross"))

        def _parse_roci_net(data: object) -> float | None:
            if data is None:
                return data
            return cast(float | None, data)

        roci_net = _parse_roci_net(d.pop("roci_net"))

        loop_blended = cls(
            cpa=cpa,
            roas=roas,
            roci_gross=roci_gross,
            roci_net=roci_net,
        )

        loop_blended.additional_properties = d
        return loop_blended

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
