from __future__ import annotations

import datetime
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Self, TypeVar

from attrs import define as _attrs_define
from attrs import field as _attrs_field

if TYPE_CHECKING:
    from ..models.cohort_cell import CohortCell


T = TypeVar("T", bound="CohortDocumentRow")


@_attrs_define
class CohortDocumentRow:
    """The customers of one period, by age.

    Attributes:
        cohort (datetime.date): First day of the period of their first purchase.
        customers (int):
        cells (list[CohortCell]):
    """

    cohort: datetime.date
    customers: int
    cells: list[CohortCell]
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        cohort = self.cohort.isoformat()

        customers = self.customers

        cells = []
        for cells_item_data in self.cells:
            cells_item = cells_item_data.to_dict()
            cells.append(cells_item)

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "cohort": cohort,
                "customers": customers,
                "cells": cells,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        from ..models.cohort_cell import CohortCell

        d = dict(src_dict)
        cohort = datetime.date.fromisoformat(d.pop("cohort"))

        customers = d.pop("customers")

        cells = []
        _cells = d.pop("cells")
        for cells_item_data in _cells:
            cells_item = CohortCell.from_dict(cells_item_data)

            cells.append(cells_item)

        cohort_document_row = cls(
            cohort=cohort,
            customers=customers,
            cells=cells,
        )

        cohort_document_row.additional_properties = d
        return cohort_document_row

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
