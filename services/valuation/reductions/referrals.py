"""Referrals, the orders of the referred and lifetime values → what championship is made of, in SQL.

The definitions in Python are `domain.referral_value.referral_value` and `domain.value_grid.grid_cell`; who was brought is
defined in docs/loyalty.md.
"""

from dataclasses import dataclass
from uuid import UUID

from kernel.reduce import reduction
from services.valuation.domain.referral_value import Brought, ReferralParts

_TOLD = """
    with told as (
        select r.workspace_id, r.referrer_id, r.referred_id, r.referred_at, r.kind, r.is_new, r.would_have_come, r.reward
        from published.referrals r
        where r.workspace_id = :workspace_id and r.referred_at < :as_of
    )
"""
# All that was said of those of whom the named were said to have brought them, by whomever: found by the indexes on subjects,
# referrals and orders.
_TOLD_OF_NAMED = """
    with theirs as (
        select distinct r.workspace_id, r.referred_id
        from published.referrals r
        where r.workspace_id = :workspace_id and r.referrer_id = any(cast(:customer_ids as uuid[])) and r.referred_at < :as_of
          and r.referred_id is not null
    ), told as (
        select r.workspace_id, r.referral_key, r.referrer_id, r.referred_id, r.referred_at, r.kind, r.is_new,
               r.would_have_come, r.reward
        from theirs n
        join published.subjects s on s.workspace_id = n.workspace_id and s.customer_id = n.referred_id
        join published.referrals r on r.workspace_id = s.workspace_id and r.referred_subject_id = s.subject_id
        where r.workspace_id = :workspace_id and r.referred_at < :as_of
        union
        select r.workspace_id, r.referral_key, r.referrer_id, r.referred_id, r.referred_at, r.kind, r.is_new,
               r.would_have_come, r.reward
        from theirs n
        join published.orders o on o.workspace_id = n.workspace_id and o.customer_id = n.referred_id
        join published.referrals r on r.workspace_id = o.workspace_id and r.order_key = o.order_key
        where r.workspace_id = :workspace_id and r.referred_at < :as_of and r.referred_id = n.referred_id
    )
"""

# Whom each referrer brought within the window: one referrer for each of the referred, who had not bought before. Then their
# money, discounted to the window's start: what they have left until the day on which their lifetime values begin, and these.
_BROUGHT = """
    , pairs as (
        select r.workspace_id, r.referrer_id, r.referred_id, min(r.referred_at) as first_told_at,
               min(r.referred_at) filter (where r.kind = 'converted') as converted_at,
               bool_and(r.is_new) as is_new, bool_or(r.would_have_come) as would_have_come, coalesce(sum(r.reward), 0) as reward
        from told r
        where r.referred_id is not null and r.referred_id <> r.referrer_id
        group by r.workspace_id, r.referrer_id, r.referred_id
    ), placed as (
        select p.*, row_number() over (partition by p.workspace_id, p.referred_id
                                       order by case when p.converted_at is null then 1 else 0 end,
                                                coalesce(p.converted_at, p.first_told_at), p.referrer_id) as place
        from pairs p
    ), candidates as (
        select workspace_id, referrer_id, referred_id, first_told_at, converted_at, is_new, would_have_come, reward
        from placed where place = 1 and coalesce(is_new, true)
    ), bought as (
        select c.workspace_id, c.referred_id, o.ordered_at, o.is_purchase,
               coalesce(cast(o.margin as double precision),
                        cast(o.net as double precision) * cast(:margin as double precision)) as contribution
        from candidates c
        join published.orders o on o.workspace_id = c.workspace_id and o.customer_id = c.referred_id
        where o.ordered_at < :as_of
    ), firsts as (
        select workspace_id, referred_id, min(ordered_at) as first_at from bought where is_purchase
        group by workspace_id, referred_id
    ), came as (
        select c.workspace_id, c.referrer_id, c.referred_id, c.would_have_come, c.reward, f.first_at,
               coalesce(c.converted_at, f.first_at) as came_at
        from candidates c
        left join firsts f on f.workspace_id = c.workspace_id and f.referred_id = c.referred_id
        where case when c.converted_at is null then f.first_at >= c.first_told_at
                   else coalesce(c.is_new, false) or coalesce(f.first_at >= c.converted_at - cast(:grace as interval), true) end
    ), brought as (
        select c.workspace_id, c.referrer_id, c.referred_id, c.would_have_come, c.reward, c.first_at,
               exp(-cast(:discount as double precision)
                   * extract(epoch from c.came_at - cast(:window_from as timestamptz))) as factor,
               coalesce(sum(b.contribution * exp(-cast(:discount as double precision)
                                                 * extract(epoch from b.ordered_at - cast(:window_from as timestamptz)))),
                        0) as contribution
        from came c
        left join bought b
            on b.workspace_id = c.workspace_id and b.referred_id = c.referred_id
            and b.ordered_at >= c.came_at - cast(:grace as interval) and b.ordered_at < :value_from
        where c.came_at >= :window_from and c.came_at < :as_of
        group by c.workspace_id, c.referrer_id, c.referred_id, c.would_have_come, c.reward, c.first_at, c.came_at
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
    {_TOLD} {_BROUGHT}
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
    """What was said of referrals within the window.

    Attributes:
        told: Statements.
        unnamed: Of them, those that lead to no customer (yet).
        own: Those in which the two are one customer by now.
    """

    told: int
    unnamed: int
    own: int


REFERRAL_COUNTS = reduction(
    """
    select count(*) as told, count(*) filter (where r.referred_id is null) as unnamed,
           count(*) filter (where r.referred_id = r.referrer_id) as own
    from published.referrals r
    where r.workspace_id = :workspace_id and r.referred_at >= :window_from and r.referred_at < :as_of
    """,
    row=ReferralCounts,
)


_BOTH_VALUES = f"""
    , referrers as (
        select workspace_id, referrer_id, count(*) as brought, count(*) filter (where is_bare) as bare,
           {_PARTS}
        from credited group by workspace_id, referrer_id
    ), both_values as (
        select v.workspace_id, v.customer_id, v.clv, v.clv_low, v.clv_high, coalesce(r.brought, 0) as brought,
               coalesce(r.bare, 0) as bare, {", ".join(f"coalesce(r.{name}, 0) as {name}" for name in _PART_NAMES)},
               -- to fifteen digits: a sum in another order is to fall on the same side of a cut
               coalesce(cast(cast(
                   r.incremental_contribution + cast(:share as double precision) * r.unasked_contribution
                   + cast(:margin as double precision)
                     * (r.incremental_value + cast(:share as double precision) * r.unasked_value)
                   + cast(:acquisition_cost as double precision)
                     * (r.incremental_arrivals + r.anyway_arrivals + r.unasked_arrivals)
                   - r.incremental_rewards - r.anyway_rewards - r.unasked_rewards
                   as numeric) as double precision), 0) as crv
        from valued v
        left join referrers r on r.workspace_id = v.workspace_id and r.referrer_id = v.customer_id
    )
