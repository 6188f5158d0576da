from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Self, TypeVar, cast

from attrs import define as _attrs_define
from attrs import field as _attrs_field

if TYPE_CHECKING:
    from ..models.mean_spend import MeanSpend
    from ..models.segment_report_own_share import SegmentReportOwnShare
    from ..models.segment_report_parameters import SegmentReportParameters
    from ..models.segment_report_standard_errors import SegmentReportStandardErrors


T = TypeVar("T", bound="SegmentReport")


@_attrs_define
class SegmentReport:
    """The customers of a channel, of a segment, or of both.

    Attributes:
        channel (None | str): That acquired them; null where it does not tell them apart.
        segment (None | str): What the trait is of them; null where it does not tell them apart.
        customers (int): How many, five or more: fewer of a channel, a segment or both are not told apart.
        purchases (int): Repeat purchases of theirs.
        parameters (SegmentReportParameters): Of the run's fitted model.
        parameter_order (list[str]): Of the covariance's rows and columns.
        standard_errors (SegmentReportStandardErrors):
        covariance (list[list[float]]):
        own_share (SegmentReportOwnShare): How much of what is known of a parameter these customers have told: 0
            nothing, 1 all. The rest is what all customers have told, or, of a channel's customers of a segment, what the
            segment's have.
        spend_per_day (MeanSpend): Mean net spend of a purchase day.
        spend_own_share (float): Likewise of the mean spend.
    """

    channel: None | str
    segment: None | str
    customers: int
    purchases: int
    parameters: SegmentReportParameters
    parameter_order: list[str]
    standard_errors: SegmentReportStandardErrors
    covariance: list[list[float]]
    own_share: SegmentReportOwnShare
    spend_per_day: MeanSpend
    spend_own_share: float
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        channel: None | str
        channel = self.channel

        segment: None | str
        segment = self.segment

        customers = self.customers

        purchases = self.purchases

        parameters = self.parameters.to_dict()

        parameter_order = self.parameter_order

        standard_errors = self.standard_errors.to_dict()

        covariance = []
        for covariance_item_data in self.covariance:
            covariance_item = covariance_item_data

            covariance.append(covariance_item)

        own_share = self.own_share.to_dict()

        spend_per_day = self.spend_per_day.to_dict()

        spend_own_share = self.spend_own_share

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "channel": channel,
                "segment": segment,
                "customers": customers,
                "purchases": purchases,
                "parameters": parameters,
                "parameter_order": parameter_order,
                "standard_errors": standard_errors,
                "covariance": covariance,
                "own_share": own_share,
                "spend_per_day": spend_per_day,
                "spend_own_share": spend_own_share,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        from ..models.mean_spend import MeanSpend
        from ..models.segment_report_own_share import SegmentReportOwnShare
        from ..models.segment_report_parameters import SegmentReportParameters
        from ..models.segment_report_standard_errors import SegmentReportStandardErrors

        d = dict(src_dict)

        def _parse_channel(data: object) -> None | str:
            if data is None:
                return data
            return cast(None | str, data)

        channel = _parse_channel(d.pop("channel"))

        def _parse_segment(data: object) -> None | str:
            if data is None:
                return data
            return cast(None | str, data)

        segment = _parse_segment(d.pop("segment"))

        customers = d.pop("customers")

        purchases = d.pop("purchases")

        parameters = SegmentReportParameters.from_dict(d.pop("parameters"))

        parameter_order = cast(list[str], d.pop("parameter_order"))

        standard_errors = SegmentReportStandardErrors.from_dict(
            d.pop("standard_errors")
        )

        covariance = []
        _covariance = d.pop("covariance")
        for covariance_item_data in _covariance:
            covariance_item = cast(list[float], covariance_item_data)

            covariance.append(covariance_item)

        own_share = SegmentReportOwnShare.from_dict(d.pop("own_share"))

        spend_per_day = MeanSpend.from_dict(d.pop("spend_per_day"))

        spend_own_share = d.pop("spend_own_share")

        segment_report = cls(
            channel=channel,
            segment=segment,
            customers=customers,
            purchases=purchases,
            parameters=parameters,
            parameter_order=parameter_order,
            standard_errors=standard_errors,
            covariance=covariance,
            own_share=own_share,
            spend_per_day=spend_per_day,
            spend_own_share=spend_own_share,
        )

        segment_report.additional_properties = d
        return segment_report

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
