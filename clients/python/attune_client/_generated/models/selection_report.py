from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Self, TypeVar, cast

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..models.promotion_policy import PromotionPolicy

if TYPE_CHECKING:
    from ..models.gate_report import GateReport
    from ..models.origin_report import OriginReport
    from ..models.overall_score import OverallScore
    from ..models.recalibration_report import RecalibrationReport


T = TypeVar("T", bound="SelectionReport")


@_attrs_define
class SelectionReport:
    """How the model was chosen.

    Example:
        {'best': 'bg_nbd', 'candidates': ['bg_nbd'], 'forecasts': [{'actual': 1882, 'bias': -0.1417,
            'calibration_error': 0.1634, 'forecast': 'bg_nbd', 'gini': 0.6609, 'log_score': -0.6038, 'mean_absolute_error':
            0.3303, 'predicted': 1653.4, 'root_mean_square_error': 0.7412, 'tenths': [{'actual': 0.03, 'customers': 707.1,
            'predicted': 0.02}]}], 'gate': {'gains': [{'naive': 'own_rate', 'root_mean_square_error': -0.11}, {'log_score':
            0.31, 'log_score_error': 0.02, 'naive': 'segment_mean', 'root_mean_square_error': -0.24}], 'passed': True,
            'reasons': []}, 'origins': [{'actual': 782, 'calibration_end': '1997-09-30', 'customers': 2357, 'forecasts':
            [{'actual': 1882, 'bias': -0.1417, 'calibration_error': 0.1634, 'forecast': 'bg_nbd', 'gini': 0.6609,
            'log_score': -0.6038, 'mean_absolute_error': 0.3303, 'predicted': 1653.4, 'root_mean_square_error': 0.7412}],
            'horizon': 13, 'not_fitted': [], 'observation_end': '1997-12-30'}], 'promote': 'if_better', 'recalibration':
            {'applied': False, 'checks': [{'after': -0.01, 'before': -0.12, 'factor': 1.13}], 'factor': {'estimate': 1.138,
            'high': 1.27, 'log_variance': 0.003, 'low': 1.02}, 'helps': True, 'level': 0.95}, 'to_be_promoted': True}

    Attributes:
        candidates (list[str]):
        best (None | str): By log score; null where none was fitted at every origin.
        promote (PromotionPolicy): Whether a run is promoted when it is made.
        to_be_promoted (bool):
        gate (GateReport): Whether the best candidate beats every naive forecast on both scores, over at least three
            origins.
        forecasts (list[OverallScore]): Of candidates and naive forecasts, over all origins.
        origins (list[OriginReport]):
        recalibration (None | RecalibrationReport): Null where there was nothing to learn from.
    """

    candidates: list[str]
    best: None | str
    promote: PromotionPolicy
    to_be_promoted: bool
    gate: GateReport
    forecasts: list[OverallScore]
    origins: list[OriginReport]
    recalibration: None | RecalibrationReport
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        from ..models.recalibration_report import RecalibrationReport

        candidates = self.candidates

        best: None | str
        best = self.best

        promote = self.promote.value

        to_be_promoted = self.to_be_promoted

        gate = self.gate.to_dict()

        forecasts = []
        for forecasts_item_data in self.forecasts:
            forecasts_item = forecasts_item_data.to_dict()
            forecasts.append(forecasts_item)

        origins = []
        for origins_item_data in self.origins:
            origins_item = origins_item_data.to_dict()
            origins.append(origins_item)

        recalibration: dict[str, Any] | None
        if isinstance(self.recalibration, RecalibrationReport):
            recalibration = self.recalibration.to_dict()
        else:
            recalibration = self.recalibration

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "candidates": candidates,
                "best": best,
                "promote": promote,
                "to_be_promoted": to_be_promoted,
                "gate": gate,
                "forecasts": forecasts,
                "origins": origins,
                "recalibration": recalibration,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        from ..models.gate_report import GateReport
        from ..models.origin_report import OriginReport
        from ..models.overall_score import OverallScore
        from ..models.recalibration_report import RecalibrationReport

        d = dict(src_dict)
        candidates = cast(list[str], d.pop("candidates"))

        def _parse_best(data: object) -> None | str:
            if data is None:
                return data
            return cast(None | str, data)

        best = _parse_best(d.pop("best"))

        promote = PromotionPolicy(d.pop("promote"))

        to_be_promoted = d.pop("to_be_promoted")

        gate = GateReport.from_dict(d.pop("gate"))

        forecasts = []
        _forecasts = d.pop("forecasts")
        for forecasts_item_data in _forecasts:
            forecasts_item = OverallScore.from_dict(forecasts_item_data)

            forecasts.append(forecasts_item)

        origins = []
        _origins = d.pop("origins")
        for origins_item_data in _origins:
            origins_item = OriginReport.from_dict(origins_item_data)

            origins.append(origins_item)

        def _parse_recalibration(data: object) -> None | RecalibrationReport:
            if data is None:
                return data
            try:
                if not isinstance(data, dict):
                    raise TypeError()
                recalibration_type_0 = RecalibrationReport.from_dict(data)

                return recalibration_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(None | RecalibrationReport, data)

        recalibration = _parse_recalibration(d.pop("recalibration"))

        selection_report = cls(
            candidates=candidates,
            best=best,
            promote=promote,
            to_be_promoted=to_be_promoted,
            gate=gate,
            forecasts=forecasts,
            origins=origins,
            recalibration=recalibration,
        )

        selection_report.additional_properties = d
        return selection_report

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
