"""Contains all the data models used in inputs/outputs"""

from .accuracy import Accuracy
from .backtest_report import BacktestReport
from .backtest_report_origin import BacktestReportOrigin
from .behaviour_summary import BehaviourSummary
from .customer_order import CustomerOrder
from .customer_page import CustomerPage
from .customer_profile import CustomerProfile
from .customer_profile_traits import CustomerProfileTraits
from .customer_summary import CustomerSummary
from .customer_value import CustomerValue
from .diagnostics import Diagnostics
from .diagnostics_excluded import DiagnosticsExcluded
from .diagnostics_intervals import DiagnosticsIntervals
from .estimate import Estimate
from .event_counts import EventCounts
from .event_counts_by_name import EventCountsByName
from .events_alias_alias_message import EventsAliasAliasMessage
from .events_batch_batch_message import EventsBatchBatchMessage
from .events_group_group_message import EventsGroupGroupMessage
from .events_identify_identify_message import EventsIdentifyIdentifyMessage
from .events_page_page_message import EventsPagePageMessage
from .events_screen_screen_message import EventsScreenScreenMessage
from .events_track_track_message import EventsTrackTrackMessage
from .field_error import FieldError
from .fit_answer import FitAnswer
from .fit_answer_parameters import FitAnswerParameters
from .fit_answer_standard_errors_type_0 import FitAnswerStandardErrorsType0
from .identity import Identity
from .import_kind import ImportKind
from .ingest_answer import IngestAnswer
from .issued_key_document import IssuedKeyDocument
from .job_document import JobDocument
from .job_document_result_type_0 import JobDocumentResultType0
from .job_document_state import JobDocumentState
from .job_page import JobPage
from .jobs_index_state_type_0 import JobsIndexStateType0
from .key_document import KeyDocument
from .key_kind import KeyKind
from .key_page import KeyPage
from .key_request import KeyRequest
from .model_fit import ModelFit
from .model_fit_parameters import ModelFitParameters
from .model_fit_standard_errors_type_0 import ModelFitStandardErrorsType0
from .model_page import ModelPage
from .model_record import ModelRecord
from .model_request import ModelRequest
from .model_request_time_unit import ModelRequestTimeUnit
from .model_summary import ModelSummary
from .predict_answer import PredictAnswer
from .prediction import Prediction
from .prediction_intervals_type_0 import PredictionIntervalsType0
from .prediction_predictive_type_0 import PredictionPredictiveType0
from .problem_document import ProblemDocument
from .published_run import PublishedRun
from .rejected_event import RejectedEvent
from .rfm_cell_row import RfmCellRow
from .rfm_segment_row import RfmSegmentRow
from .rfm_table import RfmTable
from .run_request import RunRequest
from .run_request_time_unit import RunRequestTimeUnit
from .scope import Scope
from .segment_name import SegmentName
from .spend_fit import SpendFit
from .spend_fit_parameters import SpendFitParameters
from .spend_fit_standard_errors_type_0 import SpendFitStandardErrorsType0
from .valuation_fit_purchase_fit_request import ValuationFitPurchaseFitRequest
from .valuation_fit_purchase_fit_request_history_row import (
    ValuationFitPurchaseFitRequestHistoryRow,
)
from .valuation_fit_spend_fit_request import ValuationFitSpendFitRequest
from .valuation_fit_spend_fit_request_spend_row import (
    ValuationFitSpendFitRequestSpendRow,
)
from .valuation_predict_predict_request import ValuationPredictPredictRequest
from .valuation_predict_predict_request_model import ValuationPredictPredictRequestModel
from .valuation_predict_predict_request_parameters import (
    ValuationPredictPredictRequestParameters,
)
from .valuation_predict_predict_request_spend_parameters import (
    ValuationPredictPredictRequestSpendParameters,
)
from .valuation_predict_predict_request_time_unit import (
    ValuationPredictPredictRequestTimeUnit,
)
from .valuation_predict_predict_request_valued_history_row import (
    ValuationPredictPredictRequestValuedHistoryRow,
)
from .value_estimate import ValueEstimate
from .valued_customer import ValuedCustomer
from .valued_customer_page import ValuedCustomerPage
from .workspace_change import WorkspaceChange
from .workspace_document import WorkspaceDocument

__all__ = (
    "Accuracy",
    "BacktestReport",
    "BacktestReportOrigin",
    "BehaviourSummary",
    "CustomerOrder",
    "CustomerPage",
    "CustomerProfile",
    "CustomerProfileTraits",
    "CustomerSummary",
    "CustomerValue",
    "Diagnostics",
    "DiagnosticsExcluded",
    "DiagnosticsIntervals",
    "Estimate",
    "EventCounts",
    "EventCountsByName",
    "EventsAliasAliasMessage",
    "EventsBatchBatchMessage",
    "EventsGroupGroupMessage",
    "EventsIdentifyIdentifyMessage",
    "EventsPagePageMessage",
    "EventsScreenScreenMessage",
    "EventsTrackTrackMessage",
    "FieldError",
    "FitAnswer",
    "FitAnswerParameters",
    "FitAnswerStandardErrorsType0",
    "Identity",
    "ImportKind",
    "IngestAnswer",
    "IssuedKeyDocument",
    "JobDocument",
    "JobDocumentResultType0",
    "JobDocumentState",
    "JobPage",
    "JobsIndexStateType0",
    "KeyDocument",
    "KeyKind",
    "KeyPage",
    "KeyRequest",
    "ModelFit",
    "ModelFitParameters",
    "ModelFitStandardErrorsType0",
    "ModelPage",
    "ModelRecord",
    "ModelRequest",
    "ModelRequestTimeUnit",
    "ModelSummary",
    "PredictAnswer",
    "Prediction",
    "PredictionIntervalsType0",
    "PredictionPredictiveType0",
    "ProblemDocument",
    "PublishedRun",
    "RejectedEvent",
    "RfmCellRow",
    "RfmSegmentRow",
    "RfmTable",
    "RunRequest",
    "RunRequestTimeUnit",
    "Scope",
    "SegmentName",
    "SpendFit",
    "SpendFitParameters",
    "SpendFitStandardErrorsType0",
    "ValuationFitPurchaseFitRequest",
    "ValuationFitPurchaseFitRequestHistoryRow",
    "ValuationFitSpendFitRequest",
    "ValuationFitSpendFitRequestSpendRow",
    "ValuationPredictPredictRequest",
    "ValuationPredictPredictRequestModel",
    "ValuationPredictPredictRequestParameters",
    "ValuationPredictPredictRequestSpendParameters",
    "ValuationPredictPredictRequestTimeUnit",
    "ValuationPredictPredictRequestValuedHistoryRow",
    "ValueEstimate",
    "ValuedCustomer",
    "ValuedCustomerPage",
    "WorkspaceChange",
    "WorkspaceDocument",
)
