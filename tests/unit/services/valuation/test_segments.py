"""Segments of a market with a known truth: small ones do not lie, large ones speak for themselves."""

import numpy as np
import pytest
from numpy.testing import assert_allclose

from inference.arrays import FloatArray
from services.valuation.domain import PurchaseFit, PurchaseHistories, fit_purchases
from services.valuation.domain.segments import SegmentFit, pool_segments

from .conftest import Calibrated
from .markets import beta_dropouts, everybody, gamma_rates, market


def joined(parts: list[PurchaseHistories]) -> PurchaseHistories:
    return PurchaseHistories.of(
        *(np.concatenate([getattr(part, name) for part in parts]) for name in ("frequency", "recency", "T", "customers"))
    )


def pooled(model: str, segments: dict[str, PurchaseHistories]) -> tuple[PurchaseFit, dict[str, SegmentFit]]:
    whole = fit_purchases(model, joined(list(segments.values())))
    found = pool_segments(whole, segments)
    assert found is not None
    return whole, found


@pytest.fixture(scope="module")
def uneven() -> dict[str, PurchaseHistories]:
    """Two large segments that differ, and some of five customers each, who are between them."""
    return {
        "slow": market(1, 5000, gamma_rates(0.5, 12.0), beta_dropouts(0.8, 2.5)),
        "fast": market(2, 5000, gamma_rates(0.9, 6.0), beta_dropouts(0.8, 2.5)),
        **{f"tiny-{i}": market(30 + i, 5, gamma_rates(0.67, 8.5), beta_dropouts(0.8, 2.5)) for i in range(4)},
    }


@pytest.mark.parametrize("model", ["bg_nbd", "mbg_nbd", "pareto_nbd", "nbd"])
def test_five_customers_are_the_whole_and_five_thousand_are_their_own(model: str, uneven: dict[str, PurchaseHistories]) -> None:
    whole, found = pooled(model, uneven)
    assert list(found) == list(uneven)
    assert [found[name].customers for name in uneven] == [5000, 5000, 5, 5, 5, 5]
    for name in ("slow", "fast"):
        own = fit_purchases(model, uneven[name])
        assert own.limit_model == whole.limit_model
        assert own.standard_errors is not None
        for parameter, value in own.parameters.items():
            assert abs(found[name].parameters[parameter] - value) < own.standard_errors[parameter]
        rate = found[name].parameters["r"] / found[name].parameters["alpha"]
        assert_allclose(rate, own.parameters["r"] / own.parameters["alpha"], rtol=0.02)
        assert found[name].own_share["alpha"] > 0.9
    whole_rate = whole.parameters["r"] / whole.parameters["alpha"]
    for name in [name for name in uneven if name.startswith("tiny")]:
        own_rate = uneven[name].frequency.sum() / uneven[name].T.sum()
        rate = found[name].parameters["r"] / found[name].parameters["alpha"]
        assert abs(np.log(rate / whole_rate)) < max(0.45 * abs(np.log(own_rate / whole_rate)), 0.2)
        for parameter in {"a", "b", "s", "beta"} & whole.parameters.keys():  # of which five customers know next to nothing
            assert abs(np.log(found[name].parameters[parameter] / whole.parameters[parameter])) < 0.2
            assert found[name].own_share[parameter] < 0.2
        assert max(found[name].own_share.values()) < 0.8 * max(found["slow"].own_share.values())


def test_pooling_is_nearer_to_the_truth_than_either_extreme() -> None:
    rng = np.random.default_rng(11)
    truth = {f"s-{i}": 0.08 * np.exp(rng.normal(0.0, 0.4)) for i in range(24)}
    sizes = {name: int(rng.choice([20, 60, 200])) for name in truth}
    segments = {
        name: market(100 + i, sizes[name], gamma_rates(0.7, 0.7 / rate), everybody(1e-12))
        for i, (name, rate) in enumerate(truth.items())
    }
    whole, found = pooled("nbd", segments)
    together = whole.parameters["r"] / whole.parameters["alpha"]

    def off(rates: dict[str, float]) -> float:
        return float(np.sqrt(np.mean([np.log(rates[name] / rate) ** 2 for name, rate in truth.items()])))

    between = off({name: fit.parameters["r"] / fit.parameters["alpha"] for name, fit in found.items()})
    alone = off({name: max(h.frequency.sum(), 0.5) / h.T.sum() for name, h in segments.items()})
    assert between < alone
    assert between < 0.8 * off(dict.fromkeys(truth, together))


def test_segments_that_do_not_differ_are_all_the_whole() -> None:
    segments = {f"s-{i}": market(i, 400, gamma_rates(0.5, 10.0), beta_dropouts(0.8, 2.5)) for i in range(6)}
    whole, found = pooled("bg_nbd", segments)
    for fit in found.values():
        for name, value in whole.parameters.items():
            assert abs(np.log(fit.parameters[name] / value)) < 0.25


