"""Contains all the data models used in inputs/outputs"""

from .accuracy import Accuracy
from .acquisition_document import AcquisitionDocument
from .acquisition_report import AcquisitionReport
from .acquisition_rule import AcquisitionRule
from .adjustment_answer import AdjustmentAnswer
from .alive_surface import AliveSurface
from .amount import Amount
from .analysed_arm import AnalysedArm
from .analysed_comparison import AnalysedComparison
from .analysed_comparison_code_type_0 import AnalysedComparisonCodeType0
from .analysed_window import AnalysedWindow
from .analysed_window_metric import AnalysedWindowMetric
from .analysis_document import AnalysisDocument
from .analysis_document_method import AnalysisDocumentMethod
from .analysis_document_metric import AnalysisDocumentMetric
from .analysis_page import AnalysisPage
from .analyze_answer import AnalyzeAnswer
from .analyze_request import AnalyzeRequest
from .analyze_request_method import AnalyzeRequestMethod
from .analyze_request_metric import AnalyzeRequestMetric
from .analyze_request_options_type_0 import AnalyzeRequestOptionsType0
from .analyze_request_weights_type_0 import AnalyzeRequestWeightsType0
from .assignment_document import AssignmentDocument
from .assignment_table import AssignmentTable
from .attribution_compute_compute_request import AttributionComputeComputeRequest
from .attribution_compute_compute_request_intervals_request import (
    AttributionComputeComputeRequestIntervalsRequest,
)
from .attribution_compute_compute_request_models_item import (
    AttributionComputeComputeRequestModelsItem,
)
from .attribution_compute_compute_request_path_row import (
    AttributionComputeComputeRequestPathRow,
)
from .attribution_compute_compute_request_path_row_touch import (
    AttributionComputeComputeRequestPathRowTouch,
)
from .attribution_optimize_optimize_request import AttributionOptimizeOptimizeRequest
from .attribution_optimize_optimize_request_curve_row import (
    AttributionOptimizeOptimizeRequestCurveRow,
)
from .attribution_optimize_optimize_request_curve_row_kind import (
    AttributionOptimizeOptimizeRequestCurveRowKind,
)
from .attribution_optimize_optimize_request_curve_row_parameters import (
    AttributionOptimizeOptimizeRequestCurveRowParameters,
)
from .backtest_document import BacktestDocument
from .backtest_document_scores import BacktestDocumentScores
from .backtest_document_scores_additional_property import (
    BacktestDocumentScoresAdditionalProperty,
)
from .backtest_report import BacktestReport
from .backtest_report_origin import BacktestReportOrigin
from .behaviour_summary import BehaviourSummary
from .bias_check_report import BiasCheckReport
from .bias_factor_report import BiasFactorReport
from .bootstrap_report import BootstrapReport
from .bootstrap_report_fitted_models import BootstrapReportFittedModels
from .bootstrap_report_standard_errors_type_0 import BootstrapReportStandardErrorsType0
from .brand_value_document import BrandValueDocument
from .breakdown import Breakdown
from .budget_plan_page import BudgetPlanPage
from .budget_plan_record import BudgetPlanRecord
from .budget_plan_record_allocation import BudgetPlanRecordAllocation
from .budget_plan_request import BudgetPlanRequest
from .budget_plan_request_curve import BudgetPlanRequestCurve
from .budget_plan_request_model import BudgetPlanRequestModel
from .budget_plan_summary import BudgetPlanSummary
from .budget_request_document import BudgetRequestDocument
from .budget_step import BudgetStep
from .budget_step_allocation import BudgetStepAllocation
from .budgeted_channel import BudgetedChannel
from .calibration_document import CalibrationDocument
from .cell_report import CellReport
from .change_threshold import ChangeThreshold
from .channel_bounds_document import ChannelBoundsDocument
from .channel_report import ChannelReport
from .channel_report_credit import ChannelReportCredit
from .channel_summary import ChannelSummary
from .chosen_method import ChosenMethod
from .chosen_method_method_type_0 import ChosenMethodMethodType0
from .cohort_cell import CohortCell
from .cohort_document import CohortDocument
from .cohort_document_row import CohortDocumentRow
from .commitment_report import CommitmentReport
from .communicate_step import CommunicateStep
from .comparison_answer import ComparisonAnswer
from .comparison_answer_code_type_0 import ComparisonAnswerCodeType0
from .compute_answer import ComputeAnswer
from .computed_channel import ComputedChannel
from .computed_channel_conversions import ComputedChannelConversions
from .computed_channel_value import ComputedChannelValue
from .computed_totals import ComputedTotals
from .concentration import Concentration
from .conditional_point import ConditionalPoint
from .contribution_report import ContributionReport
from .count_distribution import CountDistribution
from .credit_intervals import CreditIntervals
from .credit_intervals_conversions import CreditIntervalsConversions
from .credit_intervals_value import CreditIntervalsValue
from .cumulative_group_week import CumulativeGroupWeek
from .cumulative_week import CumulativeWeek
from .current_spend import CurrentSpend
from .customer_merge import CustomerMerge
from .customer_order import CustomerOrder
from .customer_page import CustomerPage
from .customer_profile import CustomerProfile
from .customer_profile_traits import CustomerProfileTraits
from .customer_summary import CustomerSummary
from .customer_value import CustomerValue
from .dependence_report import DependenceReport
from .dependence_report_parameters import DependenceReportParameters
from .diagnostics import Diagnostics
from .diagnostics_excluded import DiagnosticsExcluded
from .diagnostics_intervals import DiagnosticsIntervals
from .difference_answer import DifferenceAnswer
from .economics_document import EconomicsDocument
from .economics_document_methods import EconomicsDocumentMethods
from .economics_document_row import EconomicsDocumentRow
from .equity_document import EquityDocument
from .equity_figure import EquityFigure
from .estimate import Estimate
from .estimate_with_interval import EstimateWithInterval
from .evaluation_failure import EvaluationFailure
from .evaluation_failure_errorcode import EvaluationFailureErrorcode
from .evaluation_success import EvaluationSuccess
from .evaluation_success_metadata import EvaluationSuccessMetadata
from .evaluation_success_reason import EvaluationSuccessReason
from .event_counts import EventCounts
from .event_counts_by_name import EventCountsByName
from .events_alias_alias_message import EventsAliasAliasMessage
from .events_batch_batch_message import EventsBatchBatchMessage
from .events_group_group_message import EventsGroupGroupMessage
from .events_identify_identify_message import EventsIdentifyIdentifyMessage
from .events_page_page_message import EventsPagePageMessage
from .events_screen_screen_message import EventsScreenScreenMessage
from .events_track_track_message import EventsTrackTrackMessage
from .excluded_channel import ExcludedChannel
from .expected import Expected
from .experiment_analysis_request import ExperimentAnalysisRequest
from .experiment_creation import ExperimentCreation
from .experiment_creation_metric import ExperimentCreationMetric
from .experiment_document import ExperimentDocument
from .experiment_document_metric import ExperimentDocumentMetric
from .experiment_document_state import ExperimentDocumentState
from .experiment_page import ExperimentPage
from .exposure_answer import ExposureAnswer
from .exposure_batch import ExposureBatch
from .exposure_row import ExposureRow
from .exposure_summary import ExposureSummary
from .feedback_answer import FeedbackAnswer
from .feedback_page import FeedbackPage
from .field_error import FieldError
from .figure import Figure
from .fit_answer import FitAnswer
from .fit_answer_parameters import FitAnswerParameters
from .fit_answer_standard_errors_type_0 import FitAnswerStandardErrorsType0
from .fitted_curve import FittedCurve
from .fitted_curve_parameters import FittedCurveParameters
from .flag_change import FlagChange
from .flag_creation import FlagCreation
from .flag_creation_kind import FlagCreationKind
from .flag_document import FlagDocument
from .flag_document_kind import FlagDocumentKind
from .flag_document_rules_item import FlagDocumentRulesItem
from .flag_page import FlagPage
from .flag_rule import FlagRule
from .flag_rule_condition_type_0 import FlagRuleConditionType0
from .flag_rule_kind import FlagRuleKind
from .flag_variation import FlagVariation
from .forecast_document import ForecastDocument
from .forecast_document_intervals import ForecastDocumentIntervals
from .forecast_document_methods import ForecastDocumentMethods
from .forecast_request import ForecastRequest
from .forecast_request_document import ForecastRequestDocument
from .forecast_score import ForecastScore
from .forecast_week import ForecastWeek
from .frequency_bar import FrequencyBar
from .gain import Gain
from .gate_gain import GateGain
from .gate_reason import GateReason
from .gate_reason_code import GateReasonCode
from .gate_report import GateReport
from .goal_change import GoalChange
from .goal_direction import GoalDirection
from .goal_document import GoalDocument
from .goal_interval import GoalInterval
from .goal_page import GoalPage
from .goal_request import GoalRequest
from .goal_state import GoalState
from .grid_cell import GridCell
from .grid_report import GridReport
from .group_week import GroupWeek
from .grouped_by import GroupedBy
from .grouping import Grouping
from .headroom_report import HeadroomReport
from .held_document import HeldDocument
from .held_table import HeldTable
from .holdout_analysis_request import HoldoutAnalysisRequest
from .holdout_analysis_request_metric import HoldoutAnalysisRequestMetric
from .holdout_creation import HoldoutCreation
from .holdout_deciles import HoldoutDeciles
from .holdout_document import HoldoutDocument
from .holdout_document_state import HoldoutDocumentState
from .holdout_page import HoldoutPage
from .holdout_stop import HoldoutStop
from .holdout_tenth import HoldoutTenth
from .identify_step import IdentifyStep
from .identity import Identity
from .import_kind import ImportKind
from .incremental_return_document import IncrementalReturnDocument
from .incremental_return_document_credited import IncrementalReturnDocumentCredited
from .incremental_return_document_margin_basis_type_0 import (
    IncrementalReturnDocumentMarginBasisType0,
)
from .incremental_return_document_ratio import IncrementalReturnDocumentRatio
from .incremental_total import IncrementalTotal
from .ingest_answer import IngestAnswer
from .intervals_document import IntervalsDocument
from .issued_key_document import IssuedKeyDocument
from .job_document import JobDocument
from .job_document_result_type_0 import JobDocumentResultType0
from .job_document_state import JobDocumentState
from .job_page import JobPage
from .jobs_index_state_type_0 import JobsIndexStateType0
from .kept_answers import KeptAnswers
from .key_document import KeyDocument
from .key_kind import KeyKind
from .key_page import KeyPage
from .key_request import KeyRequest
from .lead_request import LeadRequest
from .loop_blended import LoopBlended
from .loop_channel import LoopChannel
from .loop_channel_by_kind import LoopChannelByKind
from .loop_credit import LoopCredit
from .loop_current import LoopCurrent
from .loop_document import LoopDocument
from .loop_document_missing import LoopDocumentMissing
from .loop_estimate import LoopEstimate
from .loop_gain import LoopGain
from .loop_holdout import LoopHoldout
from .loop_lift import LoopLift
from .loop_ratio import LoopRatio
from .loop_report import LoopReport
from .loop_report_spend_by_channel import LoopReportSpendByChannel
from .loop_steps import LoopSteps
from .loop_truth import LoopTruth
from .loop_truth_credited_type_0 import LoopTruthCreditedType0
from .lorenz_point import LorenzPoint
from .loyal_customer_page import LoyalCustomerPage
from .loyal_customer_report import LoyalCustomerReport
from .loyalty_estimate import LoyaltyEstimate
from .loyalty_report import LoyaltyReport
from .loyalty_summary import LoyaltySummary
from .mean_spend import MeanSpend
from .merge_page import MergePage
from .method_score_document import MethodScoreDocument
from .metric_kind import MetricKind
from .metric_unit import MetricUnit
from .model_fit import ModelFit
from .model_fit_parameters import ModelFitParameters
from .model_fit_standard_errors_type_0 import ModelFitStandardErrorsType0
from .model_page import ModelPage
from .model_record import ModelRecord
from .model_request import ModelRequest
from .model_request_model import ModelRequestModel
from .model_request_opportunity_type_0 import ModelRequestOpportunityType0
from .model_request_time_unit import ModelRequestTimeUnit
from .model_return import ModelReturn
from .model_state import ModelState
from .model_summary import ModelSummary
from .multiple_users import MultipleUsers
from .new_answer import NewAnswer
from .new_answers import NewAnswers
from .new_variation import NewVariation
from .not_fitted import NotFitted
from .ofrep_evaluate_evaluation_request import OfrepEvaluateEvaluationRequest
from .ofrep_evaluate_evaluation_request_evaluation_context import (
    OfrepEvaluateEvaluationRequestEvaluationContext,
)
from .one_loyal_customer import OneLoyalCustomer
from .optimize_answer import OptimizeAnswer
from .optimize_answer_allocation import OptimizeAnswerAllocation
from .origin_report import OriginReport
from .overall_score import OverallScore
from .period import Period
from .planned_channel import PlannedChannel
from .plot_document import PlotDocument
from .plot_document_methods import PlotDocumentMethods
from .plot_document_time_unit import PlotDocumentTimeUnit
from .pooled_retention import PooledRetention
from .predict_answer import PredictAnswer
from .prediction import Prediction
from .prediction_intervals_type_0 import PredictionIntervalsType0
from .prediction_predictive_type_0 import PredictionPredictiveType0
from .problem_document import ProblemDocument
from .product_group import ProductGroup
from .product_group_beaten_by_naive import ProductGroupBeatenByNaive
from .product_group_kind import ProductGroupKind
from .product_group_scores import ProductGroupScores
from .product_group_scores_additional_property import (
    ProductGroupScoresAdditionalProperty,
)
from .product_group_share import ProductGroupShare
from .product_group_widened_by import ProductGroupWidenedBy
from .product_groups import ProductGroups
from .product_groups_methods import ProductGroupsMethods
from .product_groups_methods_additional_property_type_0 import (
    ProductGroupsMethodsAdditionalPropertyType0,
)
from .promoter_report import PromoterReport
from .promotion_cause import PromotionCause
from .promotion_policy import PromotionPolicy
from .promotion_report import PromotionReport
from .prospect_answer import ProspectAnswer
from .prospect_page import ProspectPage
from .prospect_request import ProspectRequest
from .published_run import PublishedRun
from .range_ import Range
from .rate_source import RateSource
from .recalibration_report import RecalibrationReport
from .referral_report import ReferralReport
from .rejected_event import RejectedEvent
from .rejected_exposure import RejectedExposure
from .rejected_exposure_code import RejectedExposureCode
from .relative_answer import RelativeAnswer
from .report_page import ReportPage
from .report_plan_document import ReportPlanDocument
from .report_plan_document_after_conversion import ReportPlanDocumentAfterConversion
from .report_record import ReportRecord
from .report_request import ReportRequest
from .report_request_after_conversion import ReportRequestAfterConversion
from .report_request_models_item import ReportRequestModelsItem
from .report_request_touch_kinds_item import ReportRequestTouchKindsItem
from .report_summary import ReportSummary
from .report_totals import ReportTotals
from .retention_document import RetentionDocument
from .retention_document_verdict_type_0 import RetentionDocumentVerdictType0
from .return_estimate import ReturnEstimate
from .return_step import ReturnStep
from .rfm_cell_row import RfmCellRow
from .rfm_segment_row import RfmSegmentRow
from .rfm_table import RfmTable
from .rule_report import RuleReport
from .run_request import RunRequest
from .run_request_opportunity_type_0 import RunRequestOpportunityType0
from .run_request_time_unit import RunRequestTimeUnit
from .sample_ratio_answer import SampleRatioAnswer
from .sample_size_answer import SampleSizeAnswer
from .sample_size_request import SampleSizeRequest
from .sample_size_request_effect_type import SampleSizeRequestEffectType
from .sample_size_request_metric import SampleSizeRequestMetric
from .scope import Scope
from .score_given import ScoreGiven
from .segment_name import SegmentName
from .segment_report import SegmentReport
from .segment_report_own_share import SegmentReportOwnShare
from .segment_report_parameters import SegmentReportParameters
from .segment_report_standard_errors import SegmentReportStandardErrors
from .segments_report import SegmentsReport
from .segments_request import SegmentsRequest
from .selection_report import SelectionReport
from .share_source import ShareSource
from .short_term import ShortTerm
from .spend_fit import SpendFit
from .spend_fit_parameters import SpendFitParameters
from .spend_fit_standard_errors_type_0 import SpendFitStandardErrorsType0
from .start_request import StartRequest
from .stop_request import StopRequest
from .tenth_of_customers import TenthOfCustomers
from .touchpoints_summary import TouchpointsSummary
from .tracking_bin import TrackingBin
from .type_one_report import TypeOneReport
from .unattributed import Unattributed
from .unattributed_orders import UnattributedOrders
from .uncertainty import Uncertainty
from .units_request import UnitsRequest
from .valuation_fit_contract_fit_request import ValuationFitContractFitRequest
from .valuation_fit_contract_fit_request_bootstrap_request import (
    ValuationFitContractFitRequestBootstrapRequest,
)
from .valuation_fit_contract_fit_request_cohort_row import (
    ValuationFitContractFitRequestCohortRow,
)
from .valuation_fit_purchase_fit_request import ValuationFitPurchaseFitRequest
from .valuation_fit_purchase_fit_request_bootstrap_request import (
    ValuationFitPurchaseFitRequestBootstrapRequest,
)
from .valuation_fit_purchase_fit_request_history_row import (
    ValuationFitPurchaseFitRequestHistoryRow,
)
from .valuation_fit_purchase_fit_request_model import (
    ValuationFitPurchaseFitRequestModel,
)
from .valuation_fit_spend_fit_request import ValuationFitSpendFitRequest
from .valuation_fit_spend_fit_request_bootstrap_request import (
    ValuationFitSpendFitRequestBootstrapRequest,
)
from .valuation_fit_spend_fit_request_spend_row import (
    ValuationFitSpendFitRequestSpendRow,
)
from .valuation_predict_contract_predict_request import (
    ValuationPredictContractPredictRequest,
)
from .valuation_predict_contract_predict_request_contract_row import (
    ValuationPredictContractPredictRequestContractRow,
)
from .valuation_predict_contract_predict_request_model import (
    ValuationPredictContractPredictRequestModel,
)
from .valuation_predict_contract_predict_request_parameters import (
    ValuationPredictContractPredictRequestParameters,
)
from .valuation_predict_contract_predict_request_time_unit_type_0 import (
    ValuationPredictContractPredictRequestTimeUnitType0,
)
from .valuation_predict_opportunity_predict_request import (
    ValuationPredictOpportunityPredictRequest,
)
from .valuation_predict_opportunity_predict_request_model import (
    ValuationPredictOpportunityPredictRequestModel,
)
from .valuation_predict_opportunity_predict_request_parameters import (
    ValuationPredictOpportunityPredictRequestParameters,
)
from .valuation_predict_opportunity_predict_request_spend_parameters import (
    ValuationPredictOpportunityPredictRequestSpendParameters,
)
from .valuation_predict_opportunity_predict_request_time_unit_type_0 import (
    ValuationPredictOpportunityPredictRequestTimeUnitType0,
)
from .valuation_predict_opportunity_predict_request_valued_history_row import (
    ValuationPredictOpportunityPredictRequestValuedHistoryRow,
)
from .valuation_predict_purchase_predict_request import (
    ValuationPredictPurchasePredictRequest,
)
from .valuation_predict_purchase_predict_request_model import (
    ValuationPredictPurchasePredictRequestModel,
)
from .valuation_predict_purchase_predict_request_parameters import (
    ValuationPredictPurchasePredictRequestParameters,
)
from .valuation_predict_purchase_predict_request_spend_parameters import (
    ValuationPredictPurchasePredictRequestSpendParameters,
)
from .valuation_predict_purchase_predict_request_time_unit import (
    ValuationPredictPurchasePredictRequestTimeUnit,
)
from .valuation_predict_purchase_predict_request_valued_history_row import (
    ValuationPredictPurchasePredictRequestValuedHistoryRow,
)
from .value_estimate import ValueEstimate
from .value_step import ValueStep
from .valued_customer import ValuedCustomer
from .valued_customer_page import ValuedCustomerPage
from .variation_document import VariationDocument
from .variation_totals import VariationTotals
from .wait_document import WaitDocument
from .wait_point import WaitPoint
from .wallet_report import WalletReport
from .wallet_told import WalletTold
from .whole_report import WholeReport
from .workspace_change import WorkspaceChange
from .workspace_document import WorkspaceDocument

