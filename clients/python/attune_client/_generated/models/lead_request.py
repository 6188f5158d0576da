from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Self, TypeVar, cast

from attrs import define as _attrs_define

from ..types import UNSET, Unset

T = TypeVar("T", bound="LeadRequest")


@_attrs_define
class LeadRequest:
    """Somebody who may become a customer, or some who are alike.

    Example:
        {'acquisition_cost': 1.5, 'channel': 'email', 'conversions': 31, 'leads': 400, 'reference': 'fair-2026',
            'segment': 'gold'}

    Attributes:
        acquisition_cost (float): Of trying, for each lead, whether or not it converts; in the currency.
        reference (None | str | Unset): Your own name for them; it comes back.
        channel (None | str | Unset): That brought them. One that has acquired nobody yet counts as unknown.
        segment (None | str | Unset): What the trait of the published run's segments is of them, as text. One that the
            run does not tell counts as unknown.
        probability (float | None | Unset): That they become customers. Or, instead of it, `leads` and `conversions`,
            from which it is learnt.
        leads (int | None | Unset): How many were like them; not beside `probability`.
        conversions (int | None | Unset): How many of these became customers; not beside `probability`.
    """

    acquisition_cost: float
    reference: None | str | Unset = UNSET
    channel: None | str | Unset = UNSET
    segment: None | str | Unset = UNSET
    probability: float | None | Unset = UNSET
    leads: int | None | Unset = UNSET
    conversions: int | None | Unset = UNSET

    def to_dict(self) -> dict[str, Any]:
        acquisition_cost = self.acquisition_cost

        reference: None | str | Unset
        if isinstance(self.reference, Unset):
            reference = UNSET
        else:
            reference = self.reference

        channel: None | str | Unset
        if isinstance(self.channel, Unset):
            channel = UNSET
        else:
            channel = self.channel

        segment: None | str | Unset
        if isinstance(self.segment, Unset):
            segment = UNSET
        else:
            segment = self.segment

        probability: float | None | Unset
        if isinstance(self.probability, Unset):
            probability = UNSET
        else:
            probability = self.probability

        leads: int | None | Unset
        if isinstance(self.leads, Unset):
            leads = UNSET
        else:
            leads = self.leads

        conversions: int | None | Unset
        if isinstance(self.conversions, Unset):
            conversions = UNSET
        else:
            conversions = self.conversions

        field_dict: dict[str, Any] = {}

        field_dict.update(
            {
                "acquisition_cost": acquisition_cost,
            }
        )
        if reference is not UNSET:
            field_dict["reference"] = reference
        if channel is not UNSET:
            field_dict["channel"] = channel
        if segment is not UNSET:
            field_dict["segment"] = segment
        if probability is not UNSET:
            field_dict["probability"] = probability
        if leads is not UNSET:
            field_dict["leads"] = leads
        if conversions is not UNSET:
            field_dict["conversions"] = conversions

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        d = dict(src_dict)
        acquisition_cost = d.pop("acquisition_cost")

        def _parse_reference(data: object) -> None | str | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(None | str | Unset, data)

        reference = _parse_reference(d.pop("reference", UNSET))

        def _parse_channel(data: object) -> None | str | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(None | str | Unset, data)

        channel = _parse_channel(d.pop("channel", UNSET))

        def _parse_segment(data: object) -> None | str | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(None | str | Unset, data)

        segment = _parse_segment(d.pop("segment", UNSET))

        def _parse_probability(data: object) -> float | None | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(float | None | Unset, data)

        probability = _parse_probability(d.pop("probability", UNSET))

        def _parse_leads(data: object) -> int | None | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(int | None | Unset, data)

        leads = _parse_leads(d.pop("leads", UNSET))

        def _parse_conversions(data: object) -> int | None | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(int | None | Unset, data)

        conversions = _parse_conversions(d.pop("conversions", UNSET))

        lead_request = cls(
            acquisition_cost=acquisition_cost,
            reference=reference,
            channel=channel,
            segment=segment,
            probability=probability,
            leads=leads,
            conversions=conversions,
        )

        return lead_request
