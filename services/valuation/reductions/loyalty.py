"""Orders and answers → what contribution and commitment are made of, in SQL.

The definition in Python of a share of wallet is `domain.wallet.customer_share`.
"""

from dataclasses import dataclass

from kernel.reduce import reduction
from services.valuation.domain.contribution import OrderMoney

# What all orders before a moment came to.
ORDER_MONEY = reduction(
    """
    select cast(coalesce(sum(o.net), 0) as double precision) as revenue,
           cast(coalesce(sum(o.margin), 0) as double precision) as margin,
           cast(coalesce(sum(o.net) filter (where o.margin is not null), 0) as double precision) as revenue_with_margin,
           count(*) filter (where o.is_purchase and o.margin is null) as purchases_without
    from published.orders o
    where o.workspace_id = :workspace_id and o.ordered_at < :as_of
    """,
    row=OrderMoney,
)


@dataclass(frozen=True, slots=True)
class Buyers:
    """Who bought before a moment.

    Attributes:
        customers: With a purchase.
        new_customers: Those of them whose first purchase lies within the window.
    """

    customers: int
    new_customers: int


BUYERS = reduction(
    """
    with firsts as (
        select o.workspace_id, o.customer_id, min(o.ordered_at) as first_at
        from published.orders o
        where o.workspace_id = :workspace_id and o.ordered_at < :as_of and o.is_purchase
        group by o.workspace_id, o.customer_id
    )
    select count(*) as customers, count(*) filter (where first_at >= :window_from) as new_customers from firsts
    """,
    row=Buyers,
)


@dataclass(frozen=True, slots=True)
class WindowSpend:
    """What was spent for communication on the days that begin within the window."""

    spend: float


WINDOW_SPEND = reduction(
    """
    select cast(coalesce(sum(s.amount), 0) as double precision) as spend
    from published.spend s
    where s.workspace_id = :workspace_id and cast(s.day as timestamp) at time zone :time_zone >= :window_from
      and cast(s.day as timestamp) at time zone :time_zone < :as_of
    """,
    row=WindowSpend,
)


@dataclass(frozen=True, slots=True)
class ScoreCount:
    """Customers whose latest score it is."""

    score: int
    customers: int


SCORES = reduction(
    """
    with latest as (
        select f.workspace_id, f.score,
               row_number() over (partition by f.workspace_id, f.customer_id
                                  order by f.answered_at desc, f.feedback_key collate "C" desc) as place
        from published.feedback f
        where f.workspace_id = :workspace_id and f.score is not null
          and f.answered_at >= :window_from and f.answered_at < :as_of
    )
    select score, count(*) as customers from latest where place = 1 group by workspace_id, score order by score
    """,
    row=ScoreCount,
)

# Of each customer and category the latest answer. What has no category is one of its own.
LATEST_WALLETS = """
    with placed as (
        select f.workspace_id, f.customer_id, f.brand_rank, f.brands, f.wallet_share,
               row_number() over (partition by f.workspace_id, f.customer_id, f.category
                                  order by f.answered_at desc, f.feedback_key collate "C" desc) as place
        from published.feedback f
        where f.workspace_id = :workspace_id and (f.brand_rank is not null or f.wallet_share is not null)
          and f.answered_at < :as_of
    ), answers as (
        select workspace_id, customer_id, brand_rank, brands, wallet_share,
               coalesce(wallet_share, (1 - brand_rank / (brands + 1)) * 2 / brands) as share
        from placed where place = 1
    )
"""


@dataclass(frozen=True, slots=True)
class ShareGroup:
    """Customers who share their share of wallet, the mean over their categories.

    Attributes:
        share: 0 to 1.
        by_rule: Whether a rank made it, at least in part.
        customers: How many.
        valued: Those of them with a lifetime value.
        value: Their lifetime values, added up.
        half_width: The half-widths of these, added up.
        without_interval: Those of them whose value has no interval.
    """

    share: float
    by_rule: bool
    customers: int
    valued: int
    value: float
    half_width: float
    without_interval: int


SHARES = reduction(
    LATEST_WALLETS  # noqa: S608 — two constants; every outside value is bound
    + """
    , shares as (
        select workspace_id, customer_id, avg(share) as share, bool_or(wallet_share is null) as by_rule
        from answers group by workspace_id, customer_id
    )
    select s.share, s.by_rule, count(*) as customers, count(v.clv) as valued, coalesce(sum(v.clv), 0) as value,
           coalesce(sum(v.clv * ln(v.clv_high / v.clv)) filter (where v.clv > 0), 0) as half_width,
           count(*) filter (where v.clv is not null and v.clv_high is null) as without_interval
    from shares s
    left join published.customer_value v on v.workspace_id = s.workspace_id and v.customer_id = s.customer_id
    group by s.workspace_id, s.share, s.by_rule
    order by s.share, s.by_rule
    """,
    row=ShareGroup,
)


@dataclass(frozen=True, slots=True)
class SharePair:
    """Customers' latest answers that hold a share by their own word and a rank."""

    wallet_share: float
    brand_rank: float
    brands: int
    customers: int


SHARE_PAIRS = reduction(
    LATEST_WALLETS  # noqa: S608 — two constants; every outside value is bound
    + """
    select wallet_share, brand_rank, brands, count(*) as customers
    from answers where wallet_share is not null and brand_rank is not null
    group by workspace_id, wallet_share, brand_rank, brands
    order by wallet_share, brand_rank, brands
    """,
    row=SharePair,
)
