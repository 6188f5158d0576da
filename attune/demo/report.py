"""The report of the demonstration, in a terminal."""

from dataclasses import dataclass
from decimal import Decimal

from rich.console import Console
from rich.table import Table

from attune_client import ImportCounts
from attune_client.models import ModelFit, ModelRecord, RfmTable, SpendFit, ValuedCustomer, ValueEstimate

# Fader, Hardie & Lee (2005), Marketing Science 24:275, and Fader & Hardie (2013), note 025: the 1/10 sample, calibrated to
# 1997-09-30, time in weeks.
PUBLISHED = {"r": 0.2425945, "alpha": 4.4136019, "a": 0.7929199, "b": 2.4258881}
PUBLISHED_LOG_LIKELIHOOD = -9582.4292
PUBLISHED_SPEND = {"p": 6.25, "q": 3.74, "v": 15.44}


@dataclass(frozen=True, slots=True)
class Findings:
    """What the system answered."""

    full: bool
    counts: ImportCounts
    rfm: RfmTable
    model: ModelRecord
    top: list[ValuedCustomer]


def print_report(console: Console, findings: Findings) -> None:
    """Print all of it."""
    _loaded(console, findings)
    for table in (_segments(findings.rfm), _parameters(findings), _holdout(findings.model), _top(findings)):
        console.print(table)
        console.print()


def _loaded(console: Console, findings: Findings) -> None:
    orders = sum(segment.orders for segment in findings.rfm.segments)
    revenue = sum((Decimal(segment.revenue) for segment in findings.rfm.segments), Decimal(0))
    whole = "all of CDNOW" if findings.full else "the 1/10 sample of CDNOW"
    console.rule("[bold]Real purchases")
    console.print(
        f"{findings.rfm.customers:,} customers, {orders:,} orders, ${revenue:,.2f}: {whole}, January 1997 to June 1998.\n"
    )


def _segments(rfm: RfmTable) -> Table:
    table = _table("What customers do: RFM segments", "segment", "customers", "share", "orders", "revenue")
    for segment in sorted(rfm.segments, key=lambda each: -Decimal(each.revenue)):
        table.add_row(
            segment.segment.replace("_", " ").replace("cant", "can't"),
            f"{segment.customers:,}",
            f"{segment.share:.1%}",
            f"{segment.orders:,}",
            f"${Decimal(segment.revenue):,.0f}",
        )
    return table


def _parameters(findings: Findings) -> Table:
    """The fit, beside the published figures where it is the sample that they are of."""
    model = findings.model
    table = _table("What they are worth: the fit", "model", "parameter", "estimate", "standard error", "published")
    rows: list[tuple[str, ModelFit | SpendFit, dict[str, float]]] = [("BG/NBD", model.fit, PUBLISHED)]
    if model.spend is not None:
        rows.append(("Gamma-Gamma", model.spend, PUBLISHED_SPEND))
    for name, fit, published in rows:
        errors = fit.standard_errors.additional_properties if fit.standard_errors else {}
        for parameter, estimate in fit.parameters.additional_properties.items():
            known = "" if findings.full else f"{published.get(parameter, float('nan')):.4f}"
            error = errors.get(parameter)
            table.add_row(name, parameter, f"{estimate:.4f}", "" if error is None else f"{error:.4f}", known)
            name = ""
    known = "" if findings.full else f"{PUBLISHED_LOG_LIKELIHOOD:.4f}"
    table.add_row("BG/NBD", "log-likelihood", f"{model.fit.log_likelihood:.4f}", "", known)
    return table


def _holdout(model: ModelRecord) -> Table:
    backtest = model.backtest
    if backtest is None:
        return _table("No holdout: the past is too short to divide")
    title = f"Held out, {backtest.calibration_end} to {backtest.observation_end}: {backtest.actual:,.0f} purchase days"
    table = _table(title, "forecast", "predicted", "bias", "MAE", "RMSE", "correlation")
    for name, accuracy in (("BG/NBD", backtest.model), ("naive (own rate)", backtest.naive)):
        table.add_row(
            name,
            f"{accuracy.predicted:,.1f}",
            "" if accuracy.bias is None else f"{accuracy.bias:+.1%}",
            f"{accuracy.mean_absolute_error:.4f}",
            f"{accuracy.root_mean_square_error:.4f}",
            "" if accuracy.correlation is None else f"{accuracy.correlation:.4f}",
        )
    return table


def _top(findings: Findings) -> Table:
    request = findings.model.request
    horizon = f"next {request.horizon:.0f} {request.time_unit}s at {request.annual_discount_rate:.0%} a year"
    horizon = f"next {request.horizon:.0f} {request.time_unit}s at {request.annual_discount_rate:.0%} a year"
    title = f"Worth most as of {request.calibration_end}: {horizon}, 95 % intervals"
    table = _table(title, "customer", "repeats", "P(alive)", "buys", "spend", "CLV")
    for customer in findings.top:
        table.add_row(
            customer.customer_id or str(customer.id),
            f"{customer.frequency:.0f}×",
            _interval(customer.probability_alive, "{:.3f}"),
            _point(customer.expected_purchases, "{:.1f}"),
            _point(customer.expected_spend, "${:,.0f}"),
            _interval(customer.clv, "${:,.0f}"),
        )
    return table


def _point(value: ValueEstimate, form: str) -> str:
    return "—" if value.estimate is None else form.format(value.estimate)


def _interval(value: ValueEstimate, form: str) -> str:
    point = _point(value, form)
    if value.low is None or value.high is None:
        return point
    return f"{point} [dim]({form.format(value.low)}–{form.format(value.high)})[/dim]"


def _table(title: str, *columns: str) -> Table:
    table = Table(title=title, title_justify="left", title_style="bold", header_style="dim", box=None, pad_edge=False)
    for number, column in enumerate(columns):
        table.add_column(column, justify="left" if number == 0 else "right", no_wrap=True)
    return table
