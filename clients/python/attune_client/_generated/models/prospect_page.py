from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Self, TypeVar, cast
from uuid import UUID

from attrs import define as _attrs_define
from attrs import field as _attrs_field

if TYPE_CHECKING:
    from ..models.prospect_answer import ProspectAnswer


T = TypeVar("T", bound="ProspectPage")


@_attrs_define
class ProspectPage:
    """Leads in the order in which they were asked for, by a run.

    Example:
        {'horizon': 52, 'leads': [{'acquisition_cost': 1.5, 'channel': 'email', 'expected_value': {'estimate': 5.12,
            'high': 7.78, 'low': 3.23}, 'new_customer_value': {'estimate': 84.2, 'high': 88.7, 'low': 79.9}, 'probability':
            {'estimate': 0.0786, 'high': 0.1096, 'low': 0.0563}, 'reference': 'fair-2026', 'segment': 'gold'}], 'level':
            0.95, 'model_id': '0198c5a0-7c1e-7000-8000-000000000001', 'time_unit': 'week', 'trait': 'plan'}

    Attributes:
        model_id (UUID):
        level (float):
        horizon (float):
        time_unit (str):
        trait (None | str): Whose values the run's segments are; null: it tells channels alone.
        leads (list[ProspectAnswer]):
    """

    model_id: UUID
    level: float
    horizon: float
    time_unit: str
    trait: None | str
    leads: list[ProspectAnswer]
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        model_id = str(self.model_id)

        level = self.level

        horizon = self.horizon

        time_unit = self.time_unit

        trait: None | str
        trait = self.trait

        leads = []
        for leads_item_data in self.leads:
            leads_item = leads_item_data.to_dict()
            leads.append(leads_item)

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "model_id": model_id,
                "level": level,
                "horizon": horizon,
                "time_unit": time_unit,
                "trait": trait,
                "leads": leads,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        from ..models.prospect_answer import ProspectAnswer

        d = dict(src_dict)
        model_id = UUID(d.pop("model_id"))

        level = d.pop("level")

        horizon = d.pop("horizon")

        time_unit = d.pop("time_unit")

        def _parse_trait(data: object) -> None | str:
            if data is None:
                return data
            return cast(None | str, data)

        trait = _parse_trait(d.pop("trait"))

        leads = []
        _leads = d.pop("leads")
        for leads_item_data in _leads:
            leads_item = ProspectAnswer.from_dict(leads_item_data)

            leads.append(leads_item)

        prospect_page = cls(
            model_id=model_id,
            level=level,
            horizon=horizon,
            time_unit=time_unit,
            trait=trait,
            leads=leads,
        )

        prospect_page.additional_properties = d
        return prospect_page

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
