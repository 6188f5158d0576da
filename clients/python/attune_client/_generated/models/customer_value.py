from __future__ import annotations

import datetime
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Self, TypeVar
from uuid import UUID

from attrs import define as _attrs_define
from attrs import field as _attrs_field

if TYPE_CHECKING:
    from ..models.estimate import Estimate


T = TypeVar("T", bound="CustomerValue")


@_attrs_define
class CustomerValue:
    """What the model that is published now says that the customer is worth.

    Attributes:
        model_id (UUID):
        model (str):
        calibration_end (datetime.date): The last day of what the model was fitted on.
        valued_on (datetime.date): The value is as of the end of that day.
        probability_alive (Estimate): An estimate with its 95 % interval (delta method on the fit's Laplace covariance).
        expected_purchases (Estimate): An estimate with its 95 % interval (delta method on the fit's Laplace
            covariance).
        expected_spend (Estimate): An estimate with its 95 % interval (delta method on the fit's Laplace covariance).
        clv (Estimate): An estimate with its 95 % interval (delta method on the fit's Laplace covariance).
    """

    model_id: UUID
    model: str
    calibration_end: datetime.date
    valued_on: datetime.date
    probability_alive: Estimate
    expected_purchases: Estimate
    expected_spend: Estimate
    clv: Estimate
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        model_id = str(self.model_id)

        model = self.model

        calibration_end = self.calibration_end.isoformat()

        valued_on = self.valued_on.isoformat()

        probability_alive = self.probability_alive.to_dict()

        expected_purchases = self.expected_purchases.to_dict()

        expected_spend = self.expected_spend.to_dict()

        clv = self.clv.to_dict()

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "model_id": model_id,
                "model": model,
                "calibration_end": calibration_end,
                "valued_on": valued_on,
                "probability_alive": probability_alive,
                "expected_purchases": expected_purchases,
                "expected_spend": expected_spend,
                "clv": clv,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        from ..models.estimate import Estimate

        d = dict(src_dict)
        model_id = UUID(d.pop("model_id"))

        model = d.pop("model")

        calibration_end = datetime.date.fromisoformat(d.pop("calibration_end"))

        valued_on = datetime.date.fromisoformat(d.pop("valued_on"))

        probability_alive = Estimate.from_dict(d.pop("probability_alive"))

        expected_purchases = Estimate.from_dict(d.pop("expected_purchases"))

        expected_spend = Estimate.from_dict(d.pop("expected_spend"))

        clv = Estimate.from_dict(d.pop("clv"))

        customer_value = cls(
            model_id=model_id,
            model=model,
            calibration_end=calibration_end,
            valued_on=valued_on,
            probability_alive=probability_alive,
            expected_purchases=expected_purchases,
            expected_spend=expected_spend,
            clv=clv,
        )

        customer_value.additional_properties = d
        return customer_value

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
