"""The rules on examples that a hand can check, and on the sample paths as other tools and the literature have them."""

import math

import numpy as np
import pytest
from numpy.testing import assert_allclose

from services.attribution.domain import AttributionModel, CreditOptions, Paths, bootstrap_credit, compute_credit, touch_weights
from services.attribution.domain.errors import (
    InvalidHalfLifeError,
    InvalidPathError,
    InvalidPositionWeightsError,
    MissingDaysError,
    ModelUnavailableError,
)

FIRST, LAST, LINEAR = AttributionModel.FIRST_TOUCH, AttributionModel.LAST_TOUCH, AttributionModel.LINEAR
POSITION, DECAY, NON_DIRECT = AttributionModel.POSITION_BASED, AttributionModel.TIME_DECAY, AttributionModel.LAST_NON_DIRECT
SHAPLEY, PARTICIPATION = AttributionModel.SHAPLEY, AttributionModel.PARTICIPATION


def one(*path: str, days: list[float] | None = None, value: float = 1.0) -> Paths:
    return Paths.of([list(path)], [1], [value], days_before=None if days is None else [days])


def weights(model: AttributionModel, *path: str, days: list[float] | None = None, **options: object) -> list[float]:
    chosen = CreditOptions(**options)  # type: ignore[arg-type]  # any option
    return [float(weight) for weight in touch_weights(one(*path, days=days), model, chosen)]


def test_adobes_fifty_dollars() -> None:
    # AdobeDocs/analytics.en, attribution models: paid search 9 days, social 6 days, e-mail and display on the day.
    path, days = ("paid_search", "social", "email", "display"), [9.0, 6.0, 0.0, 0.0]
    decay = 50.0 * np.array(weights(DECAY, *path, days=days))
    assert_allclose(decay, [6.92, 9.32, 16.88, 16.88], atol=5e-3)
    assert_allclose(50.0 * np.array(weights(POSITION, *path, position_weights=(0.2, 0.2, 0.6))), [10.0, 5.0, 5.0, 30.0])
    assert_allclose(50.0 * np.array(weights(LINEAR, *path)), [12.5] * 4)
    assert_allclose(50.0 * np.array(weights(PARTICIPATION, *path)), [50.0] * 4)


def test_twelve_thousand_dollars_over_thirty_eight_days() -> None:
    # coreyhaines31/marketingskills, attribution-models.md, which prints 175, 290, 575, 3415 and 7545.
    path, days = ("a", "b", "c", "d", "e"), [38.0, 33.0, 26.0, 8.0, 0.0]
    assert_allclose(
        12_000.0 * np.array(weights(DECAY, *path, days=days)), [175.20, 287.44, 574.88, 3417.04, 7545.45], atol=5e-3
    )
    assert_allclose(12_000.0 * np.array(weights(POSITION, *path)), [4800.0, 800.0, 800.0, 800.0, 4800.0])


def test_four_touches_at_multiples_of_the_half_life() -> None:
    found = weights(DECAY, "a", "b", "c", "d", days=[28.0, 14.0, 7.0, 0.0])
    assert_allclose(100.0 * np.array(found), [3.45, 13.79, 27.59, 55.17], atol=5e-3)


def test_snowplows_140_dollars() -> None:
    # snowplow/dbt-snowplow-attribution, channel_attributions_expected.csv; a channel twice in the path adds up.
    path = ("Direct", "Organic_Search", "Direct")
    for model, expected in ((FIRST, [140, 0, 0]), (LAST, [0, 0, 140]), (LINEAR, [46.667] * 3), (POSITION, [56, 28, 56])):
        assert_allclose(140.0 * np.array(weights(model, *path)), expected, atol=5e-4)
    credit = compute_credit(one(*path, value=140.0), [LINEAR]).credits[LINEAR]
    assert_allclose(credit.value, [93.333, 46.667], atol=5e-4)


