from __future__ import annotations

import datetime
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Self, TypeVar, cast
from uuid import UUID

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..models.model_state import ModelState

if TYPE_CHECKING:
    from ..models.backtest_report import BacktestReport
    from ..models.diagnostics import Diagnostics
    from ..models.model_fit import ModelFit
    from ..models.promotion_report import PromotionReport
    from ..models.run_request import RunRequest
    from ..models.segments_report import SegmentsReport
    from ..models.selection_report import SelectionReport
    from ..models.spend_fit import SpendFit


T = TypeVar("T", bound="ModelRecord")


@_attrs_define
class ModelRecord:
    """A model run: an immutable record, and where it stands.

    Example:
        {'backtest': {'actual': 1882, 'beats_naive': True, 'calibration_end': '1997-09-30', 'customers': 2357,
            'horizon': 39, 'model': {'bias': -0.1215, 'correlation': 0.6256, 'mean_absolute_error': 0.7855, 'predicted':
            1653.41, 'root_mean_square_error': 1.608}, 'naive': {'bias': 0.5569, 'correlation': 0.5839,
            'mean_absolute_error': 1.0237, 'predicted': 2930.1, 'root_mean_square_error': 2.2119}, 'observation_end':
            '1998-06-30', 'origin': 'requested'}, 'code_version': '0.1.0', 'created_at': '1998-07-01T00:00:00Z',
            'diagnostics': {'customers': 2357, 'distinct_histories': 1016, 'excluded': {'purchases': 0, 'spend': 1411},
            'frequency_spend_correlation': 0.114, 'intervals': {'method': 'delta method on the covariance at the maximum of
            the likelihood (Laplace)'}, 'repeat_customers': 946, 'repeat_purchases': 2457, 'seeds': [], 'warnings':
            ['spend_too_few_customers']}, 'digest': '9f2c…', 'fit': {'aic': 19172.8584, 'bic': 19195.919, 'covariance':
            [[0.000158, 0.00371, -8.78e-05, 6.56e-05], [0.00371, 0.143, -0.00287, 0.0105], [-8.78e-05, -0.00287, 0.0345,
            0.123], [6.56e-05, 0.0105, 0.123, 0.498]], 'customers': 2357, 'gradient_norm': 2e-16, 'iterations': 5,
            'log_likelihood': -9582.4292, 'model': 'bg_nbd', 'parameter_order': ['r', 'alpha', 'a', 'b'], 'parameters':
            {'a': 0.7929, 'alpha': 4.4136, 'b': 2.4259, 'r': 0.2426}, 'standard_errors': {'a': 0.1857, 'alpha': 0.3782, 'b':
            0.7054, 'r': 0.0126}}, 'id': '0198c5a0-7c1e-7000-8000-000000000001', 'job_id':
            '0198c5a0-7c1e-7000-8000-000000000000', 'model': 'bg_nbd', 'promotions': [{'cause': 'gate', 'promoted_at':
            '1998-07-01T00:00:05Z'}], 'request': {'annual_discount_rate': 0.1, 'calibration_end': '1997-09-30', 'change':
            {'absolute': 0, 'relative': 0.2}, 'horizon': 52, 'level': 0.95, 'model': 'auto', 'observation_end':
            '1998-06-30', 'origins': 3, 'promote': 'if_better', 'recalibrate': False, 'segments': {'trait': 'plan'},
            'time_unit': 'week'}, 'segments': {'groupings': [{'by': 'channel', 'items': [{'channel': 'email', 'covariance':
            [[0.0009, 0.012], [0.012, 0.36]], 'customers': 412, 'own_share': {'alpha': 0.77, 'r': 0.81}, 'parameter_order':
            ['r', 'alpha'], 'parameters': {'alpha': 4.9, 'r': 0.31}, 'purchases': 530, 'spend_own_share': 0.74,
            'spend_per_day': {'estimate': 31.4, 'log_variance': 0.0009}, 'standard_errors': {'alpha': 0.6, 'r': 0.03}}],
            'lookback_days': 30, 'rule': 'last_non_direct'}, {'by': 'segment', 'items': [{'covariance': [[0.0009, 0.012],
            [0.012, 0.36]], 'customers': 390, 'own_share': {'alpha': 0.77, 'r': 0.81}, 'parameter_order': ['r', 'alpha'],
            'parameters': {'alpha': 4.9, 'r': 0.31}, 'purchases': 530, 'segment': 'gold', 'spend_own_share': 0.74,
            'spend_per_day': {'estimate': 31.4, 'log_variance': 0.0009}, 'standard_errors': {'alpha': 0.6, 'r': 0.03}}],
            'trait': 'plan'}, {'by': 'channel_and_segment', 'items': [{'channel': 'email', 'covariance': [[0.0009, 0.012],
            [0.012, 0.36]], 'customers': 171, 'own_share': {'alpha': 0.77, 'r': 0.81}, 'parameter_order': ['r', 'alpha'],
            'parameters': {'alpha': 4.9, 'r': 0.31}, 'purchases': 530, 'segment': 'gold', 'spend_own_share': 0.74,
            'spend_per_day': {'estimate': 31.4, 'log_variance': 0.0009}, 'standard_errors': {'alpha': 0.6, 'r': 0.03}}],
            'lookback_days': 30, 'rule': 'last_non_direct', 'trait': 'plan'}], 'spend_per_day': {'estimate': 33.9,
            'log_variance': 0.0002}}, 'selection': {'best': 'bg_nbd', 'candidates': ['bg_nbd'], 'forecasts': [{'actual':
            1882, 'bias': -0.1417, 'calibration_error': 0.1634, 'forecast': 'bg_nbd', 'gini': 0.6609, 'log_score': -0.6038,
            'mean_absolute_error': 0.3303, 'predicted': 1653.4, 'root_mean_square_error': 0.7412, 'tenths': [{'actual':
            0.03, 'customers': 707.1, 'predicted': 0.02}]}], 'gate': {'gains': [{'naive': 'own_rate',
            'root_mean_square_error': -0.11}, {'log_score': 0.31, 'log_score_error': 0.02, 'naive': 'segment_mean',
            'root_mean_square_error': -0.24}], 'passed': True, 'reasons': []}, 'origins': [{'actual': 782,
            'calibration_end': '1997-09-30', 'customers': 2357, 'forecasts': [{'actual': 1882, 'bias': -0.1417,
            'calibration_error': 0.1634, 'forecast': 'bg_nbd', 'gini': 0.6609, 'log_score': -0.6038, 'mean_absolute_error':
            0.3303, 'predicted': 1653.4, 'root_mean_square_error': 0.7412}], 'horizon': 13, 'not_fitted': [],
            'observation_end': '1997-12-30'}], 'promote': 'if_better', 'recalibration': {'applied': False, 'checks':
            [{'after': -0.01, 'before': -0.12, 'factor': 1.13}], 'factor': {'estimate': 1.138, 'high': 1.27, 'log_variance':
            0.003, 'low': 1.02}, 'helps': True, 'level': 0.95}, 'to_be_promoted': True}, 'state': 'champion'}

    Attributes:
        id (UUID):
        job_id (None | UUID):
        model (str): Of purchases: the one that was named, or found to be the best.
        request (RunRequest): What a run was asked for, with every default made explicit.
        state (ModelState): Where a run stands in the registry: its values are published, or were once, or never have
            been.
        digest (str): SHA-256 of the reduced inputs and the request.
        code_version (str):
        created_at (datetime.datetime):
        fit (ModelFit): A fit as the run keeps it.
        spend (None | SpendFit): Null where too few customers came back to fit it.
        backtest (BacktestReport | None): Null where the past is too short to divide.
        diagnostics (Diagnostics): What else is to be known of a run.
        selection (None | SelectionReport): Null of runs that were made before there was a gate.
        segments (None | SegmentsReport): Null where the model cannot be pooled (purchases at opportunities; who leaves
            does so at once), where nothing was spent, and of older runs.
        promotions (list[PromotionReport]): The latest first.
    """

    id: UUID
    job_id: None | UUID
    model: str
    request: RunRequest
    state: ModelState
    digest: str
    code_version: str
    created_at: datetime.datetime
    fit: ModelFit
    spend: None | SpendFit
    backtest: BacktestReport | None
    diagnostics: Diagnostics
    selection: None | SelectionReport
    segments: None | SegmentsReport
    promotions: list[PromotionReport]
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        from ..models.backtest_report import BacktestReport
        from ..models.segments_report import SegmentsReport
        from ..models.selection_report import SelectionReport
        from ..models.spend_fit import SpendFit

        id = str(self.id)

        job_id: None | str
        if isinstance(self.job_id, UUID):
            job_id = str(self.job_id)
        else:
            job_id = self.job_id

        model = self.model

        request = self.request.to_dict()

        state = self.state.value

        digest = self.digest

        code_version = self.code_version

        created_at = self.created_at.isoformat()

        fit = self.fit.to_dict()

        spend: dict[str, Any] | None
        if isinstance(self.spend, SpendFit):
            spend = self.spend.to_dict()
        else:
            spend = self.spend

        backtest: dict[str, Any] | None
        if isinstance(self.backtest, BacktestReport):
            backtest = self.backtest.to_dict()
        else:
            backtest = self.backtest

        diagnostics = self.diagnostics.to_dict()

        selection: dict[str, Any] | None
        if isinstance(self.selection, SelectionReport):
            selection = self.selection.to_dict()
        else:
            selection = self.selection

        segments: dict[str, Any] | None
        if isinstance(self.segments, SegmentsReport):
            segments = self.segments.to_dict()
        else:
            segments = self.segments

        promotions = []
        for promotions_item_data in self.promotions:
            promotions_item = promotions_item_data.to_dict()
            promotions.append(promotions_item)

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "id": id,
                "job_id": job_id,
                "model": model,
                "request": request,
                "state": state,
                "digest": digest,
                "code_version": code_version,
                "created_at": created_at,
                "fit": fit,
                "spend": spend,
                "backtest": backtest,
                "diagnostics": diagnostics,
                "selection": selection,
                "segments": segments,
                "promotions": promotions,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        from ..models.backtest_report import BacktestReport
        from ..models.diagnostics import Diagnostics
        from ..models.model_fit import ModelFit
        from ..models.promotion_report import PromotionReport
        from ..models.run_request import RunRequest
        from ..models.segments_report import SegmentsReport
        from ..models.selection_report import SelectionReport
        from ..models.spend_fit import SpendFit

        d = dict(src_dict)
        id = UUID(d.pop("id"))

        def _parse_job_id(data: object) -> None | UUID:
            if data is None:
                return data
            try:
                if not isinstance(data, str):
                    raise TypeError()
                job_id_type_0 = UUID(data)

                return job_id_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(None | UUID, data)

        job_id = _parse_job_id(d.pop("job_id"))

        model = d.pop("model")

        request = RunRequest.from_dict(d.pop("request"))

        state = ModelState(d.pop("state"))

        digest = d.pop("digest")

        code_version = d.pop("code_version")

        created_at = datetime.datetime.fromisoformat(d.pop("created_at"))

        fit = ModelFit.from_dict(d.pop("fit"))

        def _parse_spend(data: object) -> None | SpendFit:
            if data is None:
                return data
            try:
                if not isinstance(data, dict):
                    raise TypeError()
                spend_type_0 = SpendFit.from_dict(data)

                return spend_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(None | SpendFit, data)

        spend = _parse_spend(d.pop("spend"))

        def _parse_backtest(data: object) -> BacktestReport | None:
            if data is None:
                return data
            try:
                if not isinstance(data, dict):
                    raise TypeError()
                backtest_type_0 = BacktestReport.from_dict(data)

                return backtest_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(BacktestReport | None, data)

        backtest = _parse_backtest(d.pop("backtest"))

        diagnostics = Diagnostics.from_dict(d.pop("diagnostics"))

        def _parse_selection(data: object) -> None | SelectionReport:
            if data is None:
                return data
            try:
                if not isinstance(data, dict):
                    raise TypeError()
                selection_type_0 = SelectionReport.from_dict(data)

                return selection_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(None | SelectionReport, data)

        selection = _parse_selection(d.pop("selection"))

        def _parse_segments(data: object) -> None | SegmentsReport:
            if data is None:
                return data
            try:
                if not isinstance(data, dict):
                    raise TypeError()
                segments_type_0 = SegmentsReport.from_dict(data)

                return segments_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(None | SegmentsReport, data)

        segments = _parse_segments(d.pop("segments"))

        promotions = []
        _promotions = d.pop("promotions")
        for promotions_item_data in _promotions:
            promotions_item = PromotionReport.from_dict(promotions_item_data)

            promotions.append(promotions_item)

        model_record = cls(
            id=id,
            job_id=job_id,
            model=model,
            request=request,
            state=state,
            digest=digest,
            code_version=code_version,
            created_at=created_at,
            fit=fit,
            spend=spend,
            backtest=backtest,
            diagnostics=diagnostics,
            selection=selection,
            segments=segments,
            promotions=promotions,
        )

        model_record.additional_properties = d
        return model_record

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
