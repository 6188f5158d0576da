import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from numpy.testing import assert_allclose
from scipy.stats import CensoredData, ecdf

from services.valuation.domain.errors import InvalidDurationError
from services.valuation.domain.survival import SurvivalCurve, survival_curve

# Remission of leukaemia under 6-MP, in weeks: Freireich et al. (1963), in Kalbfleisch & Prentice (2002), table 1.1.
REMISSION = ([6, 7, 10, 13, 16, 22, 23, 6, 9, 10, 11, 17, 19, 20, 25, 32, 34, 35], [1] * 7 + [0] * 11)
CUSTOMERS = [3, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 2, 1, 1]


def remission() -> SurvivalCurve:
    durations, happened = REMISSION
    return survival_curve(np.array(durations, dtype=float), np.array(happened), np.array(CUSTOMERS), 0.95)


def test_the_remission_of_leukaemia_is_the_published_curve() -> None:
    curve = remission()
    assert curve.customers == 21
    assert_allclose(curve.times, [6, 7, 10, 13, 16, 22, 23])
    assert curve.at_risk.tolist() == [21, 17, 15, 12, 11, 7, 6]
    assert_allclose(curve.survival, [0.857, 0.807, 0.753, 0.690, 0.627, 0.538, 0.448], atol=5e-4)
    assert_allclose(curve.hazard[:3], [3 / 21, 3 / 21 + 1 / 17, 3 / 21 + 1 / 17 + 1 / 15])
    assert curve.quantile(0.5) == 23.0
    assert curve.quantile_interval(0.5) == (13.0, None)


def test_its_interval_at_10_weeks_is_the_published_one() -> None:
    # R's survfit with conf.type = "log-log": .503 to .889 at ten weeks.
    low, high = remission().survival_interval
    assert_allclose([low[2], high[2]], [0.503, 0.889], atol=5e-4)


@given(
    st.lists(
        st.tuples(st.integers(0, 12), st.sampled_from([0, 1]), st.integers(1, 4)),
        min_size=1,
        max_size=30,
    )
)
def test_grouped_durations_are_scipys_curve_of_single_ones(groups: list[tuple[int, int, int]]) -> None:
    durations, happened, customers = (np.array(column) for column in zip(*groups, strict=True))
    curve = survival_curve(durations.astype(float), happened, customers, 0.95)
    single, ended = np.repeat(durations, customers), np.repeat(happened, customers)
    theirs = ecdf(CensoredData(uncensored=single[ended == 1], right=single[ended == 0])).sf
    if not curve.times.size:
        assert not happened.any()
        return
    assert_allclose(curve.survival, theirs.evaluate(curve.times), atol=1e-12)
    low, high = curve.survival_interval
    assert ((low <= curve.survival) & (curve.survival <= high)).all()
    low, high = curve.hazard_interval
    assert ((low <= curve.hazard) & (curve.hazard <= high)).all()


def test_nobody_waits_for_what_never_happens() -> None:
    curve = survival_curve(np.array([3.0, 5.0]), np.array([0, 0]), np.array([2, 2]), 0.95)
    assert curve.times.size == 0
    assert curve.quantile(0.5) is None
    nobody = survival_curve(np.zeros(0), np.zeros(0, dtype=np.int64), np.zeros(0, dtype=np.int64), 0.95)
    assert nobody.customers == 0


@pytest.mark.parametrize("duration", [-1.0, float("nan"), float("inf")])
def test_a_duration_that_cannot_be_is_refused(duration: float) -> None:
    with pytest.raises(InvalidDurationError):
        survival_curve(np.array([1.0, duration]), np.array([1, 1]), np.array([1, 1]), 0.95)


def test_the_interval_covers_as_it_says() -> None:
    generator = np.random.default_rng(5)
    covered, rounds = 0, 600
    for _ in range(rounds):
        died, left = generator.exponential(10.0, 120), generator.uniform(0.0, 25.0, 120)
        curve = survival_curve(np.minimum(died, left), (died <= left).astype(np.int64), np.ones(120, dtype=np.int64), 0.9)
        at = int(np.searchsorted(curve.times, 8.0, side="right")) - 1
        low, high = curve.survival_interval
        covered += low[at] <= np.exp(-0.8) <= high[at]
    assert_allclose(covered / rounds, 0.9, atol=0.04)
