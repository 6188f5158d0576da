"""The demonstration, through the door of a running system: what it reproduces, what adds up, what it prints."""

import io
import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path

import pytest
from rich.console import Console

from attune.demo import cdnow, marketing
from attune.demo.findings import Findings
from attune.demo.market.channels import CAMPAIGNS, START
from attune.demo.report import print_report
from attune.demo.report.purchases import PUBLISHED, PUBLISHED_LOG_LIKELIHOOD
from attune.demo.run import find
from attune.demo.system import WORKSPACE
from attune_client import Attune
from attune_client.operations import experiments_read
from tests.contract.running import System

pytestmark = pytest.mark.skipif(cdnow.find_wheel() is None, reason="make setup has not fetched the wheel with CDNOW's data")

WIDTH = 80
README = Path(__file__).parents[2] / "README.md"


@dataclass(frozen=True, slots=True)
class Demonstration:
    """One run, and what is needed for another."""

    attune: Attune
    findings: Findings


def quiet() -> Console:
    return Console(file=io.StringIO(), width=WIDTH, highlight=False)


@pytest.fixture(scope="module")
def demonstration(system: System) -> Iterator[Demonstration]:
    workspace = system.make_workspace("the demonstration")
    with Attune(system.address, workspace.admin_key) as attune:
        yield Demonstration(attune, find(attune, quiet(), full=False))


@pytest.fixture(scope="module")
def findings(demonstration: Demonstration) -> Findings:
    return demonstration.findings


@pytest.fixture(scope="module")
def page(findings: Findings) -> str:
    console = quiet()
    print_report(console, findings)
    assert isinstance(console.file, io.StringIO)
    return console.file.getvalue()


def test_the_published_figures_are_reproduced_on_the_real_purchases(findings: Findings) -> None:
    """Fader, Hardie & Lee (2005): what is simulated comes afterwards and changes none of it."""
    fit, backtest = findings.real.model.fit, findings.real.model.backtest
    for name, published in PUBLISHED.items():
        assert fit.parameters.additional_properties[name] == pytest.approx(published, abs=2e-4)
    assert fit.log_likelihood == pytest.approx(PUBLISHED_LOG_LIKELIHOOD, abs=1e-3)
    assert backtest is not None
    assert (backtest.actual, round(backtest.model.predicted, 2)) == (1_882, 1_653.41)
    assert (findings.real.orders, findings.real.revenue) == (6_919, Decimal("244091.94"))


def test_there_is_one_truth_to_the_cent(findings: Findings) -> None:
    loop = findings.loop.truth
    simulated = Decimal(round(findings.truth.revenue * 100)) / 100
    real = [order.amount for order in cdnow.read_orders(full=False) if order.day >= START.date()]
    assert loop.reconciled
    assert Decimal(loop.orders) == Decimal(loop.profiles) == findings.real.revenue + simulated
    assert loop.report_value is not None
    assert Decimal(loop.report_value) == sum(real) + simulated
    assert loop.credited is not None
    credited = loop.credited.additional_properties
    assert set(credited) == {"first_touch", "last_touch", "linear", "markov"}
    for value in credited.values():
        assert Decimal(value) + Decimal(loop.unattributed or 0) == Decimal(loop.report_value)
    assert findings.returns.report.totals.conversions == len(real) + findings.truth.orders


def test_all_five_steps_have_something_to_say(findings: Findings) -> None:
    steps = findings.loop.steps
    assert findings.loop.missing.additional_properties == {}
    assert steps.identify is not None
    assert steps.communicate is not None
    assert len(steps.communicate.channels) == len(findings.truth.channels)
    assert steps.communicate.touchpoints == sum(channel.touchpoints for channel in findings.truth.channels)
    (holdout,) = steps.communicate.holdouts
    assert holdout.communicated == findings.truth.marketing.treated
    assert steps.budget is not None
    assert steps.budget.plan_id == findings.plan.id


def test_what_is_proven_holds_the_truth(findings: Findings) -> None:
    """Seeded and hashed: the same draw every time, and the 95 % intervals of this one hold what they should."""
    returns, truth = findings.returns, findings.truth
    for analysis, lift in (
        (returns.experiment, truth.experiment.revenue),
        (returns.holdout_orders, truth.marketing.orders),
        (returns.holdout, truth.marketing.revenue),
    ):
        difference = analysis.comparisons[0].difference
        assert difference.low is not None
        assert difference.high is not None
        assert difference.low < lift < difference.high
        assert analysis.srm.passed
        assert analysis.warnings == []
    email = returns.experiment.comparisons[0].difference
    assert email.low is not None
    assert email.low > 0


