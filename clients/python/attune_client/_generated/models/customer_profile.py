from __future__ import annotations

import datetime
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Self, TypeVar, cast
from uuid import UUID

from attrs import define as _attrs_define
from attrs import field as _attrs_field

if TYPE_CHECKING:
    from ..models.behaviour_summary import BehaviourSummary
    from ..models.customer_profile_traits import CustomerProfileTraits
    from ..models.customer_value import CustomerValue
    from ..models.exposure_summary import ExposureSummary
    from ..models.identity import Identity
    from ..models.loyalty_summary import LoyaltySummary
    from ..models.touchpoints_summary import TouchpointsSummary


T = TypeVar("T", bound="CustomerProfile")


@_attrs_define
class CustomerProfile:
    """All that is known of a customer, in one answer.

    `as_of` bounds what the customer did, was shown and said (`behaviour`, `touchpoints`, `exposures`, `loyalty`); the
    rest is
    the latest known.

        Example:
            {'as_of': '2026-11-02T00:00:00Z', 'behaviour': {'events': 0, 'first_order_at': '2026-01-03T00:00:00Z',
                'last_order_at': '2026-04-01T00:00:00Z', 'orders': 2, 'purchases': 2, 'revenue': '31.0000'}, 'created_at':
                '2026-11-01T00:00:00Z', 'customer_id': 'c-17', 'exposures': [{'experiment': 'spring-mail', 'experiment_id':
                '0198c5a0-7c1e-7000-8000-000000000003', 'exposed_at': '2026-01-02T00:00:00Z', 'variation': 'treatment'}], 'id':
                '0198c5a0-7c1e-7000-8000-000000000001', 'identities': [{'kind': 'user', 'value': 'c-17'}], 'loyalty':
                {'converted': 1, 'invited': 3, 'margin': '12.4000', 'purchases_without_margin': 0, 'score': {'answered_at':
                '2026-04-02T00:00:00Z', 'score': 9}, 'wallets': [{'answered_at': '2026-04-02T00:00:00Z', 'brands': 3,
                'category': 'coffee', 'rank': 1.5}]}, 'touchpoints': {'channels': [{'channel': 'email', 'first_at':
                '2026-01-02T00:00:00Z', 'last_at': '2026-01-02T00:00:00Z', 'touchpoints': 1}], 'first_at':
                '2026-01-02T00:00:00Z', 'last_at': '2026-01-02T00:00:00Z', 'touchpoints': 1}, 'traits': {'city': 'Łódź'}}

        Attributes:
            id (UUID):
            customer_id (None | str):
            created_at (datetime.datetime):
            erased_at (datetime.datetime | None): When the customer was erased: what was done stays counted.
            as_of (datetime.datetime): The moment before which `behaviour`, `touchpoints`, `exposures` and `loyalty` are
                counted.
            identities (list[Identity]): All known now, whatever `as_of`; none once erased.
            traits (CustomerProfileTraits): The latest observation of each that is known now, whatever `as_of`.
            behaviour (BehaviourSummary): What a customer did before `as_of`. Refunds and cancellations are those known now,
                also of orders before `as_of`.
            touchpoints (TouchpointsSummary): What was said to a customer before `as_of`, and where.
            exposures (list[ExposureSummary]): Under any of the identities; the earliest first.
            loyalty (LoyaltySummary): What is known of a customer's loyalty before `as_of`: contribution, commitment,
                championship.

                What that is worth, by assumptions that can be stated, is at `/v1/valuation/loyalty/customers/{customer_id}`.
            value (CustomerValue | None): By the model that is published now, whatever `as_of`. Null before one knows the
                customer.
    """

    id: UUID
    customer_id: None | str
    created_at: datetime.datetime
    erased_at: datetime.datetime | None
    as_of: datetime.datetime
    identities: list[Identity]
    traits: CustomerProfileTraits
    behaviour: BehaviourSummary
    touchpoints: TouchpointsSummary
    exposures: list[ExposureSummary]
    loyalty: LoyaltySummary
    value: CustomerValue | None
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        from ..models.customer_value import CustomerValue

        id = str(self.id)

        customer_id: None | str
        customer_id = self.customer_id

        created_at = self.created_at.isoformat()

        erased_at: None | str
        if isinstance(self.erased_at, datetime.datetime):
            erased_at = self.erased_at.isoformat()
        else:
            erased_at = self.erased_at

        as_of = self.as_of.isoformat()

        identities = []
        for identities_item_data in self.identities:
            identities_item = identities_item_data.to_dict()
            identities.append(identities_item)

        traits = self.traits.to_dict()

        behaviour = self.behaviour.to_dict()

        touchpoints = self.touchpoints.to_dict()

        exposures = []
        for exposures_item_data in self.exposures:
            exposures_item = exposures_item_data.to_dict()
            exposures.append(exposures_item)

        loyalty = self.loyalty.to_dict()

        value: dict[str, Any] | None
        if isinstance(self.value, CustomerValue):
            value = self.value.to_dict()
        else:
            value = self.value

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "id": id,
                "customer_id": customer_id,
                "created_at": created_at,
                "erased_at": erased_at,
                "as_of": as_of,
                "identities": identities,
                "traits": traits,
                "behaviour": behaviour,
                "touchpoints": touchpoints,
                "exposures": exposures,
                "loyalty": loyalty,
                "value": value,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        from ..models.behaviour_summary import BehaviourSummary
        from ..models.customer_profile_traits import CustomerProfileTraits
        from ..models.customer_value import CustomerValue
        from ..models.exposure_summary import ExposureSummary
        from ..models.identity import Identity
        from ..models.loyalty_summary import LoyaltySummary
        from ..models.touchpoints_summary import TouchpointsSummary

        d = dict(src_dict)
        id = UUID(d.pop("id"))

        def _parse_customer_id(data: object) -> None | str:
            if data is None:
                return data
            return cast(None | str, data)

        customer_id = _parse_customer_id(d.pop("customer_id"))

        created_at = datetime.datetime.fromisoformat(d.pop("created_at"))

        def _parse_erased_at(data: object) -> datetime.datetime | None:
            if data is None:
                return data
            try:
                if not isinstance(data, str):
                    raise TypeError()
                erased_at_type_0 = datetime.datetime.fromisoformat(data)

                return erased_at_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(datetime.datetime | None, data)

        erased_at = _parse_erased_at(d.pop("erased_at"))

        as_of = datetime.datetime.fromisoformat(d.pop("as_of"))

        identities = []
        _identities = d.pop("identities")
        for identities_item_data in _identities:
            identities_item = Identity.from_dict(identities_item_data)

            identities.append(identities_item)

        traits = CustomerProfileTraits.from_dict(d.pop("traits"))

        behaviour = BehaviourSummary.from_dict(d.pop("behaviour"))

        touchpoints = TouchpointsSummary.from_dict(d.pop("touchpoints"))

        exposures = []
        _exposures = d.pop("exposures")
        for exposures_item_data in _exposures:
            exposures_item = ExposureSummary.from_dict(exposures_item_data)

            exposures.append(exposures_item)

        loyalty = LoyaltySummary.from_dict(d.pop("loyalty"))

        def _parse_value(data: object) -> CustomerValue | None:
            if data is None:
                return data
            try:
                if not isinstance(data, dict):
                    raise TypeError()
                value_type_0 = CustomerValue.from_dict(data)

                return value_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(CustomerValue | None, data)

        value = _parse_value(d.pop("value"))

        customer_profile = cls(
            id=id,
            customer_id=customer_id,
            created_at=created_at,
            erased_at=erased_at,
            as_of=as_of,
            identities=identities,
            traits=traits,
            behaviour=behaviour,
            touchpoints=touchpoints,
            exposures=exposures,
            loyalty=loyalty,
            value=value,
        )

        customer_profile.additional_properties = d
        return customer_profile

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
