from __future__ import annotations

import datetime
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Self, TypeVar, cast
from uuid import UUID

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..models.experiment_document_metric import ExperimentDocumentMetric
from ..models.experiment_document_state import ExperimentDocumentState

if TYPE_CHECKING:
    from ..models.variation_document import VariationDocument


T = TypeVar("T", bound="ExperimentDocument")


@_attrs_define
class ExperimentDocument:
    """An experiment.

    Example:
        {'campaign': 'spring-offer', 'channel': 'email', 'control': 'none', 'control_without_channel': False,
            'coverage': 1.0, 'created_at': '2026-02-20T12:00:00Z', 'decision': 'offer', 'hypothesis': 'Customers who get the
            offer spend more within the next weeks.', 'id': '0198c5a0-7c1e-7000-8000-000000000020', 'key': 'spring-offer',
            'metric': 'revenue', 'name': 'An offer by e-mail in spring', 'seed': 'spring-offer', 'started_at':
            '2026-03-01T00:00:00Z', 'state': 'stopped', 'stopped_at': '2026-05-01T00:00:00Z', 'variations': [{'key': 'none',
            'weight': 0.5}, {'key': 'offer', 'weight': 0.5}]}

    Attributes:
        id (UUID):
        key (str):
        name (str):
        hypothesis (str):
        variations (list[VariationDocument]):
        control (str):
        metric (ExperimentDocumentMetric):
        seed (str):
        coverage (float):
        channel (None | str):
        campaign (None | str):
        control_without_channel (bool): The control receives nothing through `channel`, so that the difference is what
            the channel brought: only then, and with coverage 1, budgets are calibrated by it.
        state (ExperimentDocumentState):
        started_at (datetime.datetime | None):
        stopped_at (datetime.datetime | None):
        decision (None | str): Key of the variation that was decided for when it was stopped.
        created_at (datetime.datetime):
    """

    id: UUID
    key: str
    name: str
    hypothesis: str
    variations: list[VariationDocument]
    control: str
    metric: ExperimentDocumentMetric
    seed: str
    coverage: float
    channel: None | str
    campaign: None | str
    control_without_channel: bool
    state: ExperimentDocumentState
    started_at: datetime.datetime | None
    stopped_at: datetime.datetime | None
    decision: None | str
    created_at: datetime.datetime
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        id = str(self.id)

        key = self.key

        name = self.name

        hypothesis = self.hypothesis

        variations = []
        for variations_item_data in self.variations:
            variations_item = variations_item_data.to_dict()
            variations.append(variations_item)

        control = self.control

        metric = self.metric.value

        seed = self.seed

        coverage = self.coverage

        channel: None | str
        channel = self.channel

        campaign: None | str
        campaign = self.campaign

        control_without_channel = self.control_without_channel

        state = self.state.value

        started_at: None | str
        if isinstance(self.started_at, datetime.datetime):
            started_at = self.started_at.isoformat()
        else:
            started_at = self.started_at

        stopped_at: None | str
        if isinstance(self.stopped_at, datetime.datetime):
            stopped_at = self.stopped_at.isoformat()
        else:
            stopped_at = self.stopped_at

        decision: None | str
        decision = self.decision

        created_at = self.created_at.isoformat()

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "id": id,
                "key": key,
                "name": name,
                "hypothesis": hypothesis,
                "variations": variations,
                "control": control,
                "metric": metric,
                "seed": seed,
                "coverage": coverage,
                "channel": channel,
                "campaign": campaign,
                "control_without_channel": control_without_channel,
                "state": state,
                "started_at": started_at,
                "stopped_at": stopped_at,
                "decision": decision,
                "created_at": created_at,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        from ..models.variation_document import VariationDocument

        d = dict(src_dict)
        id = UUID(d.pop("id"))

        key = d.pop("key")

        name = d.pop("name")

        hypothesis = d.pop("hypothesis")

        variations = []
        _variations = d.pop("variations")
        for variations_item_data in _variations:
            variations_item = VariationDocument.from_dict(variations_item_data)

            variations.append(variations_item)

        control = d.pop("control")

        metric = ExperimentDocumentMetric(d.pop("metric"))

        seed = d.pop("seed")

        coverage = d.pop("coverage")

        def _parse_channel(data: object) -> None | str:
            if data is None:
                return data
            return cast(None | str, data)

        channel = _parse_channel(d.pop("channel"))

        def _parse_campaign(data: object) -> None | str:
            if data is None:
                return data
            return cast(None | str, data)

        campaign = _parse_campaign(d.pop("campaign"))

        control_without_channel = d.pop("control_without_channel")

        state = ExperimentDocumentState(d.pop("state"))

        def _parse_started_at(data: object) -> datetime.datetime | None:
            if data is None:
                return data
            try:
                if not isinstance(data, str):
                    raise TypeError()
                started_at_type_0 = datetime.datetime.fromisoformat(data)

                return started_at_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(datetime.datetime | None, data)

        started_at = _parse_started_at(d.pop("started_at"))

        def _parse_stopped_at(data: object) -> datetime.datetime | None:
            if data is None:
                return data
            try:
                if not isinstance(data, str):
                    raise TypeError()
                stopped_at_type_0 = datetime.datetime.fromisoformat(data)

                return stopped_at_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(datetime.datetime | None, data)

        stopped_at = _parse_stopped_at(d.pop("stopped_at"))

        def _parse_decision(data: object) -> None | str:
            if data is None:
                return data
            return cast(None | str, data)

        decision = _parse_decision(d.pop("decision"))

        created_at = datetime.datetime.fromisoformat(d.pop("created_at"))

        experiment_document = cls(
            id=id,
            key=key,
            name=name,
            hypothesis=hypothesis,
            variations=variations,
            control=control,
            metric=metric,
            seed=seed,
            coverage=coverage,
            channel=channel,
            campaign=campaign,
            control_without_channel=control_without_channel,
            state=state,
            started_at=started_at,
            stopped_at=stopped_at,
            decision=decision,
            created_at=created_at,
        )

        experiment_document.additional_properties = d
        return experiment_document

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
