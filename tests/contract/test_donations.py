"""The donations' demonstration, through the door of a running system, beside what was published of them."""

import io

import pytest
from numpy.testing import assert_allclose
from rich.console import Console

from attune.demo import cdnow, donors
from attune_client import Attune
from tests.contract.running import System

pytestmark = pytest.mark.skipif(cdnow.find_wheel() is None, reason="make setup has not fetched the wheel with the table")


def test_donors_are_valued_by_opportunities_as_published(system: System) -> None:
    console = Console(file=io.StringIO(), width=80, highlight=False)
    workspace = system.make_workspace("donors")
    with Attune(system.address, workspace.admin_key) as attune:
        findings = donors.find(attune, console)
    donors.print_donors(console, findings)
    assert isinstance(console.file, io.StringIO)
    page = console.file.getvalue()

    assert findings.donors == 11_104
    fitted = findings.model.fit.parameters.additional_properties
    assert_allclose([fitted[name] for name in donors.PUBLISHED], list(donors.PUBLISHED.values()), atol=1e-3)
    assert findings.model.fit.log_likelihood == pytest.approx(donors.PUBLISHED_LOG_LIKELIHOOD, abs=5e-3)
    assert findings.expected_gifts == pytest.approx(donors.PUBLISHED_GIFTS, abs=1.0)
    alive = {(each.cell.frequency, each.cell.recency): each.probability_alive for each in findings.cells}
    assert_allclose([alive[place] for place in donors.PUBLISHED_ALIVE], list(donors.PUBLISHED_ALIVE.values()), atol=5e-3)
    assert "each gift counts 1" in page.replace("\n", " ")
    assert max(map(len, page.splitlines())) <= 80
