"""The published views: what one service may read of another's rows. Owned by `attune_owner`, so that FORCE applies to them."""

from dataclasses import dataclass

PUBLISHED = "published"


@dataclass(frozen=True, slots=True)
class View:
    """One published view: who owns its rows, and its query."""

    name: str
    owner: str
    query: str


CUSTOMERS = View(
    "customers",
    "segmentation",
    """
    select c.workspace_id, c.id, c.customer_id, c.created_at, c.erased_at
    from attune.customers c
    where c.merged_into is null
    """,
)

SUBJECTS = View(
    "subjects",
    "segmentation",
    """
    select s.workspace_id, s.id as subject_id, s.kind, s.value, s.customer_id
    from attune.subjects s
    """,
)

# The latest observation of each trait, over all of a customer's subjects, as text: a text is itself; a number is its digits,
# the same however it was written, as segmentation's `number_text` has it; true and false are called so. Null where it is no
# single value, or the empty text.
CUSTOMER_TRAITS = View(
    "customer_traits",
    "segmentation",
    """
    select distinct on (t.workspace_id, s.customer_id, t.name) t.workspace_id, s.customer_id, t.name,
           case jsonb_typeof(t.value)
               when 'number' then trim_scale(cast(t.value #>> '{}' as numeric))::text
               when 'string' then nullif(t.value #>> '{}', '')
               when 'boolean' then t.value #>> '{}'
           end as value
    from attune.subject_traits t
    join attune.subjects s on s.workspace_id = t.workspace_id and s.id = t.subject_id
    join attune.customers c on c.workspace_id = s.workspace_id and c.id = s.customer_id
    where c.erased_at is null
    order by t.workspace_id, s.customer_id, t.name, t.observed_at desc, t.subject_id
    """,
)

ORDERS = View(
    "orders",
    "segmentation",
    """
    select o.workspace_id, s.customer_id, o.subject_id, o.order_key, o.order_id, o.ordered_at,
           o.gross, o.refunded, o.net, o.net_float, o.currency, o.margin, o.discount, o.is_purchase
    from attune.orders o
    join attune.subjects s on s.workspace_id = o.workspace_id and s.id = o.subject_id
    where o.ordered_at is not null
    """,
)

ORDER_LINES = View(
    "order_lines",
    "segmentation",
    """
    select l.workspace_id, l.order_key, l.position, l.product_id, l.category, l.quantity, l.net
    from attune.order_lines l
    """,
)

TOUCHPOINTS = View(
    "touchpoints",
    "segmentation",
    """
    select t.workspace_id, s.customer_id, t.subject_id, t.touch_key, t.occurred_at,
           t.channel, t.source, t.medium, t.campaign, t.kind, t.cost
    from attune.touchpoints t
    join attune.subjects s on s.workspace_id = t.workspace_id and s.id = t.subject_id
    """,
)

SPEND = View(
    "spend",
    "segmentation",
    """
    select s.workspace_id, s.spend_key, s.channel, s.campaign, s.day, s.amount, s.currency
    from attune.spend s
    """,
)

FEEDBACK = View(
    "feedback",
    "segmentation",
    """
    select f.workspace_id, s.customer_id, f.subject_id, f.feedback_key, f.answered_at, f.score, f.category, f.brand_rank,
           f.brands, f.wallet_share, f.survey, f.source
    from attune.feedback f
    join attune.subjects s on s.workspace_id = f.workspace_id and s.id = f.subject_id
    """,
)

# Who was referred is told by an identifier, else by the order that the referral led to.
REFERRALS = View(
    "referrals",
    "segmentation",
    """
    select r.workspace_id, s.customer_id as referrer_id, coalesce(t.customer_id, b.customer_id) as referred_id,
           r.referral_key, r.referred_at, r.kind, r.is_new, r.would_have_come, r.reward, r.referred_subject_id, r.order_key
    from attune.referrals r
    join attune.subjects s on s.workspace_id = r.workspace_id and s.id = r.subject_id
    left join attune.subjects t on t.workspace_id = r.workspace_id and t.id = r.referred_subject_id
    left join attune.orders o on o.workspace_id = r.workspace_id and o.order_key = r.order_key and o.ordered_at is not null
    left join attune.subjects b on b.workspace_id = o.workspace_id and b.id = o.subject_id
    """,
)

CHANNEL_CREDIT = View(
    "channel_credit",
    "attribution",
    """
    select c.workspace_id, c.report_id, c.model, c.channel, c.conversions, c.conversions_low, c.conversions_high,
           c.value, c.value_low, c.value_high
    from attune.published_report p
    join attune.channel_credits c on c.workspace_id = p.workspace_id and c.report_id = p.report_id
    """,
)