def test_intervals_of_segments_cover_the_truth() -> None:
    rng = np.random.default_rng(5)
    covered = total = 0
    for seed in range(6):
        rates = 0.08 * np.exp(rng.normal(0.0, 0.4, 15))
        segments = {
            f"s-{i}": market(1000 * seed + i, 80, gamma_rates(0.7, 0.7 / rate), everybody(1e-12))
            for i, rate in enumerate(rates)
        }
        _, found = pooled("nbd", segments)
        for fit, rate in zip(found.values(), rates, strict=True):
            slopes = np.array([1.0 / fit.parameters["r"], -1.0 / fit.parameters["alpha"]])
            error = np.sqrt(slopes @ fit.covariance @ slopes)
            covered += abs(np.log(fit.parameters["r"] / fit.parameters["alpha"] / rate)) < 1.96 * error
            total += 1
    assert 0.88 <= covered / total <= 0.99


def rate_of(fit: SegmentFit) -> float:
    return fit.parameters["r"] / fit.parameters["alpha"]


def relative(fit: SegmentFit) -> FloatArray:
    """The covariance of the parameters' logarithms."""
    values = np.array(list(fit.parameters.values()))
    return np.asarray(fit.covariance / np.outer(values, values))


def test_parts_are_nearer_to_the_truth_within_their_segment_than_within_the_whole_where_segments_differ() -> None:
    rng = np.random.default_rng(4)
    by_whole, by_segment, covered = [], [], []
    for seed in range(8):
        rates = 0.08 * np.exp(rng.normal(0.0, 0.7, 4))
        cells = {
            (segment, channel): market(
                1000 * seed + 10 * segment + channel, size, gamma_rates(0.7, 0.7 / rate), everybody(1e-12)
            )
            for segment, rate in enumerate(rates)
            for channel, size in enumerate([120, 40, 15, 5, 5])
        }
        segments = {segment: joined([cell for (of, _), cell in cells.items() if of == segment]) for segment in range(4)}
        whole = fit_purchases("nbd", joined(list(cells.values())))
        larger, toward_whole = pool_segments(whole, segments), pool_segments(whole, cells)
        assert larger is not None
        toward_segment = pool_segments(whole, cells, {cell: larger[cell[0]] for cell in cells})
        assert toward_segment is not None
        assert toward_whole is not None
        for cell in cells:
            fit, truth = toward_segment[cell], rates[cell[0]]
            slopes = np.array([1.0 / fit.parameters["r"], -1.0 / fit.parameters["alpha"]])
            by_segment.append(np.log(rate_of(fit) / truth))
            by_whole.append(np.log(rate_of(toward_whole[cell]) / truth))
            covered.append(abs(by_segment[-1]) < 1.96 * np.sqrt(slopes @ fit.covariance @ slopes))
    assert np.linalg.norm(by_segment) < 0.6 * np.linalg.norm(by_whole)
    assert np.mean(covered) > 0.93


def test_a_part_of_nothing_to_say_is_its_segment_and_a_large_one_is_its_own(uneven: dict[str, PurchaseHistories]) -> None:
    whole, found = pooled("bg_nbd", uneven)
    new = PurchaseHistories.of([0] * 5, [0.0] * 5, [0.0] * 5)
    parts = pool_segments(
        whole, {"new": new, "many": uneven["fast"], "of all": new}, {"new": found["slow"], "many": found["slow"]}
    )
    assert parts is not None
    assert_allclose(list(parts["new"].parameters.values()), list(found["slow"].parameters.values()))
    assert_allclose(list(parts["of all"].parameters.values()), list(whole.parameters.values()))
    assert max(parts["new"].own_share.values()) < 1e-12
    assert_allclose(rate_of(parts["many"]), rate_of(found["fast"]), rtol=0.05)
    assert parts["many"].own_share["alpha"] > 0.9
    # What is not known of the segment is not known of its parts.
    assert_allclose(relative(parts["new"]), relative(parts["of all"]) + relative(found["slow"]), rtol=1e-9)


def test_one_segment_of_everybody_is_the_whole(sample: Calibrated) -> None:
    for model in ("bg_nbd", "pareto_nbd"):
        whole, found = pooled(model, {"all": sample.histories})
        for name, value in whole.parameters.items():
            assert_allclose(found["all"].parameters[name], value, rtol=1e-5)


def test_who_has_not_been_watched_for_any_time_says_nothing(sample: Calibrated) -> None:
    whole = fit_purchases("bg_nbd", sample.histories)
    new = PurchaseHistories.of([0, 0], [0.0, 0.0], [0.0, 0.0])
    found = pool_segments(whole, {"old": sample.histories, "new": new, "nobody": PurchaseHistories.of([], [], [])})
    assert found is not None
    assert list(found) == ["old", "new"]
    assert_allclose(list(found["new"].parameters.values()), list(whole.parameters.values()))
    assert max(found["new"].own_share.values()) < 1e-12


def test_what_cannot_be_moved_is_not_pooled() -> None:
    once = PurchaseHistories.of([0] * 9, [0.0] * 9, [10.0] * 9)
    assert pool_segments(fit_purchases("bg_nbd", once), {"all": once}) is None
    rare = PurchaseHistories.of([1, 0, 2, 0, 1, 3], [1, 0, 3, 0, 2, 4], [6] * 6)
    assert pool_segments(fit_purchases("bg_bb", rare), {"all": rare}) is None
