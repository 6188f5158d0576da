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
    select c.workspace_id, c.id, c.customer_id, c.created_at
    from attune.customers c
    where c.merged_into is null
    """,
)

SUBJECTS = View(
    "subjects",
    "segmentation",
    """
    select s.workspace_id, s.id as subject_id, s.kind, s.customer_id
    from attune.subjects s
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

CUSTOMER_VALUE = View(
    "customer_value",
    "valuation",
    """
    select v.workspace_id, v.customer_id, v.model_id, r.model, p.published_at,
           (r.request ->> 'calibration_end')::date as calibration_end, v.frequency, v.recency, v.age, v.monetary_value,
           v.probability_alive, v.probability_alive_low, v.probability_alive_high,
           v.expected_purchases, v.expected_purchases_low, v.expected_purchases_high,
           v.expected_spend, v.expected_spend_low, v.expected_spend_high, v.clv, v.clv_low, v.clv_high
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
           or exists (select from attune.order_events o where o.workspace_id = w.id) as has_facts
    from attune.workspaces w
    """,
)

VIEWS = (CUSTOMERS, SUBJECTS, ORDERS, CUSTOMER_VALUE, FACTS)