ATTRIBUTION_REPORT = View(
    "attribution_report",
    "attribution",
    """
    select r.workspace_id, r.id as report_id, p.published_at, r.window_from, r.window_until, r.conversions, r.value,
           r.unattributed_conversions, r.unattributed_value, r.spend, r.document
    from attune.published_report p
    join attune.attribution_reports r on r.workspace_id = p.workspace_id and r.id = p.report_id
    """,
)

BUDGET_RECOMMENDATION = View(
    "budget_recommendation",
    "attribution",
    """
    select distinct on (b.workspace_id) b.workspace_id, b.id as plan_id, b.report_id, b.budget, b.response, b.response_low,
           b.response_high, cast(b.request ->> 'horizon_weeks' as integer) as horizon_weeks, b.document, b.created_at
    from attune.budget_plans b
    order by b.workspace_id, b.created_at desc, b.id desc
    """,
)

EXPOSURES = View(
    "exposures",
    "experiments",
    """
    select e.workspace_id, e.experiment_id, x.key as experiment, e.unit, e.variation, e.exposed_at
    from attune.exposures e
    join attune.experiments x on x.workspace_id = e.workspace_id and x.id = e.experiment_id
    """,
)

# The latest analysis of each experiment and each holdout by every metric that was asked for, a row for every treatment.
EXPERIMENT_LIFT = View(
    "experiment_lift",
    "experiments",
    """
    select l.workspace_id, a.id as analysis_id, a.experiment_id, a.holdout_id, coalesce(x.key, h.key) as key,
           x.channel, x.campaign, coalesce(x.control_without_channel, false) as control_without_channel,
           coalesce(x.coverage, 1) as coverage, coalesce(x.started_at, h.started_at) as started_at, a.analysed_until,
           l.metric, l.treatment, l.control, l.control_users, l.treatment_users,
           l.difference, l.difference_low, l.difference_high, l.p_value, l.relative, l.relative_low, l.relative_high,
           l.incremental, l.incremental_low, l.incremental_high, a.level
    from (
        select distinct on (workspace_id, experiment_id, holdout_id, request ->> 'metric') workspace_id, id, experiment_id,
               holdout_id, analysed_until, 1 - cast(request ->> 'alpha' as double precision) as level
        from attune.experiment_analyses
        order by workspace_id, experiment_id, holdout_id, request ->> 'metric', created_at desc, id desc
    ) a
    join attune.experiment_lifts l on l.workspace_id = a.workspace_id and l.analysis_id = a.id
    left join attune.experiments x on x.workspace_id = a.workspace_id and x.id = a.experiment_id
    left join attune.holdouts h on h.workspace_id = a.workspace_id and h.id = a.holdout_id
    """,
)

CUSTOMER_VALUE = View(
    "customer_value",
    "valuation",
    """
    select v.workspace_id, v.customer_id, v.model_id, r.model, p.published_at,
           (r.request ->> 'calibration_end')::date as calibration_end, v.frequency, v.recency, v.age, v.monetary_value,
           v.probability_alive, v.probability_alive_low, v.probability_alive_high,
           v.expected_purchases, v.expected_purchases_low, v.expected_purchases_high,
           v.expected_spend, v.expected_spend_low, v.expected_spend_high, v.clv, v.clv_low, v.clv_high,
           coalesce(v.valued_on, (r.request ->> 'calibration_end')::date) as valued_on
    from attune.published_model p
    join attune.customer_values v on v.workspace_id = p.workspace_id and v.model_id = p.model_id
    join attune.model_runs r on r.workspace_id = p.workspace_id and r.id = p.model_id
    """,
)

# Whether a workspace's time zone and currency are fixed: something was recorded in them.
FACTS = View(
    "facts",
    "segmentation",
    """
    select w.id as workspace_id,
           exists (select from attune.events e where e.workspace_id = w.id)
           or exists (select from attune.order_events o where o.workspace_id = w.id)
           or exists (select from attune.touchpoints t where t.workspace_id = w.id)
           or exists (select from attune.feedback f where f.workspace_id = w.id)
           or exists (select from attune.referrals r where r.workspace_id = w.id)
           or exists (select from attune.spend s where s.workspace_id = w.id) as has_facts
    from attune.workspaces w
    """,
)

VIEWS = (
    CUSTOMERS,
    SUBJECTS,
    CUSTOMER_TRAITS,
    ORDERS,
    ORDER_LINES,
    TOUCHPOINTS,
    FEEDBACK,
    REFERRALS,
    SPEND,
    CUSTOMER_VALUE,
    CHANNEL_CREDIT,
    ATTRIBUTION_REPORT,
    BUDGET_RECOMMENDATION,
    EXPOSURES,
    EXPERIMENT_LIFT,
    FACTS,
)
