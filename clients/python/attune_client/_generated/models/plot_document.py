from __future__ import annotations

import datetime
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Self, TypeVar, cast
from uuid import UUID

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..models.plot_document_time_unit import PlotDocumentTimeUnit

if TYPE_CHECKING:
    from ..models.alive_surface import AliveSurface
    from ..models.concentration import Concentration
    from ..models.conditional_point import ConditionalPoint
    from ..models.frequency_bar import FrequencyBar
    from ..models.holdout_deciles import HoldoutDeciles
    from ..models.plot_document_methods import PlotDocumentMethods
    from ..models.tracking_bin import TrackingBin


T = TypeVar("T", bound="PlotDocument")


@_attrs_define
class PlotDocument:
    """All that is drawn of a run, from the orders as they are now: what came late, or was refunded since, is in it.

    Example:
        {'alive': {'T': 38.86, 'frequency': [0, 1], 'probability': [[1.0, None], [None, 0.82]], 'recency': [0.0,
            38.86]}, 'calibration_end': '1997-09-30', 'concentration': {'curve': [{'customers': 0.1, 'value': 0.55}],
            'customers': 2357, 'gini': 0.72, 'total': 70270.0}, 'conditional_expectations': [{'actual': 0.2367, 'customers':
            1411, 'expected': {'estimate': 0.2251, 'high': 0.246, 'low': 0.206}, 'frequency': 0, 'or_more': False}],
            'frequencies': [{'actual': 1411, 'expected': {'estimate': 1417.4, 'high': 1463.9, 'low': 1371.0}, 'frequency':
            0, 'or_more': False}], 'holdout': {'gini': 0.71, 'tenths': [{'actual': 0.11, 'customers': 235.7, 'predicted':
            0.1}]}, 'level': 0.95, 'methods': {'conditional_expectations': 'delta method on the covariance at the maximum of
            the likelihood (Laplace): of the parameters alone', 'frequencies': 'normal interval of the number of customers:
            of their chance alone, at the parameters as they were fitted', 'tracking': 'delta method on the covariance at
            the maximum of the likelihood (Laplace): of the parameters alone'}, 'model': 'bg_nbd', 'model_id':
            '0198c5a0-7c1e-7000-8000-000000000001', 'observation_end': '1998-06-30', 'time_unit': 'week', 'tracking':
            [{'actual': 73, 'cumulative_actual': 1359, 'cumulative_expected': {'estimate': 1312.5, 'high': 1379.2, 'low':
            1249.0}, 'ends_on': '1997-05-20', 'expected': {'estimate': 76.87, 'high': 80.8, 'low': 73.1}}]}

    Attributes:
        model_id (UUID):
        model (str):
        calibration_end (datetime.date):
        observation_end (datetime.date):
        time_unit (PlotDocumentTimeUnit): Of times: the run's unit, or its opportunity.
        level (float):
        tracking (list[TrackingBin]): Of the customers who came by the end of the calibration: weeks from the first
            purchase of all, or opportunities; several of them in a bin where there would be more than 260.
        frequencies (list[FrequencyBar]): From 0 to 7 or more.
        conditional_expectations (list[ConditionalPoint] | None): Likewise; null without a holdout.
        alive (AliveSurface | None): At most 30 frequencies and recencies; null where nobody bought.
        holdout (HoldoutDeciles | None): Null without a holdout.
        concentration (Concentration | None): Null unless the run's values are the published ones.
        methods (PlotDocumentMethods): Of the intervals.
    """

    model_id: UUID
    model: str
    calibration_end: datetime.date
    observation_end: datetime.date
    time_unit: PlotDocumentTimeUnit
    level: float
    tracking: list[TrackingBin]
    frequencies: list[FrequencyBar]
    conditional_expectations: list[ConditionalPoint] | None
    alive: AliveSurface | None
    holdout: HoldoutDeciles | None
    concentration: Concentration | None
    methods: PlotDocumentMethods
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        from ..models.alive_surface import AliveSurface
        from ..models.concentration import Concentration
        from ..models.holdout_deciles import HoldoutDeciles

        model_id = str(self.model_id)

        model = self.model

        calibration_end = self.calibration_end.isoformat()

        observation_end = self.observation_end.isoformat()

        time_unit = self.time_unit.value

        level = self.level

        tracking = []
        for tracking_item_data in self.tracking:
            tracking_item = tracking_item_data.to_dict()
            tracking.append(tracking_item)

        frequencies = []
        for frequencies_item_data in self.frequencies:
            frequencies_item = frequencies_item_data.to_dict()
            frequencies.append(frequencies_item)

        conditional_expectations: list[dict[str, Any]] | None
        if isinstance(self.conditional_expectations, list):
            conditional_expectations = []
            for (
                conditional_expectations_type_0_item_data
            ) in self.conditional_expectations:
                conditional_expectations_type_0_item = (
                    conditional_expectations_type_0_item_data.to_dict()
                )
                conditional_expectations.append(conditional_expectations_type_0_item)

        else:
            conditional_expectations = self.conditional_expectations

        alive: dict[str, Any] | None
        if isinstance(self.alive, AliveSurface):
            alive = self.alive.to_dict()
        else:
            alive = self.alive

        holdout: dict[str, Any] | None
        if isinstance(self.holdout, HoldoutDeciles):
            holdout = self.holdout.to_dict()
        else:
            holdout = self.holdout

        concentration: dict[str, Any] | None
        if isinstance(self.concentration, Concentration):
            concentration = self.concentration.to_dict()
        else:
            concentration = self.concentration

        methods = self.methods.to_dict()

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "model_id": model_id,
                "model": model,
                "calibration_end": calibration_end,
                "observation_end": observation_end,
                "time_unit": time_unit,
                "level": level,
                "tracking": tracking,
                "frequencies": frequencies,
                "conditional_expectations": conditional_expectations,
                "alive": alive,
                "holdout": holdout,
                "concentration": concentration,
                "methods": methods,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        from ..models.alive_surface import AliveSurface
        from ..models.concentration import Concentration
        from ..models.conditional_point import ConditionalPoint
        from ..models.frequency_bar import FrequencyBar
        from ..models.holdout_deciles import HoldoutDeciles
        from ..models.plot_document_methods import PlotDocumentMethods
        from ..models.tracking_bin import TrackingBin

        d = dict(src_dict)
        model_id = UUID(d.pop("model_id"))

        model = d.pop("model")

        calibration_end = datetime.date.fromisoformat(d.pop("calibration_end"))

        observation_end = datetime.date.fromisoformat(d.pop("observation_end"))

        time_unit = PlotDocumentTimeUnit(d.pop("time_unit"))

        level = d.pop("level")

        tracking = []
        _tracking = d.pop("tracking")
        for tracking_item_data in _tracking:
            tracking_item = TrackingBin.from_dict(tracking_item_data)

            tracking.append(tracking_item)

        frequencies = []
        _frequencies = d.pop("frequencies")
        for frequencies_item_data in _frequencies:
            frequencies_item = FrequencyBar.from_dict(frequencies_item_data)

            frequencies.append(frequencies_item)

        def _parse_conditional_expectations(
            data: object,
        ) -> list[ConditionalPoint] | None:
            if data is None:
                return data
            try:
                if not isinstance(data, list):
                    raise TypeError()
                conditional_expectations_type_0 = []
                _conditional_expectations_type_0 = data
                for (
                    conditional_expectations_type_0_item_data
                ) in _conditional_expectations_type_0:
                    conditional_expectations_type_0_item = ConditionalPoint.from_dict(
                        conditional_expectations_type_0_item_data
                    )

                    conditional_expectations_type_0.append(
                        conditional_expectations_type_0_item
                    )

                return conditional_expectations_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(list[ConditionalPoint] | None, data)

        conditional_expectations = _parse_conditional_expectations(
            d.pop("conditional_expectations")
        )

        def _parse_alive(data: object) -> AliveSurface | None:
            if data is None:
                return data
            try:
                if not isinstance(data, dict):
                    raise TypeError()
                alive_type_0 = AliveSurface.from_dict(data)

                return alive_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(AliveSurface | None, data)

        alive = _parse_alive(d.pop("alive"))

        def _parse_holdout(data: object) -> HoldoutDeciles | None:
            if data is None:
                return data
            try:
                if not isinstance(data, dict):
                    raise TypeError()
                holdout_type_0 = HoldoutDeciles.from_dict(data)

                return holdout_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(HoldoutDeciles | None, data)

        holdout = _parse_holdout(d.pop("holdout"))

        def _parse_concentration(data: object) -> Concentration | None:
            if data is None:
                return data
            try:
                if not isinstance(data, dict):
                    raise TypeError()
                concentration_type_0 = Concentration.from_dict(data)

                return concentration_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(Concentration | None, data)

        concentration = _parse_concentration(d.pop("concentration"))

        methods = PlotDocumentMethods.from_dict(d.pop("methods"))

        plot_document = cls(
            model_id=model_id,
            model=model,
            calibration_end=calibration_end,
            observation_end=observation_end,
            time_unit=time_unit,
            level=level,
            tracking=tracking,
            frequencies=frequencies,
            conditional_expectations=conditional_expectations,
            alive=alive,
            holdout=holdout,
            concentration=concentration,
            methods=methods,
        )

        plot_document.additional_properties = d
        return plot_document

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
