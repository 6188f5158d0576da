"""What customers are worth by the published model, added up."""

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from kernel.reduce import reduction


@dataclass(frozen=True, slots=True)
class Equity:
    """The sum of customers' lifetime values, and how it is spread. No row where no model is published.

    Attributes:
        customers: Valued by the model.
        with_value: Of them, those that have a number.
        equity: Sum of their values.
        without_interval: Of them, those whose value has no interval.
        half_width: Sum of clv · ln(high / clv): of half-widths to first order, each interval being symmetric in logarithms.
        expected_alive: Sum of P(alive).
        top_customers: A tenth of those with a value, rounded up: the most valuable ones.
        top_equity: The sum of theirs.
    """

    model_id: UUID
    model: str
    calibration_end: date
    published_at: datetime
    customers: int
    with_value: int
    equity: float
    without_interval: int
    half_width: float
    expected_alive: float
    top_customers: int
    top_equity: float


EQUITY = reduction(
    """
    with ranked as (
        select v.workspace_id, v.model_id, v.model, v.calibration_end, v.published_at, v.clv, v.clv_high, v.probability_alive,
               row_number() over (partition by v.workspace_id order by v.clv desc nulls last, v.customer_id) as place,
               count(v.clv) over (partition by v.workspace_id) as with_value
        from published.customer_value v
        where v.workspace_id = :workspace_id
    )
    select model_id, model, calibration_end, published_at, count(*) as customers, count(clv) as with_value,
           coalesce(sum(clv), 0) as equity,
           count(*) filter (where clv > 0 and clv_high is null) as without_interval,
           coalesce(sum(case when clv > 0 and clv_high > 0 then clv * (ln(clv_high) - ln(clv)) end), 0) as half_width,
           coalesce(sum(probability_alive), 0) as expected_alive,
           (with_value + 9) / 10 as top_customers,
           coalesce(sum(clv) filter (where place <= (with_value + 9) / 10), 0) as top_equity
    from ranked
    group by workspace_id, model_id, model, calibration_end, published_at, with_value
    """,
    row=Equity,
)
