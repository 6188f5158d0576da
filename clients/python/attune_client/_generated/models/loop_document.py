from __future__ import annotations

import datetime
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Self, TypeVar

from attrs import define as _attrs_define
from attrs import field as _attrs_field

if TYPE_CHECKING:
    from ..models.goal_document import GoalDocument
    from ..models.loop_document_missing import LoopDocumentMissing
    from ..models.loop_steps import LoopSteps
    from ..models.loop_truth import LoopTruth


T = TypeVar("T", bound="LoopDocument")


@_attrs_define
class LoopDocument:
    """The state of the whole loop, of one state of the database.

    `as_of` bounds behaviour, touchpoints and spend; models, reports, analyses and recommendations are those published
    now, and
    refunds those known now.

        Example:
            {'as_of': '2026-11-01T00:00:00Z', 'currency': 'USD', 'goals': [], 'missing': {'budget': 'no_recommendation'},
                'steps': {'communicate': {'channels': [{'by_kind': {'click': 300, 'sent': 1800}, 'campaigns': 4, 'channel':
                'email', 'spend': '600.0000', 'touchpoints': 2100}], 'customers_reached': 110, 'holdouts': [], 'reach': 0.9167,
                'spend': '600.0000', 'touchpoints': 2100, 'warnings': []}, 'identify': {'active_customers': 40, 'anonymous': 20,
                'average_order_value': '30.0000', 'customers': 120, 'erased': 0, 'new_customers': 12, 'orders': 150,
                'purchasers': 90, 'purchases': 148, 'repeat_customers': 27, 'repeat_rate': 0.3, 'revenue': '4440.0000',
                'warnings': []}, 'return': {'lifts': [], 'report': {'blended': {'cpa': 4.0541, 'roas': 7.4}, 'conversions': 148,
                'credit': [{'channel': 'email', 'conversions': 100.0, 'conversions_high': 119.7, 'conversions_low': 80.5,
                'model': 'linear', 'roas': {'estimate': 5.0, 'high': 6.0833, 'low': 3.9167}, 'value': '3000.0000', 'value_high':
                3650.0, 'value_low': 2350.0}], 'level': 0.95, 'method': 'poisson_bootstrap', 'published_at':
                '2026-11-01T00:00:00Z', 'report_id': '0199d1c2-7c1e-7b2a-9f53-0c2d6f1f6c21', 'spend': '600.0000',
                'spend_by_channel': {'email': '600.0000'}, 'stale': False, 'unattributed_conversions': 48, 'unattributed_value':
                '1440.0000', 'value': '4440.0000', 'value_now': '4440.0000', 'warnings': [], 'window_until':
                '2026-11-01T00:00:00Z'}}, 'value': {'calibration_end': '2026-10-31', 'customer_equity': {'estimate': 5200.0,
                'high': 6600.0, 'level': 0.95, 'low': 4100.0, 'method': 'delta method, standard errors added up'}, 'customers':
                90, 'customers_with_value': 90, 'expected_alive': 61.3, 'model': 'bg_nbd', 'model_id':
                '0199d1c2-7c1e-7b2a-9f53-0c2d6f1f6c20', 'published_at': '2026-11-01T00:00:00Z', 'top_customers': 9, 'top_share':
                0.41}}, 'truth': {'credit_agrees': True, 'credited': {'linear': '3000.0000'}, 'orders': '4440.0000', 'profiles':
                '4440.0000', 'profiles_agree': True, 'reconciled': True, 'report_agrees': True, 'report_orders': '4440.0000',
                'report_value': '4440.0000', 'unattributed': '1440.0000'}}

        Attributes:
            as_of (datetime.datetime):
            currency (str):
            steps (LoopSteps): The five steps of integrated marketing communications; one is null where its input is
                missing.
            missing (LoopDocumentMissing): Step → why it is null: `no_customers`, `no_model`, `no_communication`,
                `no_report`, `no_recommendation`.
            goals (list[GoalDocument]): Every open one, the latest first.
            truth (LoopTruth): The sums that must be one, side by side; what cannot be compared is null.
    """

    as_of: datetime.datetime
    currency: str
    steps: LoopSteps
    missing: LoopDocumentMissing
    goals: list[GoalDocument]
    truth: LoopTruth
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        as_of = self.as_of.isoformat()

        currency = self.currency

        steps = self.steps.to_dict()

        missing = self.missing.to_dict()

        goals = []
        for goals_item_data in self.goals:
            goals_item = goals_item_data.to_dict()
            goals.append(goals_item)

        truth = self.truth.to_dict()

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "as_of": as_of,
                "currency": currency,
                "steps": steps,
                "missing": missing,
                "goals": goals,
                "truth": truth,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        from ..models.goal_document import GoalDocument
        from ..models.loop_document_missing import LoopDocumentMissing
        from ..models.loop_steps import LoopSteps
        from ..models.loop_truth import LoopTruth

        d = dict(src_dict)
        as_of = datetime.datetime.fromisoformat(d.pop("as_of"))

        currency = d.pop("currency")

        steps = LoopSteps.from_dict(d.pop("steps"))

        missing = LoopDocumentMissing.from_dict(d.pop("missing"))

        goals = []
        _goals = d.pop("goals")
        for goals_item_data in _goals:
            goals_item = GoalDocument.from_dict(goals_item_data)

            goals.append(goals_item)

        truth = LoopTruth.from_dict(d.pop("truth"))

        loop_document = cls(
            as_of=as_of,
            currency=currency,
            steps=steps,
            missing=missing,
            goals=goals,
            truth=truth,
        )

        loop_document.additional_properties = d
        return loop_document

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