@pytest.mark.parametrize(
    ("path", "given", "expected"),
    [
        (("a",), (0.2, 0.2, 0.6), [1.0]),
        (("a", "b"), (0.2, 0.2, 0.6), [0.25, 0.75]),  # Adobe: first and last renormalised
        (("a", "b"), (0.0, 1.0, 0.0), [0.5, 0.5]),
        (("a", "b", "c"), (0.0, 1.0, 0.0), [0.0, 1.0, 0.0]),
        (("a", "b", "c", "d"), (4.0, 2.0, 4.0), [0.4, 0.1, 0.1, 0.4]),
    ],
)
def test_position_based(path: tuple[str, ...], given: tuple[float, float, float], expected: list[float]) -> None:
    assert_allclose(weights(POSITION, *path, position_weights=given), expected)


def test_last_non_direct_passes_over_direct_unless_there_is_nothing_else() -> None:
    paths = Paths.of([["email", "search", "direct", "direct"], ["direct", "direct"], [], ["direct"]], [1, 1, 1, 1])
    assert touch_weights(paths, NON_DIRECT).tolist() == [0, 1, 0, 0, 0, 1, 1]
    assert touch_weights(paths, NON_DIRECT, CreditOptions(direct="search")).tolist() == [0, 0, 0, 1, 0, 1, 1]
    assert touch_weights(paths, NON_DIRECT, CreditOptions(direct="tv")).tolist() == [0, 0, 0, 1, 0, 1, 1]


def test_half_lives_without_number_leave_the_latest_touch() -> None:
    assert weights(DECAY, "a", "b", days=[1e300, 3.0], half_life_days=1e-300) == [0.0, 1.0]
    assert weights(DECAY, "a", "b", days=[1e6, 1e6], half_life_days=0.1) == [0.5, 0.5]


@pytest.mark.parametrize(
    ("by_set", "expected"),
    [
        # tomgorb/misc: v(FO) = .47, v(FL) = .67, v(LO) = .27, v(all) = 1.
        ({"F": 0.20, "O": 0.10, "L": 0.17, "FO": 0.17, "FL": 0.30, "FLO": 0.06}, {"F": 0.455, "O": 0.205, "L": 0.34}),
        # YashKothane's notebook.
        (
            {"F": 0.18, "G": 0.04, "L": 0.08, "FG": 0.10, "FL": 0.26, "GL": 0.07, "FGL": 0.27},
            {"F": 0.45, "G": 0.215, "L": 0.335},
        ),
    ],
)
def test_shapley_of_three_channels(by_set: dict[str, float], expected: dict[str, float]) -> None:
    paths = Paths.of([list(names) for names in by_set], list(by_set.values()))
    found = compute_credit(paths, [SHAPLEY])
    assert_allclose(found.credits[SHAPLEY].conversions, [expected[name] for name in found.channels])


def test_a_conversion_without_a_touch_is_nobodys() -> None:
    paths = Paths.of([[], ["a"], []], [2, 1, 1], [20.0, 5.0, 7.0], [3, 0, 0])
    found = compute_credit(paths, [model for model in AttributionModel if model not in (DECAY, *_LATER)])
    assert (found.unattributed.conversions, found.unattributed.value, found.unattributed.nulls) == (3, 27, 3)
    assert (found.totals.conversions, found.totals.value, found.totals.nulls) == (4, 32, 3)
    for credit in found.credits.values():
        assert (credit.conversions.tolist(), credit.value.tolist()) == ([1], [5])


_LATER = (AttributionModel.SHAPLEY_ORDERED, AttributionModel.SHAPLEY_RATE)


@pytest.mark.parametrize("model", _LATER)
def test_what_is_not_built_yet_says_so(model: AttributionModel) -> None:
    with pytest.raises(ModelUnavailableError) as caught:
        compute_credit(one("a"), [LINEAR, model])
    assert (caught.value.code, caught.value.field) == ("attribution_model_unavailable", "models/1")


