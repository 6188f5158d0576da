from __future__ import annotations

import datetime
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Self, TypeVar, cast
from uuid import UUID

from attrs import define as _attrs_define
from attrs import field as _attrs_field

if TYPE_CHECKING:
    from ..models.value_estimate import ValueEstimate


T = TypeVar("T", bound="ValuedCustomer")


@_attrs_define
class ValuedCustomer:
    """A customer and what they are worth; times in the run's unit, intervals at its level.

    Example:
        {'T': 38.86, 'clv': {'estimate': 36.8, 'high': 40.9, 'low': 33.1}, 'customer_id': 'c-17', 'expected_purchases':
            {'estimate': 1.56, 'high': 1.73, 'low': 1.41}, 'expected_spend': {'estimate': 24.65, 'high': 25.6, 'low': 23.7},
            'frequency': 2, 'id': '0198c5a0-7c1e-7000-8000-000000000002', 'monetary_value': 22.35, 'probability_alive':
            {'estimate': 0.83, 'high': 0.87, 'low': 0.77}, 'recency': 30.43, 'valued_on': '1997-09-30'}

    Attributes:
        id (UUID): Ours.
        customer_id (None | str): The company's own id; null while the customer is anonymous.
        valued_on (datetime.date): The value is as of the end of that day: the run's calibration's, or when orders of
            theirs came.
        frequency (float):
        recency (float):
        t (float):
        monetary_value (float | None): Mean net total per repeat day; null without one.
        probability_alive (ValueEstimate): An estimate with its interval; null where there is none.
        expected_purchases (ValueEstimate): An estimate with its interval; null where there is none.
        expected_spend (ValueEstimate): An estimate with its interval; null where there is none.
        clv (ValueEstimate): An estimate with its interval; null where there is none.
    """

    id: UUID
    customer_id: None | str
    valued_on: datetime.date
    frequency: float
    recency: float
    t: float
    monetary_value: float | None
    probability_alive: ValueEstimate
    expected_purchases: ValueEstimate
    expected_spend: ValueEstimate
    clv: ValueEstimate
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        id = str(self.id)

        customer_id: None | str
        customer_id = self.customer_id

        valued_on = self.valued_on.isoformat()

        frequency = self.frequency

        recency = self.recency

        t = self.t

        monetary_value: float | None
        monetary_value = self.monetary_value

        probability_alive = self.probability_alive.to_dict()

        expected_purchases = self.expected_purchases.to_dict()

        expected_spend = self.expected_spend.to_dict()

        clv = self.clv.to_dict()

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "id": id,
                "customer_id": customer_id,
                "valued_on": valued_on,
                "frequency": frequency,
                "recency": recency,
                "T": t,
                "monetary_value": monetary_value,
                "probability_alive": probability_alive,
                "expected_purchases": expected_purchases,
                "expected_spend": expected_spend,
                "clv": clv,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        from ..models.value_estimate import ValueEstimate

        d = dict(src_dict)
        id = UUID(d.pop("id"))

        def _parse_customer_id(data: object) -> None | str:
            if data is None:
                return data
            return cast(None | str, data)

        customer_id = _parse_customer_id(d.pop("customer_id"))

        valued_on = datetime.date.fromisoformat(d.pop("valued_on"))

        frequency = d.pop("frequency")

        recency = d.pop("recency")

        t = d.pop("T")

        def _parse_monetary_value(data: object) -> float | None:
            if data is None:
                return data
            return cast(float | None, data)

        monetary_value = _parse_monetary_value(d.pop("monetary_value"))

        probability_alive = ValueEstimate.from_dict(d.pop("probability_alive"))

        expected_purchases = ValueEstimate.from_dict(d.pop("expected_purchases"))

        expected_spend = ValueEstimate.from_dict(d.pop("expected_spend"))

        clv = ValueEstimate.from_dict(d.pop("clv"))

        valued_customer = cls(
            id=id,
            customer_id=customer_id,
            valued_on=valued_on,
            frequency=frequency,
            recency=recency,
            t=t,
            monetary_value=monetary_value,
            probability_alive=probability_alive,
            expected_purchases=expected_purchases,
            expected_spend=expected_spend,
            clv=clv,
        )

        valued_customer.additional_properties = d
        return valued_customer

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
