from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Self, TypeVar, cast

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..types import UNSET, Unset

if TYPE_CHECKING:
    from ..models.computed_channel import ComputedChannel
    from ..models.computed_totals import ComputedTotals
    from ..models.unattributed import Unattributed
    from ..models.uncertainty import Uncertainty


T = TypeVar("T", bound="ComputeAnswer")


@_attrs_define
class ComputeAnswer:
    """Credit by channel and model; each model that shares credit out adds up to `totals` less `unattributed`.

    Example:
        {'channels': [{'channel': 'google_ads', 'conversions': {'first_touch': 3, 'last_touch': 2, 'linear': 2.5,
            'markov': 2.4}, 'removal_effect': 0.75, 'value': {'first_touch': 140, 'last_touch': 90, 'linear': 115, 'markov':
            105.2381}}, {'channel': 'mailing', 'conversions': {'first_touch': 1, 'last_touch': 2, 'linear': 1.5, 'markov':
            1.6}, 'removal_effect': 0.5, 'value': {'first_touch': 30, 'last_touch': 80, 'linear': 55, 'markov': 64.7619}}],
            'totals': {'conversions': 4, 'nulls': 1, 'value': 170.0}, 'unattributed': {'conversions': 0, 'value': 0}}

    Attributes:
        totals (ComputedTotals): What there was to share out.
        unattributed (Unattributed): Of the rows without a touch.
        channels (list[ComputedChannel]): By name.
        uncertainty (None | Uncertainty | Unset): Where intervals were asked for.
    """

    totals: ComputedTotals
    unattributed: Unattributed
    channels: list[ComputedChannel]
    uncertainty: None | Uncertainty | Unset = UNSET
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        from ..models.uncertainty import Uncertainty

        totals = self.totals.to_dict()

        unattributed = self.unattributed.to_dict()

        channels = []
        for channels_item_data in self.channels:
            channels_item = channels_item_data.to_dict()
            channels.append(channels_item)

        uncertainty: dict[str, Any] | None | Unset
        if isinstance(self.uncertainty, Unset):
            uncertainty = UNSET
        elif isinstance(self.uncertainty, Uncertainty):
            uncertainty = self.uncertainty.to_dict()
        else:
            uncertainty = self.uncertainty

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "totals": totals,
                "unattributed": unattributed,
                "channels": channels,
            }
        )
        if uncertainty is not UNSET:
            field_dict["uncertainty"] = uncertainty

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        from ..models.computed_channel import ComputedChannel
        from ..models.computed_totals import ComputedTotals
        from ..models.unattributed import Unattributed
        from ..models.uncertainty import Uncertainty

        d = dict(src_dict)
        totals = ComputedTotals.from_dict(d.pop("totals"))

        unattributed = Unattributed.from_dict(d.pop("unattributed"))

        channels = []
        _channels = d.pop("channels")
        for channels_item_data in _channels:
            channels_item = ComputedChannel.from_dict(channels_item_data)

            channels.append(channels_item)

        def _parse_uncertainty(data: object) -> None | Uncertainty | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            try:
                if not isinstance(data, dict):
                    raise TypeError()
                uncertainty_type_0 = Uncertainty.from_dict(data)

                return uncertainty_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(None | Uncertainty | Unset, data)

        uncertainty = _parse_uncertainty(d.pop("uncertainty", UNSET))

        compute_answer = cls(
            totals=totals,
            unattributed=unattributed,
            channels=channels,
            uncertainty=uncertainty,
        )

        compute_answer.additional_properties = d
        return compute_answer

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
