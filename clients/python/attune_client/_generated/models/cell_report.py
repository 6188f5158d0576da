from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Self, TypeVar, cast

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..models.grid_cell import GridCell

if TYPE_CHECKING:
    from ..models.loyalty_estimate import LoyaltyEstimate


T = TypeVar("T", bound="CellReport")


@_attrs_define
class CellReport:
    """A cell of the grid.

    Attributes:
        cell (GridCell): A cell of the grid.
        customers (int):
        mean_clv (LoyaltyEstimate | None): In contribution: the published value times the rate of margin.
        mean_crv (LoyaltyEstimate | None):
        aim (str):
    """

    cell: GridCell
    customers: int
    mean_clv: LoyaltyEstimate | None
    mean_crv: LoyaltyEstimate | None
    aim: str
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        from ..models.loyalty_estimate import LoyaltyEstimate

        cell = self.cell.value

        customers = self.customers

        mean_clv: dict[str, Any] | None
        if isinstance(self.mean_clv, LoyaltyEstimate):
            mean_clv = self.mean_clv.to_dict()
        else:
            mean_clv = self.mean_clv

        mean_crv: dict[str, Any] | None
        if isinstance(self.mean_crv, LoyaltyEstimate):
            mean_crv = self.mean_crv.to_dict()
        else:
            mean_crv = self.mean_crv

        aim = self.aim

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "cell": cell,
                "customers": customers,
                "mean_clv": mean_clv,
                "mean_crv": mean_crv,
                "aim": aim,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        from ..models.loyalty_estimate import LoyaltyEstimate

        d = dict(src_dict)
        cell = GridCell(d.pop("cell"))

        customers = d.pop("customers")

        def _parse_mean_clv(data: object) -> LoyaltyEstimate | None:
            if data is None:
                return data
            try:
                if not isinstance(data, dict):
                    raise TypeError()
                mean_clv_type_0 = LoyaltyEstimate.from_dict(data)

                return mean_clv_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(LoyaltyEstimate | None, data)

        mean_clv = _parse_mean_clv(d.pop("mean_clv"))

        def _parse_mean_crv(data: object) -> LoyaltyEstimate | None:
            if data is None:
                return data
            try:
                if not isinstance(data, dict):
                    raise TypeError()
                mean_crv_type_0 = LoyaltyEstimate.from_dict(data)

                return mean_crv_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(LoyaltyEstimate | None, data)

        mean_crv = _parse_mean_crv(d.pop("mean_crv"))

        aim = d.pop("aim")

        cell_report = cls(
            cell=cell,
            customers=customers,
            mean_clv=mean_clv,
            mean_crv=mean_crv,
            aim=aim,
        )

        cell_report.additional_properties = d
        return cell_report

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
