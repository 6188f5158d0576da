from __future__ import annotations

import datetime
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Self, TypeVar, cast
from uuid import UUID

from attrs import define as _attrs_define
from attrs import field as _attrs_field

if TYPE_CHECKING:
    from ..models.loop_estimate import LoopEstimate


T = TypeVar("T", bound="ValueStep")


@_attrs_define
class ValueStep:
    """Step 2: what customers are worth by the published model, as of the end of its calibration.

    Attributes:
        model_id (UUID):
        model (str):
        calibration_end (datetime.date):
        published_at (datetime.datetime):
        customers (int): Valued by the model.
        customers_with_value (int): Of them, those that have a lifetime value.
        expected_alive (float): Sum of P(alive).
        customer_equity (LoopEstimate): An estimate with its interval.
        top_customers (int): A tenth of the customers with a value, rounded up: the most valuable.
        top_share (float | None): Their share of the customer equity; null where that is 0.
    """

    model_id: UUID
    model: str
    calibration_end: datetime.date
    published_at: datetime.datetime
    customers: int
    customers_with_value: int
    expected_alive: float
    customer_equity: LoopEstimate
    top_customers: int
    top_share: float | None
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        model_id = str(self.model_id)

        model = self.model

        calibration_end = self.calibration_end.isoformat()

        published_at = self.published_at.isoformat()

        customers = self.customers

        customers_with_value = self.customers_with_value

        expected_alive = self.expected_alive

        customer_equity = self.customer_equity.to_dict()

        top_customers = self.top_customers

        top_share: float | None
        top_share = self.top_share

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "model_id": model_id,
                "model": model,
                "calibration_end": calibration_end,
                "published_at": published_at,
                "customers": customers,
                "customers_with_value": customers_with_value,
                "expected_alive": expected_alive,
                "customer_equity": customer_equity,
                "top_customers": top_customers,
                "top_share": top_share,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        from ..models.loop_estimate import LoopEstimate

        d = dict(src_dict)
        model_id = UUID(d.pop("model_id"))

        model = d.pop("model")

        calibration_end = datetime.date.fromisoformat(d.pop("calibration_end"))

        published_at = datetime.datetime.fromisoformat(d.pop("published_at"))

        customers = d.pop("customers")

        customers_with_value = d.pop("customers_with_value")

        expected_alive = d.pop("expected_alive")

        customer_equity = LoopEstimate.from_dict(d.pop("customer_equity"))

        top_customers = d.pop("top_customers")

        def _parse_top_share(data: object) -> float | None:
            if data is None:
                return data
            return cast(float | None, data)

        top_share = _parse_top_share(d.pop("top_share"))

        value_step = cls(
            model_id=model_id,
            model=model,
            calibration_end=calibration_end,
            published_at=published_at,
            customers=customers,
            customers_with_value=customers_with_value,
            expected_alive=expected_alive,
            customer_equity=customer_equity,
            top_customers=top_customers,
            top_share=top_share,
        )

        value_step.additional_properties = d
        return value_step

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
