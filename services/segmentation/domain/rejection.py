"""Why a single event or row is set aside while its neighbours go on."""

from enum import StrEnum


class RejectCode(StrEnum):
    """The stable reasons for which an event or a row is kept as a reject."""

    EVENT_NOT_AN_OBJECT = "event_not_an_object"
    EVENT_TOO_LARGE = "event_too_large"
    EVENT_TOO_DEEP = "event_too_deep"
    EVENT_NAME_MISSING = "event_name_missing"
    EVENT_NAME_TOO_LONG = "event_name_too_long"
    TYPE_UNKNOWN = "type_unknown"
    FIELD_NOT_AN_OBJECT = "field_not_an_object"
    IDENTITY_MISSING = "identity_missing"
    ID_INVALID = "id_invalid"
    ID_TOO_LONG = "id_too_long"
    TIMESTAMP_INVALID = "timestamp_invalid"
    NUMBER_NOT_FINITE = "number_not_finite"
    TEXT_HAS_NUL = "text_has_nul"
    TEXT_NOT_UNICODE = "text_not_unicode"
    ORDER_ID_MISSING = "order_id_missing"
    ORDER_AMOUNT_MISSING = "order_amount_missing"
    ORDER_AMOUNT_INVALID = "order_amount_invalid"
    ORDER_PRODUCTS_INVALID = "order_products_invalid"
    ORDER_MARGIN_INVALID = "order_margin_invalid"
    ORDER_DISCOUNT_INVALID = "order_discount_invalid"
    CURRENCY_INVALID = "currency_invalid"
    CURRENCY_WITHOUT_RATE = "currency_without_rate"
    CUSTOMER_ID_MISSING = "customer_id_missing"
    OCCURRED_AT_MISSING = "occurred_at_missing"
    OCCURRED_AT_INVALID = "occurred_at_invalid"
    DAY_MISSING = "day_missing"
    DAY_INVALID = "day_invalid"
    CHANNEL_MISSING = "channel_missing"
    CHANNEL_INVALID = "channel_invalid"
    CAMPAIGN_INVALID = "campaign_invalid"
    TOUCHPOINT_KIND_INVALID = "touchpoint_kind_invalid"
    TOUCHPOINT_COST_INVALID = "touchpoint_cost_invalid"
    SPEND_AMOUNT_MISSING = "spend_amount_missing"
    SPEND_AMOUNT_INVALID = "spend_amount_invalid"
    FEEDBACK_EMPTY = "feedback_empty"
    FEEDBACK_SCORE_INVALID = "feedback_score_invalid"
    FEEDBACK_RANK_INVALID = "feedback_rank_invalid"
    FEEDBACK_SHARE_INVALID = "feedback_share_invalid"
    FEEDBACK_TEXT_INVALID = "feedback_text_invalid"
    REFERRED_ID_MISSING = "referred_id_missing"
    REFERRAL_OF_SELF = "referral_of_self"
    REFERRAL_FLAG_INVALID = "referral_flag_invalid"
    REFERRAL_REWARD_INVALID = "referral_reward_invalid"
    COLUMN_UNKNOWN = "column_unknown"
    ROW_NOT_AN_OBJECT = "row_not_an_object"
    ROW_TOO_LARGE = "row_too_large"
    ROW_UNREADABLE = "row_unreadable"
    ROW_WIDTH = "row_width"


class RejectionError(Exception):
    """One event or row is bad by itself.

    Args:
        code: The stable reason.
        message: The reason in words; it repeats no value, since values may be personal.
    """

    def __init__(self, code: RejectCode, message: str) -> None:
        super().__init__(message)
        self.code = code
        self.message = message