def test_credit_rewards_what_does_nothing_and_cannot_see_what_is_offline(findings: Findings) -> None:
    channels = {channel.channel: channel for channel in findings.returns.report.channels}
    for name in ("display", "affiliates"):
        truth = findings.truth.of(name)
        assert truth is not None
        assert truth.orders == 0
        assert channels[name].credit.additional_properties["markov"].conversions.estimate > 50
    assert not channels["direct_mail"].visible
    assert findings.returns.report.warnings == ["channels_without_touchpoints"]


def test_the_budget_of_email_is_calibrated_by_its_experiment_and_no_other(findings: Findings) -> None:
    """The control gets no e-mail at all, and who is offered it gets all there is: the lift is the channel's."""
    calibrated = {channel.channel for channel in findings.plan.channels if channel.calibration is not None}
    assert calibrated == {"email"}


def test_the_next_budget_truly_brings_more_than_the_last(findings: Findings) -> None:
    plan, weeks = findings.plan, findings.plan.request.horizon_weeks
    now = findings.truth.outcome({channel.channel: float(channel.current_spend) / weeks for channel in plan.channels})
    recommended = {channel.channel: float(channel.spend) / weeks for channel in plan.channels}
    best = findings.truth.best(float(plan.budget) / weeks, list(recommended))
    assert now.margin < findings.truth.outcome(recommended).margin < best.margin


def test_the_page_tells_the_five_steps_in_order_and_labels_what_is_simulated(page: str) -> None:
    titles = [
        "1 · Who they are",
        "2 · What they are worth",
        "3 · What was said where",
        "4 · What it returned",
        "5 · The next budget",
    ]
    lines = page.splitlines()
    places = [next(place for place, line in enumerate(lines) if line.startswith(title)) for title in titles]
    assert places == sorted(places)
    assert all("simulated" in lines[place] for place in places)
    real, _, loop = page.partition("The loop, with simulated marketing")
    assert "simulated-" not in real
    assert "truth" not in real
    assert "0.2426" in real
    assert "the sums agree" in loop


def test_what_is_simulated_says_so_in_the_data_too(demonstration: Demonstration) -> None:
    """On whichever page it is looked at: the workspace's name, the experiment's, those of orders and campaigns."""
    assert "simulated marketing" in WORKSPACE
    assert demonstration.attune.call(experiments_read, marketing.EXPERIMENT).name.startswith("Simulated: ")
    assert {name.partition("_")[0] for name in CAMPAIGNS.values()} == {"simulated"}


def test_the_page_says_what_its_figures_are_of(page: str) -> None:
    told = " ".join(page.split())
    assert "customers (100%) were met:" in told
    assert "were touched" not in told
    assert "at the average margin share of all orders" in told
    assert "proven (95 %)" not in told
    assert "real and simulated orders, assumed margin" in told
    assert "nobody who would buy anyway uses the offer" in told
    assert "What was drawn, and is counted above, is 704 orders" in told
    assert "more margin than is brought now; the best division would bring $" in told
    assert "1 · Who they are (real and simulated orders)" in page  # in one line


def test_the_page_fits_a_terminal_of_80_columns(page: str) -> None:
    assert "…" not in page  # what a cell that is cut off ends with
    assert max(map(len, page.splitlines())) <= WIDTH


def test_the_readme_shows_what_is_printed(page: str) -> None:
    """But for intervals: their draws are seeded by a digest, in which another platform's last digit would show."""

    def without_intervals(text: str) -> set[str]:
        return {re.sub(r"\(\S+\.\.\S+\)", "", line).rstrip() for line in text.splitlines()}

    shown = re.search(r"```text\n(.*?)```", README.read_text(encoding="utf-8"), re.DOTALL)
    assert shown is not None
    assert without_intervals(shown[1].replace("…", "")) <= without_intervals(page)


def test_another_run_on_the_same_data_adds_nothing(demonstration: Demonstration) -> None:
    again = find(demonstration.attune, quiet(), full=False)
    before = demonstration.findings
    assert again.truth == before.truth
    assert again.real.model.id == before.real.model.id
    assert again.loop.truth == before.loop.truth
    assert again.returns.report.digest == before.returns.report.digest
    assert [goal.id for goal in again.loop.goals] == [goal.id for goal in before.loop.goals]


def test_what_calls_the_system_does_not_know_the_truth() -> None:
    assert "truth" not in Path(marketing.__file__).read_text()