"""  # noqa: S608 — of constants; every outside value is bound
_VALUED = """
    , valued as (
        select v.workspace_id, v.customer_id, v.clv, v.clv_low, v.clv_high
        from published.customer_value v
        where v.workspace_id = :workspace_id and v.clv is not null
    )
"""
_CUSTOMERS = _TOLD + _BROUGHT + _VALUED + _BOTH_VALUES


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
class Valued:
    """Customers with a lifetime value, and who of all may be worth something by whom they brought.

    Attributes:
        customers: How many.
        clv_cut: The median of their lifetime values; None where there are none.
        referrers: Customers who said that they referred somebody, or of whom it was said.
    """

    customers: int
    clv_cut: float | None
    referrers: int


VALUED = reduction(
    """
    select count(*) as customers, percentile_cont(0.5) within group (order by v.clv) as clv_cut,
           (select count(distinct r.referrer_id) from published.referrals r
            where r.workspace_id = :workspace_id and r.referred_at < :as_of) as referrers
    from published.customer_value v
    where v.workspace_id = :workspace_id and v.clv is not null
    """,
    row=Valued,
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


NAMED_CUSTOMERS = reduction(
    f"""
    {_TOLD_OF_NAMED} {_BROUGHT}
    , valued as (
        select v.workspace_id, v.customer_id, v.clv, v.clv_low, v.clv_high
        from published.customer_value v
        where v.workspace_id = :workspace_id and v.model_id = :model_id
          and v.customer_id = any(cast(:customer_ids as uuid[])) and v.clv is not null
    )
    {_BOTH_VALUES}
    select {", ".join(_PART_NAMES)}, customer_id, clv, clv_low, clv_high, crv, brought, bare
    from both_values order by customer_id
    """,  # noqa: S608 — of constants; every outside value is bound
    row=CustomerSums,
)
"""Those of :customer_ids who have a lifetime value, a few: for `look_up`, where the planner knows the workspace."""


@dataclass(frozen=True, slots=True)
class ValuedCustomer:
    """A customer with a lifetime value."""

    customer_id: UUID


VALUED_CUSTOMERS = reduction(
    """
    select v.customer_id
    from published.customer_value v
    where v.workspace_id = :workspace_id and v.model_id = :model_id and v.clv is not null and v.customer_id > :after
      and (cast(:any_value as boolean)
           or (v.clv > cast(:clv_cut as double precision)) = cast(:clv_above as boolean))
      and (cast(:anybody as boolean)
           or v.customer_id in (select r.referrer_id from published.referrals r
                                where r.workspace_id = :workspace_id and r.referred_at < :as_of))
    order by v.customer_id limit :most
    """,
    row=ValuedCustomer,
)
"""Some who may be of a cell, in the order of their ids: on one side of the cut of lifetime values, or who referred somebody."""