__all__ = (
    "Accuracy",
    "AcquisitionDocument",
    "AcquisitionReport",
    "AcquisitionRule",
    "AdjustmentAnswer",
    "AliveSurface",
    "Amount",
    "AnalysedArm",
    "AnalysedComparison",
    "AnalysedComparisonCodeType0",
    "AnalysedWindow",
    "AnalysedWindowMetric",
    "AnalysisDocument",
    "AnalysisDocumentMethod",
    "AnalysisDocumentMetric",
    "AnalysisPage",
    "AnalyzeAnswer",
    "AnalyzeRequest",
    "AnalyzeRequestMethod",
    "AnalyzeRequestMetric",
    "AnalyzeRequestOptionsType0",
    "AnalyzeRequestWeightsType0",
    "AssignmentDocument",
    "AssignmentTable",
    "AttributionComputeComputeRequest",
    "AttributionComputeComputeRequestIntervalsRequest",
    "AttributionComputeComputeRequestModelsItem",
    "AttributionComputeComputeRequestPathRow",
    "AttributionComputeComputeRequestPathRowTouch",
    "AttributionOptimizeOptimizeRequest",
    "AttributionOptimizeOptimizeRequestCurveRow",
    "AttributionOptimizeOptimizeRequestCurveRowKind",
    "AttributionOptimizeOptimizeRequestCurveRowParameters",
    "BacktestDocument",
    "BacktestDocumentScores",
    "BacktestDocumentScoresAdditionalProperty",
    "BacktestReport",
    "BacktestReportOrigin",
    "BehaviourSummary",
    "BiasCheckReport",
    "BiasFactorReport",
    "BootstrapReport",
    "BootstrapReportFittedModels",
    "BootstrapReportStandardErrorsType0",
    "BrandValueDocument",
    "Breakdown",
    "BudgetPlanPage",
    "BudgetPlanRecord",
    "BudgetPlanRecordAllocation",
    "BudgetPlanRequest",
    "BudgetPlanRequestCurve",
    "BudgetPlanRequestModel",
    "BudgetPlanSummary",
    "BudgetRequestDocument",
    "BudgetStep",
    "BudgetStepAllocation",
    "BudgetedChannel",
    "CalibrationDocument",
    "CellReport",
    "ChangeThreshold",
    "ChannelBoundsDocument",
    "ChannelReport",
    "ChannelReportCredit",
    "ChannelSummary",
    "ChosenMethod",
    "ChosenMethodMethodType0",
    "CohortCell",
    "CohortDocument",
    "CohortDocumentRow",
    "CommitmentReport",
    "CommunicateStep",
    "ComparisonAnswer",
    "ComparisonAnswerCodeType0",
    "ComputeAnswer",
    "ComputedChannel",
    "ComputedChannelConversions",
    "ComputedChannelValue",
    "ComputedTotals",
    "Concentration",
    "ConditionalPoint",
    "ContributionReport",
    "CountDistribution",
    "CreditIntervals",
    "CreditIntervalsConversions",
    "CreditIntervalsValue",
    "CumulativeGroupWeek",
    "CumulativeWeek",
    "CurrentSpend",
    "CustomerMerge",
    "CustomerOrder",
    "CustomerPage",
    "CustomerProfile",
    "CustomerProfileTraits",
    "CustomerSummary",
    "CustomerValue",
    "DependenceReport",
    "DependenceReportParameters",
    "Diagnostics",
    "DiagnosticsExcluded",
    "DiagnosticsIntervals",
    "DifferenceAnswer",
    "EconomicsDocument",
    "EconomicsDocumentMethods",
    "EconomicsDocumentRow",
    "EquityDocument",
    "EquityFigure",
    "Estimate",
    "EstimateWithInterval",
    "EvaluationFailure",
    "EvaluationFailureErrorcode",
    "EvaluationSuccess",
    "EvaluationSuccessMetadata",
    "EvaluationSuccessReason",
    "EventCounts",
    "EventCountsByName",
    "EventsAliasAliasMessage",
    "EventsBatchBatchMessage",
    "EventsGroupGroupMessage",
    "EventsIdentifyIdentifyMessage",
    "EventsPagePageMessage",
    "EventsScreenScreenMessage",
    "EventsTrackTrackMessage",
    "ExcludedChannel",
    "Expected",
    "ExperimentAnalysisRequest",
    "ExperimentCreation",
    "ExperimentCreationMetric",
    "ExperimentDocument",
    "ExperimentDocumentMetric",
    "ExperimentDocumentState",
    "ExperimentPage",
    "ExposureAnswer",
    "ExposureBatch",
    "ExposureRow",
    "ExposureSummary",
    "FeedbackAnswer",
    "FeedbackPage",
    "FieldError",
    "Figure",
    "FitAnswer",
    "FitAnswerParameters",
    "FitAnswerStandardErrorsType0",
    "FittedCurve",
    "FittedCurveParameters",
    "FlagChange",
    "FlagCreation",
    "FlagCreationKind",
    "FlagDocument",
    "FlagDocumentKind",
    "FlagDocumentRulesItem",
    "FlagPage",
    "FlagRule",
    "FlagRuleConditionType0",
    "FlagRuleKind",
    "FlagVariation",
    "ForecastDocument",
    "ForecastDocumentIntervals",
    "ForecastDocumentMethods",
    "ForecastRequest",
    "ForecastRequestDocument",
    "ForecastScore",
    "ForecastWeek",
    "FrequencyBar",
    "Gain",
    "GateGain",
    "GateReason",
    "GateReasonCode",
    "GateReport",
    "GoalChange",
    "GoalDirection",
    "GoalDocument",
    "GoalInterval",
    "GoalPage",
    "GoalRequest",
    "GoalState",
    "GridCell",
    "GridReport",
    "GroupWeek",
    "GroupedBy",
    "Grouping",
    "HeadroomReport",
    "HeldDocument",
    "HeldTable",
    "HoldoutAnalysisRequest",
    "HoldoutAnalysisRequestMetric",
    "HoldoutCreation",
    "HoldoutDeciles",
    "HoldoutDocument",
    "HoldoutDocumentState",
    "HoldoutPage",
    "HoldoutStop",
    "HoldoutTenth",
    "IdentifyStep",
    "Identity",
    "ImportKind",
    "IncrementalReturnDocument",
    "IncrementalReturnDocumentCredited",
    "IncrementalReturnDocumentMarginBasisType0",
    "IncrementalReturnDocumentRatio",
    "IncrementalTotal",
    "IngestAnswer",
    "IntervalsDocument",
    "IssuedKeyDocument",
    "JobDocument",
    "JobDocumentResultType0",
    "JobDocumentState",
    "JobPage",
    "JobsIndexStateType0",
    "KeptAnswers",
    "KeyDocument",
    "KeyKind",
    "KeyPage",
    "KeyRequest",
    "LeadRequest",
    "LoopBlended",
    "LoopChannel",
    "LoopChannelByKind",
    "LoopCredit",
    "LoopCurrent",
    "LoopDocument",
    "LoopDocumentMissing",
    "LoopEstimate",
    "LoopGain",
    "LoopHoldout",
    "LoopLift",
    "LoopRatio",
    "LoopReport",
    "LoopReportSpendByChannel",
    "LoopSteps",
    "LoopTruth",
    "LoopTruthCreditedType0",
    "LorenzPoint",
    "LoyalCustomerPage",
    "LoyalCustomerReport",
    "LoyaltyEstimate",
    "LoyaltyReport",
    "LoyaltySummary",
    "MeanSpend",
    "MergePage",
    "MethodScoreDocument",
    "MetricKind",
    "MetricUnit",
    "ModelFit",
    "ModelFitParameters",
    "ModelFitStandardErrorsType0",
    "ModelPage",
    "ModelRecord",
    "ModelRequest",
    "ModelRequestModel",
    "ModelRequestOpportunityType0",
    "ModelRequestTimeUnit",
    "ModelReturn",
    "ModelState",
    "ModelSummary",
    "MultipleUsers",
    "NewAnswer",
    "NewAnswers",
    "NewVariation",
    "NotFitted",
    "OfrepEvaluateEvaluationRequest",
    "OfrepEvaluateEvaluationRequestEvaluationContext",
    "OneLoyalCustomer",
    "OptimizeAnswer",
    "OptimizeAnswerAllocation",
    "OriginReport",
    "OverallScore",
    "Period",
    "PlannedChannel",
    "PlotDocument",
    "PlotDocumentMethods",
    "PlotDocumentTimeUnit",
    "PooledRetention",
    "PredictAnswer",
    "Prediction",
    "PredictionIntervalsType0",
    "PredictionPredictiveType0",
    "ProblemDocument",
    "ProductGroup",
    "ProductGroupBeatenByNaive",
    "ProductGroupKind",
    "ProductGroupScores",
    "ProductGroupScoresAdditionalProperty",
    "ProductGroupShare",
    "ProductGroupWidenedBy",
    "ProductGroups",
    "ProductGroupsMethods",
    "ProductGroupsMethodsAdditionalPropertyType0",
    "PromoterReport",
    "PromotionCause",
    "PromotionPolicy",
    "PromotionReport",
    "ProspectAnswer",
    "ProspectPage",
    "ProspectRequest",
    "PublishedRun",
    "Range",
    "RateSource",
    "RecalibrationReport",
    "ReferralReport",
    "RejectedEvent",
    "RejectedExposure",
    "RejectedExposureCode",
    "RelativeAnswer",
    "ReportPage",
    "ReportPlanDocument",
    "ReportPlanDocumentAfterConversion",
    "ReportRecord",
    "ReportRequest",
    "ReportRequestAfterConversion",
    "ReportRequestModelsItem",
    "ReportRequestTouchKindsItem",
    "ReportSummary",
    "ReportTotals",
    "RetentionDocument",
    "RetentionDocumentVerdictType0",
    "ReturnEstimate",
    "ReturnStep",
    "RfmCellRow",
    "RfmSegmentRow",
    "RfmTable",
    "RuleReport",
    "RunRequest",
    "RunRequestOpportunityType0",
    "RunRequestTimeUnit",
    "SampleRatioAnswer",
    "SampleSizeAnswer",
    "SampleSizeRequest",
    "SampleSizeRequestEffectType",
    "SampleSizeRequestMetric",
    "Scope",
    "ScoreGiven",
    "SegmentName",
    "SegmentReport",
    "SegmentReportOwnShare",
    "SegmentReportParameters",
    "SegmentReportStandardErrors",
    "SegmentsReport",
    "SegmentsRequest",
    "SelectionReport",
    "ShareSource",
    "ShortTerm",
    "SpendFit",
    "SpendFitParameters",
    "SpendFitStandardErrorsType0",
    "StartRequest",
    "StopRequest",
    "TenthOfCustomers",
    "TouchpointsSummary",
    "TrackingBin",
    "TypeOneReport",
    "Unattributed",
    "UnattributedOrders",
    "Uncertainty",
    "UnitsRequest",
    "ValuationFitContractFitRequest",
    "ValuationFitContractFitRequestBootstrapRequest",
    "ValuationFitContractFitRequestCohortRow",
    "ValuationFitPurchaseFitRequest",
    "ValuationFitPurchaseFitRequestBootstrapRequest",
    "ValuationFitPurchaseFitRequestHistoryRow",
    "ValuationFitPurchaseFitRequestModel",
    "ValuationFitSpendFitRequest",
    "ValuationFitSpendFitRequestBootstrapRequest",
    "ValuationFitSpendFitRequestSpendRow",
    "ValuationPredictContractPredictRequest",
    "ValuationPredictContractPredictRequestContractRow",
    "ValuationPredictContractPredictRequestModel",
    "ValuationPredictContractPredictRequestParameters",
    "ValuationPredictContractPredictRequestTimeUnitType0",
    "ValuationPredictOpportunityPredictRequest",
    "ValuationPredictOpportunityPredictRequestModel",
    "ValuationPredictOpportunityPredictRequestParameters",
    "ValuationPredictOpportunityPredictRequestSpendParameters",
    "ValuationPredictOpportunityPredictRequestTimeUnitType0",
    "ValuationPredictOpportunityPredictRequestValuedHistoryRow",
    "ValuationPredictPurchasePredictRequest",
    "ValuationPredictPurchasePredictRequestModel",
    "ValuationPredictPurchasePredictRequestParameters",
    "ValuationPredictPurchasePredictRequestSpendParameters",
    "ValuationPredictPurchasePredictRequestTimeUnit",
    "ValuationPredictPurchasePredictRequestValuedHistoryRow",
    "ValueEstimate",
    "ValueStep",
    "ValuedCustomer",
    "ValuedCustomerPage",
    "VariationDocument",
    "VariationTotals",
    "WaitDocument",
    "WaitPoint",
    "WalletReport",
    "WalletTold",
    "WholeReport",
    "WorkspaceChange",
    "WorkspaceDocument",
)
