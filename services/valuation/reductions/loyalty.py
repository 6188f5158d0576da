"""Orders, answers and referrals → what contribution, commitment and championship are made of, in SQL.

The definitions in Python are `domain.wallet.customer_share`, `domain.referral_value.referral_value` and
`domain.value_grid.grid_cell`; who was brought is defined in docs/loyalty.md.
"""

from dataclasses import dataclass
from uuid import UUID

from kernel.reduce import reduction
from services.valuation.domain.referral_value import Brought, ReferralParts


@dataclass(frozen=True, slots=True)
class OrderSums:
    """What all orders before a moment came to.

    Attributes:
        customers: With a purchase.
        new_customers: Those of them whose first purchase lies within the window.
        revenue: Net of refunds.
        margin: Of the orders that state one.
        revenue_with_margin: Of the same.
        purchases_without: Purchases that state none.
    """

    customers: int
    new_customers: int
    revenue: float
    margin: float
    revenue_with_margin: float
    purchases_without: int


ORDER_SUMS = reduction(
    """
    with of_customers as (
        select o.workspace_id, o.customer_id, min(case when o.is_purchase then o.ordered_at end) as first_at,
               sum(o.net) as revenue, sum(o.margin) as margin,
               sum(o.net) filter (where o.margin is not null) as revenue_with_margin,
               count(*) filter (where o.is_purchase and o.margin is null) as purchases_without
        from published.orders o
        where o.workspace_id = :workspace_id and o.ordered_at < :as_of
        group by o.workspace_id, o.customer_id
    )
    select count(first_at) as customers, count(*) filter (where first_at >= :window_from) as new_customers,
           cast(coalesce(sum(revenue), 0) as double precision) as revenue,
           cast(coalesce(sum(margin), 0) as double precision) as margin,
           cast(coalesce(sum(revenue_with_margin), 0) as double precision) as revenue_with_margin,
           cast(coalesce(sum(purchases_without), 0) as bigint) as purchases_without
    from of_customers
    """,
    row=OrderSums,
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


# Whom each referrer brought within the window: one referrer for each of the referred, who had not bought before. Then their
# money, discounted to the window's start: what they have left until the day on which their lifetime values begin, and these.
_BROUGHT = """
    with pairs as (
        select r.workspace_id, r.referrer_id, r.referred_id, min(r.referred_at) as first_told_at,
               min(r.referred_at) filter (where r.kind = 'converted') as converted_at,
               bool_and(r.is_new) as is_new, bool_or(r.would_have_come) as would_have_come, coalesce(sum(r.reward), 0) as reward
        from published.referrals r
        where r.workspace_id = :workspace_id and r.referred_at < :as_of
          and r.referred_id is not null and r.referred_id <> r.referrer_id
        group by r.workspace_id, r.referrer_id, r.referred_id
    ), placed as (
        select p.*, row_number() over (partition by p.workspace_id, p.referred_id
                                       order by case when p.converted_at is null then 1 else 0 end,
                                                coalesce(p.converted_at, p.first_told_at), p.referrer_id) as place
        from pairs p
    ), bought as (
        select p.workspace_id, p.referrer_id, p.referred_id, p.first_told_at, p.converted_at, p.is_new, p.would_have_come,
               p.reward, o.ordered_at,
               coalesce(cast(o.margin as double precision),
                        cast(o.net as double precision) * cast(:margin as double precision)) as contribution,
               min(case when o.is_purchase then o.ordered_at end) over (partition by p.workspace_id, p.referred_id) as first_at
        from placed p
        left join published.orders o
            on o.workspace_id = p.workspace_id and o.customer_id = p.referred_id and o.ordered_at < :as_of
        where p.place = 1 and coalesce(p.is_new, true)
    ), came as (
        select workspace_id, referrer_id, referred_id, would_have_come, reward, ordered_at, contribution, first_at,
               coalesce(converted_at, first_at) as came_at
        from bought
        where case when converted_at is null then first_at >= first_told_at
                   else coalesce(is_new, false) or coalesce(first_at >= converted_at - cast(:grace as interval), true) end
    ), brought as (
        select workspace_id, referrer_id, referred_id, would_have_come, reward, first_at,
               exp(-cast(:discount as double precision)
                   * extract(epoch from came_at - cast(:window_from as timestamptz))) as factor,
               coalesce(sum(contribution * exp(-cast(:discount as double precision)
                                               * extract(epoch from ordered_at - cast(:window_from as timestamptz))))
                            filter (where ordered_at >= came_at - cast(:grace as interval) and ordered_at < :value_from), 0)
                   as contribution
        from came
        where came_at >= :window_from and came_at < :as_of
        group by workspace_id, referrer_id, referred_id, would_have_come, reward, first_at, came_at
    ), credited as (
        select b.workspace_id, b.referrer_id, b.referred_id, b.factor, b.would_have_come,
               coalesce(b.first_at >= :window_from, false) as is_new_buyer,
               b.factor * cast(b.reward as double precision) as reward, b.contribution,
               v.clv is not null as is_valued, v.clv is not null and v.clv_high is null as is_bare,
               cast(:value_factor as double precision) * coalesce(v.clv, 0) as value,
               case when v.clv > 0 and v.clv_high > 0
                    then cast(:value_factor as double precision) * v.clv * ln(v.clv_high / v.clv) else 0 end as half_width
        from brought b
        left join published.customer_value v on v.workspace_id = b.workspace_id and v.customer_id = b.referred_id
    )
"""
_GROUPS = {"incremental": "not would_have_come", "anyway": "would_have_come", "unasked": "would_have_come is null"}
_MEASURES = {
    "arrivals": "factor",
    "rewards": "reward",
    "contribution": "contribution",
    "value": "value",
    "half_width": "half_width",
}
_PART_NAMES = [f"{group}_{measure}" for group in _GROUPS for measure in _MEASURES]
_PARTS = ",\n           ".join(
    f"coalesce(sum({column}) filter (where {which}), 0) as {group}_{measure}"
    for group, which in _GROUPS.items()
    for measure, column in _MEASURES.items()
)


@dataclass(frozen=True, slots=True)
class PartSums:
    """The parts of referral value, as sums over whom some referrers brought."""

    incremental_arrivals: float
    incremental_rewards: float
    incremental_contribution: float
    incremental_value: float
    incremental_half_width: float
    anyway_arrivals: float
    anyway_rewards: float
    anyway_contribution: float
    anyway_value: float
    anyway_half_width: float
    unasked_arrivals: float
    unasked_rewards: float
    unasked_contribution: float
    unasked_value: float
    unasked_half_width: float

    @property
    def parts(self) -> ReferralParts:
        """As the domain takes them."""
        return ReferralParts(*(Brought(*(getattr(self, f"{group}_{measure}") for measure in _MEASURES)) for group in _GROUPS))


@dataclass(frozen=True, slots=True)
class ReferralSums(PartSums):
    """Whom all referrers brought.

    Attributes:
        brought: How many customers.
        referrers: Who brought them.
        asked: Of the brought, those who said whether they would have come anyway.
        would_have_come: Of them, those who said yes.
        new_buyers: Of the brought, those whose first purchase lies within the window.
        valued: Of the brought, those with a lifetime value.
        without_interval: Those of them whose value has none.
    """

    brought: int
    referrers: int
    asked: int
    would_have_come: int
    new_buyers: int
    valued: int
    without_interval: int


REFERRAL_SUMS = reduction(
    f"""
    {_BROUGHT}
    select {_PARTS},
           count(*) as brought, count(distinct referrer_id) as referrers, count(would_have_come) as asked,
           count(*) filter (where would_have_come) as would_have_come, count(*) filter (where is_new_buyer) as new_buyers,
           count(*) filter (where is_valued) as valued, count(*) filter (where is_bare) as without_interval
    from credited
    """,  # noqa: S608 — of constants; every outside value is bound
    row=ReferralSums,
)


@dataclass(frozen=True, slots=True)
class ReferralCounts:
    """What was said of referrals within the window, and what was spent.

    Attributes:
        told: Statements.
        unnamed: Of them, those that lead to no customer (yet).
        own: Those in which the two are one customer by now.
        spend: For communication on the days that begin within the window.
    """

    told: int
    unnamed: int
    own: int
    spend: float


REFERRAL_COUNTS = reduction(
    """
    select count(*) as told, count(*) filter (where r.referred_id is null) as unnamed,
           count(*) filter (where r.referred_id = r.referrer_id) as own,
           (select cast(coalesce(sum(s.amount), 0) as double precision) from published.spend s
            where s.workspace_id = :workspace_id and cast(s.day as timestamp) at time zone :time_zone >= :window_from
              and cast(s.day as timestamp) at time zone :time_zone < :as_of) as spend
    from published.referrals r
    where r.workspace_id = :workspace_id and r.referred_at >= :window_from and r.referred_at < :as_of
    """,
    row=ReferralCounts,
)


_CUSTOMERS = f"""
    {_BROUGHT}
    , referrers as (
        select workspace_id, referrer_id, count(*) as brought, count(*) filter (where is_bare) as bare,
           {_PARTS}
        from credited group by workspace_id, referrer_id
    ), both_values as (
        select v.workspace_id, v.customer_id, v.clv, v.clv_low, v.clv_high, coalesce(r.brought, 0) as brought,
               coalesce(r.bare, 0) as bare, {", ".join(f"coalesce(r.{name}, 0) as {name}" for name in _PART_NAMES)},
               coalesce(r.incremental_contribution + cast(:share as double precision) * r.unasked_contribution
                        + cast(:margin as double precision)
                          * (r.incremental_value + cast(:share as double precision) * r.unasked_value)
                        + cast(:acquisition_cost as double precision)
                          * (r.incremental_arrivals + r.anyway_arrivals + r.unasked_arrivals)
                        - r.incremental_rewards - r.anyway_rewards - r.unasked_rewards, 0) as crv
        from published.customer_value v
        left join referrers r on r.workspace_id = v.workspace_id and r.referrer_id = v.customer_id
        where v.workspace_id = :workspace_id and v.clv is not null
    )
"""  # noqa: S608 — of constants; every outside value is bound


_CUTS = """
    , cuts as (
        select workspace_id, percentile_cont(0.5) within group (order by clv) as clv_cut,
               percentile_cont(0.5) within group (order by crv) as crv_cut
        from both_values group by workspace_id
    )
"""


@dataclass(frozen=True, slots=True)
class GridCuts:
    """The medians of customers' lifetime values (as published, in revenue) and of their referral values."""

    clv: float
    crv: float


GRID_CUTS = reduction(
    f"""
    {_CUSTOMERS} {_CUTS}
    select clv_cut, crv_cut from cuts order by clv_cut
    """,  # noqa: S608 — of constants; every outside value is bound
    row=GridCuts,
)


@dataclass(frozen=True, slots=True)
class CellSums(PartSums):
    """Customers on the same sides of both cuts.

    Attributes:
        clv_cut: The median of lifetime values, as published, in revenue.
        crv_cut: That of referral values.
        clv_above: Whether their lifetime values are above the cut.
        crv_above: Whether their referral values are.
        customers: How many.
        value: Their lifetime values, added up.
        half_width: The half-widths of these, added up.
        without_interval: Those of them whose own value, or that of somebody they brought, has none.
    """

    clv_cut: float
    crv_cut: float
    clv_above: bool
    crv_above: bool
    customers: int
    value: float
    half_width: float
    without_interval: int


GRID = reduction(
    f"""
    {_CUSTOMERS} {_CUTS}
    select {", ".join(f"sum({name}) as {name}" for name in _PART_NAMES)},
           c.clv_cut, c.crv_cut, clv > c.clv_cut as clv_above, crv > c.crv_cut as crv_above, count(*) as customers,
           sum(clv) as value,
           coalesce(sum(clv * ln(clv_high / clv)) filter (where clv > 0 and clv_high > 0), 0) as half_width,
           count(*) filter (where clv_high is null or bare > 0) as without_interval
    from both_values v
    join cuts c on c.workspace_id = v.workspace_id
    group by v.workspace_id, c.clv_cut, c.crv_cut, clv > c.clv_cut, crv > c.crv_cut
    order by clv_above, crv_above
    """,  # noqa: S608 — of constants; every outside value is bound
    row=CellSums,
)


@dataclass(frozen=True, slots=True)
class CustomerSums(PartSums):
    """One customer's lifetime value, and whom they brought.

    Attributes:
        customer_id: Ours.
        clv: As published, in revenue.
        clv_low: The interval's low end.
        clv_high: Its high end.
        crv: Their referral value.
        brought: How many they brought.
        bare: Of them, those whose value has no interval.
    """

    customer_id: UUID
    clv: float
    clv_low: float | None
    clv_high: float | None
    crv: float
    brought: int
    bare: int


# Some customers of a cell, in the order of their ids.
CELL_CUSTOMERS = reduction(
    f"""
    {_CUSTOMERS}
    select {", ".join(_PART_NAMES)}, customer_id, clv, clv_low, clv_high, crv, brought, bare
    from both_values
    where customer_id > :after
      and (cast(:any_cell as boolean)
           or ((clv > cast(:clv_cut as double precision)) = cast(:clv_above as boolean)
               and (crv > cast(:crv_cut as double precision)) = cast(:crv_above as boolean)))
    order by customer_id limit :most
    """,  # noqa: S608 — of constants; every outside value is bound
    row=CustomerSums,
)


@dataclass(frozen=True, slots=True)
class PlacedCustomer(CustomerSums):
    """One customer beside the cuts of all."""

    clv_cut: float
    crv_cut: float


ONE_CUSTOMER = reduction(
    f"""
    {_CUSTOMERS} {_CUTS}
    select {", ".join(f"v.{name}" for name in _PART_NAMES)}, v.customer_id, v.clv, v.clv_low, v.clv_high, v.crv,
           v.brought, v.bare, c.clv_cut, c.crv_cut
    from both_values v
    join cuts c on c.workspace_id = v.workspace_id
    where v.customer_id = :customer_id
    order by v.customer_id
    """,  # noqa: S608 — of constants; every outside value is bound
    row=PlacedCustomer,
)
