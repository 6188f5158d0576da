from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Self, TypeVar

from attrs import define as _attrs_define
from attrs import field as _attrs_field

if TYPE_CHECKING:
    from ..models.cell_report import CellReport


T = TypeVar("T", bound="GridReport")


@_attrs_define
class GridReport:
    """Customers by lifetime value and referral value. The cuts are medians; who is on a cut is below it.

    Attributes:
        clv_cut (float): In contribution.
        crv_cut (float):
        cells (list[CellReport]):
    """

    clv_cut: float
    crv_cut: float
    cells: list[CellReport]
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        clv_cut = self.clv_cut

        crv_cut = self.crv_cut

        cells = []
        for cells_item_data in self.cells:
            cells_item = cells_item_data.to_dict()
            cells.append(cells_item)

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "clv_cut": clv_cut,
                "crv_cut": crv_cut,
                "cells": cells,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        from ..models.cell_report import CellReport

        d = dict(src_dict)
        clv_cut = d.pop("clv_cut")

        crv_cut = d.pop("crv_cut")

        cells = []
        _cells = d.pop("cells")
        for cells_item_data in _cells:
            cells_item = CellReport.from_dict(cells_item_data)

            cells.append(cells_item)

        grid_report = cls(
            clv_cut=clv_cut,
            crv_cut=crv_cut,
            cells=cells,
        )

        grid_report.additional_properties = d
        return grid_report

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
