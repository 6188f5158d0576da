"""The real purchases, and the fit of the published models to them."""

from rich.console import Console
from rich.table import Table

from attune.demo.findings import RealPurchases
from attune.demo.report.tables import number, table
from attune_client.models import ModelFit, ModelRecord, SpendFit

# Fader, Hardie & Lee (2005), Marketing Science 24:275, and Fader & Hardie (2013), note 025: the 1/10 sample, calibrated to
# 1997-09-30, time in weeks.
PUBLISHED = {"r": 0.2425945, "alpha": 4.4136019, "a": 0.7929199, "b": 2.4258881}
PUBLISHED_LOG_LIKELIHOOD = -9582.4292
PUBLISHED_SPEND = {"p": 6.25, "q": 3.74, "v": 15.44}


def print_purchases(console: Console, real: RealPurchases) -> None:
    """What is real, and how the system's fit compares with the published one."""
    whole = "all of CDNOW" if real.full else "the 1/10 sample of CDNOW"
    console.rule("[bold]Real purchases")
    console.print(
        f"{real.customers:,} customers, {real.orders:,} orders, ${real.revenue:,.2f}: {whole}, January 1997 to June 1998. "
        f"Nothing on this part of the page is simulated.\n"
    )
    for each in (_parameters(real), _holdout(real.model)):
        console.print(each)
        console.print()


def _parameters(real: RealPurchases) -> Table:
    """The fit, beside the published figures where it is the sample that they are of."""
    model = real.model
    made = table("The fit", "model", "parameter", "estimate", "standard error", "published")
    rows: list[tuple[str, ModelFit | SpendFit, dict[str, float]]] = [("BG/NBD", model.fit, PUBLISHED)]
    if model.spend is not None:
        rows.append(("Gamma-Gamma", model.spend, PUBLISHED_SPEND))
    for name, fit, published in rows:
        errors = fit.standard_errors.additional_properties if fit.standard_errors else {}
        for parameter, estimate in fit.parameters.additional_properties.items():
            known = "" if real.full else f"{published.get(parameter, float('nan')):.4f}"
            error = errors.get(parameter)
            made.add_row(name, parameter, f"{estimate:.4f}", "" if error is None else f"{error:.4f}", known)
            name = ""
    known = "" if real.full else f"{PUBLISHED_LOG_LIKELIHOOD:.4f}"
    made.add_row("BG/NBD", "log-likelihood", f"{model.fit.log_likelihood:.4f}", "", known)
    return made


def _holdout(model: ModelRecord) -> Table:
    backtest = model.backtest
    if backtest is None:
        return table("No holdout: the past is too short to divide")
    title = f"Held out, {backtest.calibration_end} to {backtest.observation_end}: {backtest.actual:,.0f} purchase days"
    made = table(title, "forecast", "predicted", "bias", "MAE", "RMSE", "correlation")
    for name, accuracy in (("BG/NBD", backtest.model), ("naive (own rate)", backtest.naive)):
        made.add_row(
            name,
            f"{accuracy.predicted:,.1f}",
            number(accuracy.bias, "{:+.1%}"),
            f"{accuracy.mean_absolute_error:.4f}",
            f"{accuracy.root_mean_square_error:.4f}",
            number(accuracy.correlation, "{:.4f}"),
        )
    return made
