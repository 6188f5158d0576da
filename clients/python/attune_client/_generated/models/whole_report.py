from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Self, TypeVar, cast

from attrs import define as _attrs_define
from attrs import field as _attrs_field

if TYPE_CHECKING:
    from ..models.incremental_return_document import IncrementalReturnDocument


T = TypeVar("T", bound="WholeReport")


@_attrs_define
class WholeReport:
    """All that was earned beside all that was spent (blended), and what the universal holdout proved of it.

    Attributes:
        cpa (float | None):
        roas (float | None):
        roci_gross (float | None):
        roci_net (float | None):
        incremental (list[IncrementalReturnDocument]):
    """

    cpa: float | None
    roas: float | None
    roci_gross: float | None
    roci_net: float | None
    incremental: list[IncrementalReturnDocument]
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

        incremental = []
        for incremental_item_data in self.incremental:
            incremental_item = incremental_item_data.to_dict()
            incremental.append(incremental_item)

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "cpa": cpa,
                "roas": roas,
                "roci_gross": roci_gross,
                "roci_net": roci_net,
                "incremental": incremental,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        from ..models.incremental_return_document import IncrementalReturnDocument

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

        incremental = []
        _incremental = d.pop("incremental")
        for incremental_item_data in _incremental:
            incremental_item = IncrementalReturnDocument.from_dict(
                incremental_item_data
            )

            incremental.append(incremental_item)

        whole_report = cls(
            cpa=cpa,
            roas=roas,
            roci_gross=roci_gross,
            roci_net=roci_net,
            incremental=incremental,
        )

        whole_report.additional_properties = d
        return whole_report

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
