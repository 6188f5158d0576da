from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Self, TypeVar, cast

from attrs import define as _attrs_define

from ..models.experiment_creation_metric import ExperimentCreationMetric
from ..types import UNSET, Unset

if TYPE_CHECKING:
    from ..models.new_variation import NewVariation


T = TypeVar("T", bound="ExperimentCreation")


@_attrs_define
class ExperimentCreation:
    """An experiment to be made: a draft. Nothing but its state changes afterwards.

    Example:
        {'campaign': 'spring-offer', 'channel': 'email', 'control': 'none', 'control_without_channel': False,
            'coverage': 1.0, 'hypothesis': 'Customers who get the offer spend more within the next weeks.', 'key': 'spring-
            offer', 'metric': 'revenue', 'name': 'An offer by e-mail in spring', 'variations': [{'key': 'none', 'weight':
            0.5}, {'key': 'offer', 'weight': 0.5}]}

    Attributes:
        key (str):
        variations (list[NewVariation]): In the order that the hash divides.
        control (str): Key of the variation that the others are compared with.
        name (str | Unset):  Default: ''.
        hypothesis (str | Unset):  Default: ''.
        metric (ExperimentCreationMetric | Unset): Per user, from the first exposure on: `revenue` net of refunds,
            `conversion` whether there was a purchase, `orders` how many, `margin` what was earned on them (refused where
            purchases have none). Default: ExperimentCreationMetric.REVENUE.
        seed (None | str | Unset): What the hash of the assignment begins with; the key by default.
        coverage (float | Unset): Share of all units that is assigned at all. Default: 1.0.
        channel (None | str | Unset): What it tests, where that is a channel's communication.
        campaign (None | str | Unset):
        control_without_channel (bool | Unset): The control receives nothing through `channel`, so that the difference
            is what the channel brought: only then, and with coverage 1, budgets are calibrated by it. Default: False.
    """

    key: str
    variations: list[NewVariation]
    control: str
    name: str | Unset = ""
    hypothesis: str | Unset = ""
    metric: ExperimentCreationMetric | Unset = ExperimentCreationMetric.REVENUE
    seed: None | str | Unset = UNSET
    coverage: float | Unset = 1.0
    channel: None | str | Unset = UNSET
    campaign: None | str | Unset = UNSET
    control_without_channel: bool | Unset = False

    def to_dict(self) -> dict[str, Any]:
        key = self.key

        variations = []
        for variations_item_data in self.variations:
            variations_item = variations_item_data.to_dict()
            variations.append(variations_item)

        control = self.control

        name = self.name

        hypothesis = self.hypothesis

        metric: str | Unset = UNSET
        if not isinstance(self.metric, Unset):
            metric = self.metric.value

        seed: None | str | Unset
        if isinstance(self.seed, Unset):
            seed = UNSET
        else:
            seed = self.seed

        coverage = self.coverage

        channel: None | str | Unset
        if isinstance(self.channel, Unset):
            channel = UNSET
        else:
            channel = self.channel

        campaign: None | str | Unset
        if isinstance(self.campaign, Unset):
            campaign = UNSET
        else:
            campaign = self.campaign

        control_without_channel = self.control_without_channel

        field_dict: dict[str, Any] = {}

        field_dict.update(
            {
                "key": key,
                "variations": variations,
                "control": control,
            }
        )
        if name is not UNSET:
            field_dict["name"] = name
        if hypothesis is not UNSET:
            field_dict["hypothesis"] = hypothesis
        if metric is not UNSET:
            field_dict["metric"] = metric
        if seed is not UNSET:
            field_dict["seed"] = seed
        if coverage is not UNSET:
            field_dict["coverage"] = coverage
        if channel is not UNSET:
            field_dict["channel"] = channel
        if campaign is not UNSET:
            field_dict["campaign"] = campaign
        if control_without_channel is not UNSET:
            field_dict["control_without_channel"] = control_without_channel

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        from ..models.new_variation import NewVariation

        d = dict(src_dict)
        key = d.pop("key")

        variations = []
        _variations = d.pop("variations")
        for variations_item_data in _variations:
            variations_item = NewVariation.from_dict(variations_item_data)

            variations.append(variations_item)

        control = d.pop("control")

        name = d.pop("name", UNSET)

        hypothesis = d.pop("hypothesis", UNSET)

        _metric = d.pop("metric", UNSET)
        metric: ExperimentCreationMetric | Unset
        if isinstance(_metric, Unset):
            metric = UNSET
        else:
            metric = ExperimentCreationMetric(_metric)

        def _parse_seed(data: object) -> None | str | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(None | str | Unset, data)

        seed = _parse_seed(d.pop("seed", UNSET))

        coverage = d.pop("coverage", UNSET)

        def _parse_channel(data: object) -> None | str | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(None | str | Unset, data)

        channel = _parse_channel(d.pop("channel", UNSET))

        def _parse_campaign(data: object) -> None | str | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(None | str | Unset, data)

        campaign = _parse_campaign(d.pop("campaign", UNSET))

        control_without_channel = d.pop("control_without_channel", UNSET)

        experiment_creation = cls(
            key=key,
            variations=variations,
            control=control,
            name=name,
            hypothesis=hypothesis,
            metric=metric,
            seed=seed,
            coverage=coverage,
            channel=channel,
            campaign=campaign,
            control_without_channel=control_without_channel,
        )

        return experiment_creation