def test_touches_have_no_weight_of_a_model_that_is_no_rule() -> None:
    with pytest.raises(ModelUnavailableError):
        touch_weights(one("a"), AttributionModel.MARKOV)


def test_time_decay_wants_every_age() -> None:
    with pytest.raises(MissingDaysError) as caught:
        touch_weights(Paths.of([["a"], ["b", "c"]], [1, 1], days_before=[[1.0], [0.0, math.nan]]), DECAY)
    assert (caught.value.row, caught.value.field) == (1, "path/1")
    with pytest.raises(MissingDaysError):
        weights(DECAY, "a")
    with pytest.raises(MissingDaysError):
        weights(DECAY, "a", days=[-1.0])


def test_paths_that_did_not_convert_need_no_ages() -> None:
    told, nulls = [["a", "b"], ["a"], ["b", "a"]], [1, 5, 2]
    ages = [[7.0, 0.0], [math.nan], [math.nan, 3.0]]
    paths = Paths.of(told, [3, 0, 0], [30.0, 0.0, 0.0], nulls, days_before=ages)
    credit = compute_credit(paths, [DECAY], CreditOptions(half_life_days=7.0)).credits[DECAY]
    assert_allclose((credit.conversions, credit.value), ([1.0, 2.0], [10.0, 20.0]))
    drawn = bootstrap_credit(paths, [DECAY], replicates=100, generator=np.random.default_rng(0))
    assert np.isfinite(drawn.conversions[DECAY]).all()
    with pytest.raises(MissingDaysError):
        touch_weights(Paths.of([["a"]], [0], nulls=[1], days_before=[[-1.0]]), DECAY)


@pytest.mark.parametrize("half_life", [0.0, -1.0, math.inf, math.nan])
def test_a_half_life_is_above_nothing(half_life: float) -> None:
    with pytest.raises(InvalidHalfLifeError):
        weights(DECAY, "a", days=[1.0], half_life_days=half_life)


@pytest.mark.parametrize("given", [(0.0, 0.0, 0.0), (1.0, -0.1, 0.1), (math.nan, 1.0, 1.0), (1.0, 1.0)])
def test_position_weights_can_share_something_out(given: tuple[float, float, float]) -> None:
    with pytest.raises(InvalidPositionWeightsError):
        weights(POSITION, "a", position_weights=given)
    with pytest.raises(InvalidPositionWeightsError):  # whatever the model
        weights(LINEAR, "a", position_weights=given)


@pytest.mark.parametrize(
    ("columns", "field"),
    [
        ({"conversions": [1, -1]}, "conversions"),
        ({"conversions": [1, math.nan]}, "conversions"),
        ({"conversions": [1, 1e16]}, "conversions"),
        ({"conversions": [1, 1e-10]}, "conversions"),
        ({"conversions": [1, 1], "nulls": [0, -2]}, "nulls"),
        ({"conversions": [1, 1], "value": [0, math.inf]}, "value"),
        ({"conversions": [1, 0], "value": [0, 3]}, "value"),
    ],
)
def test_a_row_that_cannot_be_is_told(columns: dict[str, list[float]], field: str) -> None:
    with pytest.raises(InvalidPathError) as caught:
        Paths.of([["a"], ["b"]], **columns)  # type: ignore[arg-type]  # columns by name
    assert (caught.value.row, caught.value.field) == (1, field)


def test_a_channel_has_a_name_and_columns_one_length() -> None:
    with pytest.raises(InvalidPathError) as caught:
        Paths.of([["a"], [], ["b", " ", "c"]], [1, 1, 1])
    assert (caught.value.row, caught.value.field) == (2, "path/1")
    with pytest.raises(InvalidPathError):
        Paths.of([["a"]], [1, 2])
    with pytest.raises(InvalidPathError):
        Paths.of([["a"]], [1], days_before=[[1.0, 2.0]])


