from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Self, TypeVar

from attrs import define as _attrs_define

if TYPE_CHECKING:
    from ..models.lead_request import LeadRequest


T = TypeVar("T", bound="ProspectRequest")


@_attrs_define
class ProspectRequest:
    """Leads to be valued by the published run.

    Example:
        {'leads': [{'acquisition_cost': 1.5, 'channel': 'email', 'conversions': 31, 'leads': 400, 'reference':
            'fair-2026', 'segment': 'gold'}]}

    Attributes:
        leads (list[LeadRequest]):
    """

    leads: list[LeadRequest]

    def to_dict(self) -> dict[str, Any]:
        leads = []
        for leads_item_data in self.leads:
            leads_item = leads_item_data.to_dict()
            leads.append(leads_item)

        field_dict: dict[str, Any] = {}

        field_dict.update(
            {
                "leads": leads,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        from ..models.lead_request import LeadRequest

        d = dict(src_dict)
        leads = []
        _leads = d.pop("leads")
        for leads_item_data in _leads:
            leads_item = LeadRequest.from_dict(leads_item_data)

            leads.append(leads_item)

        prospect_request = cls(
            leads=leads,
        )

        return prospect_request
