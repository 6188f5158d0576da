from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Self, TypeVar, cast

from attrs import define as _attrs_define
from attrs import field as _attrs_field

if TYPE_CHECKING:
    from ..models.loop_lift import LoopLift
    from ..models.loop_report import LoopReport


T = TypeVar("T", bound="ReturnStep")


@_attrs_define
class ReturnStep:
    """Step 4: what communication returned. Credit is shared out by rules and models; lifts are proven.

    Attributes:
        report (LoopReport | None): Null before a report is published.
        lifts (list[LoopLift]):
    """

    report: LoopReport | None
    lifts: list[LoopLift]
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        from ..models.loop_report import LoopReport

        report: dict[str, Any] | None
        if isinstance(self.report, LoopReport):
            report = self.report.to_dict()
        else:
            report = self.report

        lifts = []
        for lifts_item_data in self.lifts:
            lifts_item = lifts_item_data.to_dict()
            lifts.append(lifts_item)

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "report": report,
                "lifts": lifts,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        from ..models.loop_lift import LoopLift
        from ..models.loop_report import LoopReport

        d = dict(src_dict)

        def _parse_report(data: object) -> LoopReport | None:
            if data is None:
                return data
            try:
                if not isinstance(data, dict):
                    raise TypeError()
                report_type_0 = LoopReport.from_dict(data)

                return report_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(LoopReport | None, data)

        report = _parse_report(d.pop("report"))

        lifts = []
        _lifts = d.pop("lifts")
        for lifts_item_data in _lifts:
            lifts_item = LoopLift.from_dict(lifts_item_data)

            lifts.append(lifts_item)

        return_step = cls(
            report=report,
            lifts=lifts,
        )

        return_step.additional_properties = d
        return return_step

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
