from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Self, TypeVar, cast
from uuid import UUID

from attrs import define as _attrs_define
from attrs import field as _attrs_field

if TYPE_CHECKING:
    from ..models.channel_bounds_document import ChannelBoundsDocument


T = TypeVar("T", bound="BudgetRequestDocument")


@_attrs_define
class BudgetRequestDocument:
    """What a plan was asked for, with every default made explicit.

    Attributes:
        budget (str):
        channels (list[ChannelBoundsDocument] | None):
        horizon_weeks (int):
        report (UUID):
        model (str):
        curve (str):
        level (float):
    """

    budget: str
    channels: list[ChannelBoundsDocument] | None
    horizon_weeks: int
    report: UUID
    model: str
    curve: str
    level: float
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        budget = self.budget

        channels: list[dict[str, Any]] | None
        if isinstance(self.channels, list):
            channels = []
            for channels_type_0_item_data in self.channels:
                channels_type_0_item = channels_type_0_item_data.to_dict()
                channels.append(channels_type_0_item)

        else:
            channels = self.channels

        horizon_weeks = self.horizon_weeks

        report = str(self.report)

        model = self.model

        curve = self.curve

        level = self.level

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "budget": budget,
                "channels": channels,
                "horizon_weeks": horizon_weeks,
                "report": report,
                "model": model,
                "curve": curve,
                "level": level,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        from ..models.channel_bounds_document import ChannelBoundsDocument

        d = dict(src_dict)
        budget = d.pop("budget")

        def _parse_channels(data: object) -> list[ChannelBoundsDocument] | None:
            if data is None:
                return data
            try:
                if not isinstance(data, list):
                    raise TypeError()
                channels_type_0 = []
                _channels_type_0 = data
                for channels_type_0_item_data in _channels_type_0:
                    channels_type_0_item = ChannelBoundsDocument.from_dict(
                        channels_type_0_item_data
                    )

                    channels_type_0.append(channels_type_0_item)

                return channels_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(list[ChannelBoundsDocument] | None, data)

        channels = _parse_channels(d.pop("channels"))

        horizon_weeks = d.pop("horizon_weeks")

        report = UUID(d.pop("report"))

        model = d.pop("model")

        curve = d.pop("curve")

        level = d.pop("level")

        budget_request_document = cls(
            budget=budget,
            channels=channels,
            horizon_weeks=horizon_weeks,
            report=report,
            model=model,
            curve=curve,
            level=level,
        )

        budget_request_document.additional_properties = d
        return budget_request_document

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