def test_equal_paths_are_grouped_in_the_order_they_were_met() -> None:
    paths = Paths.of([["b", "a"], ["a"], ["b", "a"], [], []], [1, 2, 3, 4, 5], [1, 2, 3, 4, 5], [1, 0, 1, 0, 1])
    grouped = paths.grouped()
    assert (grouped.steps.tolist(), grouped.offsets.tolist()) == ([1, 0, 0], [0, 2, 3, 3])
    assert (grouped.conversions.tolist(), grouped.value.tolist(), grouped.nulls.tolist()) == ([4, 2, 9], [4, 2, 9], [2, 0, 1])


_SAMPLE = {  # ChannelAttribution 2.2.5's own output; position based and last non-alpha by two independent computations
    "eta": (3164, 11909.476213, 4167, 16754.203800, 3539.951157, 13783.497051, 3618.796149, 4765),
    "iota": (4606, 19597.261277, 3355, 13487.974271, 3857.096221, 15988.988995, 3944.948166, 4068),
    "alpha": (6308, 19121.272356, 8447, 28414.214274, 7574.718594, 24524.709569, 7444.823759, 5742),
    "beta": (2831, 12235.591744, 989, 3850.020987, 2083.500145, 8954.266717, 1969.766179, 1238),
    "theta": (1606, 6652.349347, 653, 2799.091988, 1022.801394, 4295.743619, 1092.744472, 1403),
    "lambda": (902, 3735.602165, 1207, 5249.949985, 1035.257572, 4430.316169, 1046.903901, 1333),
    "kappa": (74, 305.743250, 230, 1069.384250, 137.964078, 599.747786, 147.459557, 256),
    "zeta": (27, 103.004000, 107, 453.260750, 136.551540, 539.528763, 88.622864, 167),
    "epsilon": (99, 412.301243, 531, 2202.612289, 272.170438, 1106.270065, 301.050233, 678),
    "gamma": (165, 718.977992, 92, 506.013992, 121.041639, 569.417358, 125.240911, 128),
    "delta": (1, 6.119000, 5, 10.972000, 1.725000, 4.404050, 2.586667, 5),
    "mi": (2, 5.273000, 2, 5.273000, 2.222222, 6.081444, 2.057143, 2),
}


def test_the_rules_on_the_sample_paths(sample: Paths) -> None:
    found = compute_credit(sample, [FIRST, LAST, LINEAR, POSITION, NON_DIRECT], CreditOptions(direct="alpha"))
    given = found.credits
    columns = [column for model in (FIRST, LAST, LINEAR) for column in (given[model].conversions, given[model].value)]
    columns += [given[POSITION].conversions, given[NON_DIRECT].conversions]
    assert (found.totals.conversions, found.totals.nulls) == (19785, 68602)
    assert found.totals.value == pytest.approx(74802.97158721084, rel=1e-12)
    for position, channel in enumerate(found.channels):
        assert_allclose([column[position] for column in columns], _SAMPLE[channel], atol=1e-6)


def test_shapley_on_the_sample_paths(sample: Paths) -> None:
    # As the sum over all 2¹² coalitions has it.
    found = compute_credit(sample, [SHAPLEY])
    expected = {
        "eta": (3613.655952, 14054.940425),
        "iota": (3505.044048, 14522.786928),
        "alpha": (7627.944048, 24755.419659),
        "beta": (1982.739286, 8477.344598),
        "theta": (1190.963095, 5028.248490),
        "lambda": (987.782143, 4243.451636),
        "kappa": (159.057143, 711.368550),
        "zeta": (199.991667, 810.950427),
        "epsilon": (374.677381, 1534.318657),
        "gamma": (138.185714, 650.186655),
        "delta": (2.292857, 6.257229),
        "mi": (2.666667, 7.698333),
    }
    credit = found.credits[SHAPLEY]
    for position, channel in enumerate(found.channels):
        assert_allclose([credit.conversions[position], credit.value[position]], expected[channel], atol=1e-6)
