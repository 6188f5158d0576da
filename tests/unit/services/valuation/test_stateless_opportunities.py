"""The stateless endpoints for purchases at opportunities and for contracts: BG/BB and sBG."""

import orjson
import pytest
from numpy.testing import assert_allclose

from .asking import SPEND, fit, pointers, predict, refusal, refusal_of_fit
from .donations import donors

DONORS = {"alpha": 1.203521, "beta": 0.749716, "gamma": 0.65672, "delta": 2.783452}


def test_bg_bb_is_fitted_as_published() -> None:
    cells = donors()
    columns = zip(cells.frequency.tolist(), cells.recency.tolist(), cells.T.tolist(), cells.customers.tolist(), strict=True)
    answer = fit(model="bg_bb", rows=[{"frequency": x, "recency": t, "T": n, "customers": c} for x, t, n, c in columns])
    assert list(answer["parameters"]) == ["alpha", "beta", "gamma", "delta"]
    assert_allclose(list(answer["parameters"].values()), list(DONORS.values()), rtol=1e-5)
    assert answer["log_likelihood"] == pytest.approx(-33225.58127, abs=1e-4)
    assert answer["aic"] == pytest.approx(2 * 33225.58127 + 8, abs=1e-3)
    assert (answer["customers"], answer["boundary"], answer["limit_model"]) == (11_104, None, None)


def test_donors_are_foretold_as_published() -> None:
    rows = [{"frequency": x, "recency": t, "T": 6} for x, t in ((0, 0), (2, 4), (4, 5), (6, 6))]
    told = predict(model="bg_bb", parameters=DONORS, rows=rows, horizon=10, time_unit=None)["rows"]
    assert [told[i]["probability_alive"] for i in (0, 1, 3)] == pytest.approx([0.11, 0.59, 0.93], abs=5e-3)
    assert [told[i]["expected_purchases"] for i in (0, 2)] == pytest.approx([0.1302169, 3.627858], rel=1e-4)


def test_opportunities_are_discounted_by_their_length() -> None:
    body = {
        "model": "bg_bb",
        "parameters": DONORS,
        "rows": [{"frequency": 4, "recency": 5, "T": 6, "monetary_value": 30}],
        "horizon": 5,
        "spend": SPEND,
        "annual_discount_rate": 0.1,
    }
    [yearly] = predict(**body, time_unit="month", opportunity_length=12)["rows"]
    [in_days] = predict(**body, time_unit="day", opportunity_length=365.25)["rows"]
    [weekly] = predict(**body, time_unit="week")["rows"]
    assert yearly["clv"] == pytest.approx(in_days["clv"])
    assert yearly["clv"] < 0.9 * weekly["clv"]
    assert pointers(refusal(**body, time_unit=None)) == ["/annual_discount_rate"]


@pytest.mark.parametrize(
    ("model", "parameters"),
    [
        ("beta_binomial", {"alpha": 1.2, "beta": 0.8}),
        ("bg_bb_fixed_dropout", {"alpha": 1.2, "beta": 0.8, "theta": 0.1}),
        ("bg_bb_fixed_rate", {"p": 0.3}),
        ("bg_bb_fixed_rate", {"p": 0.3, "theta": 0.1}),
        ("bg_bb_fixed_rate", {"p": 0.3, "gamma": 0.7, "delta": 2.8}),
    ],
)
def test_limit_models_of_bg_bb_predict(model: str, parameters: dict[str, float]) -> None:
    [row] = predict(model=model, parameters=parameters, rows=[{"frequency": 2, "recency": 4, "T": 6}], horizon=5, spend=SPEND)[
        "rows"
    ]
    assert row["expected_purchases"] > 0
    assert 0 < row["probability_alive"] <= 1
    assert row["clv"] > 0


def test_sbg_is_fitted_as_published() -> None:
    answer = fit(model="sbg", rows=[{"survivors": [1000, 869, 743, 653, 593, 551, 517, 491]}])
    assert_allclose(list(answer["parameters"].values()), [0.668, 3.806], atol=6e-4)
    assert answer["log_likelihood"] == pytest.approx(-1611.15815, abs=1e-4)
    assert (answer["customers"], answer["excluded"]) == (1000, 0)


def test_contracts_are_foretold_as_published() -> None:
    regular = {"alpha": 0.704077, "beta": 1.182043}
    told = [predict(model="sbg", parameters=regular, rows=[{"age": 0}], horizon=h)["rows"][0] for h in range(8, 13)]
    assert_allclose([100 * row["probability_alive"] for row in told], [22.0, 20.4, 19.1, 18.0, 17.0], atol=0.05)
    assert "clv" not in told[0]
    assert told[0]["retention_rate"] == pytest.approx(1.182043 / (0.704077 + 1.182043))
    # Year after year more are kept.
    rows = predict(model="sbg", parameters=regular, rows=[{"age": age} for age in range(6)], horizon=1)["rows"]
    assert [row["retention_rate"] for row in rows] == sorted(row["retention_rate"] for row in rows)


def test_contracts_are_worth_what_their_renewals_bring() -> None:
    body = {
        "model": "sbg",
        "parameters": {"alpha": 3.8, "beta": 15.2},
        "rows": [{"age": 0, "monetary_value": 100}, {"age": 0}],
        "horizon": 1000,
        "time_unit": "month",
        "opportunity_length": 12,
        "annual_discount_rate": 0.1,
        "covariance": [[0.04, 0.1], [0.1, 0.6]],
    }
    priced, unpriced = predict(**body)["rows"]
    # Fader & Hardie (2010), table 3: 3.31 renewals where the first one is due at once, and so not discounted yet.
    assert priced["clv"] == pytest.approx(100 * 3.31 / 1.1, rel=2e-3)
    assert unpriced["clv"] is None
    assert unpriced["intervals"]["clv"] == unpriced["predictive"]["clv"] == [None, None]
    for kind in ("intervals", "predictive"):
        low, high = priced[kind]["clv"]
        assert low < priced["clv"] < high


@pytest.mark.parametrize(
    ("body", "pointer", "code"),
    [
        ({"model": "bg_bb", "rows": [{"frequency": 1, "recency": 1.5, "T": 2, "customers": 9}]}, "/rows/0/recency", None),
        ({"model": "bg_bb", "rows": [{"frequency": 3, "recency": 2, "T": 4, "customers": 9}]}, "/rows/0/frequency", None),
        ({"model": "sbg", "rows": [{"survivors": [10, 9]}, {"survivors": [10, 11]}]}, "/rows/1/survivors", "invalid_contract"),
        ({"model": "sbg", "rows": [{"survivors": []}]}, "/rows/0/survivors", "invalid_contract"),
        ({"model": "sbg", "rows": [{"survivors": [100]}]}, "/rows", "no_exposure"),
        ({"model": "sbg", "rows": []}, "/rows", "too_few_customers"),
        ({"model": "bg_bb", "rows": []}, "/rows", "too_few_customers"),
    ],
)
def test_what_cannot_be_at_opportunities_or_of_contracts_is_422(
    body: dict[str, object], pointer: str, code: str | None
) -> None:
    problem = refusal_of_fit(orjson.dumps(body))
    assert (problem.status, problem.code) == (422, code or "invalid_opportunity_history")
    assert pointers(problem) == [pointer]


@pytest.mark.parametrize(
    ("changes", "pointer"),
    [
        ({"model": "bg_bb", "parameters": DONORS, "horizon": 2.5}, "/horizon"),
        ({"model": "bg_bb", "parameters": DONORS, "horizon": 1001}, "/horizon"),
        ({"model": "bg_bb", "parameters": DONORS, "horizon": 2}, "/rows/0/recency"),
        ({"model": "bg_bb", "parameters": DONORS, "opportunity_length": 0}, "/opportunity_length"),
        ({"opportunity_length": 2}, "/opportunity_length"),
        ({"model": "sbg", "parameters": {"alpha": 1, "beta": 1}}, "/rows/0/age"),
        ({"model": "sbg", "parameters": {"alpha": 1, "beta": 1}, "rows": [{"age": 1.5}]}, "/rows/0/age"),
        ({"model": "sbg", "parameters": {"alpha": 1, "beta": 1}, "rows": [{"age": -1}]}, "/rows/0/age"),
        ({"model": "sbg", "parameters": {"alpha": 1, "beta": 1}, "rows": [{"age": 1}], "horizon": 0.5}, "/horizon"),
        ({"model": "sbg", "parameters": {"alpha": 1}, "rows": []}, "/parameters"),
        ({"model": "sbg", "parameters": {"alpha": 1, "beta": -1}, "rows": []}, "/parameters/beta"),
    ],
)
def test_what_opportunities_and_contracts_cannot_use_is_422_with_a_pointer(changes: dict[str, object], pointer: str) -> None:
    problem = refusal(**changes)
    assert problem.status == 422
    assert pointers(problem)[0] == pointer


def test_rows_of_more_kinds_than_intervals_can_be_told_of_in_a_minute_are_refused() -> None:
    rows = [{"frequency": x, "recency": x + missed, "T": x + missed} for x in range(1, 800) for missed in range(30)]
    question = {"model": "bg_bb", "parameters": DONORS, "horizon": 1_000, "time_unit": "month"}
    covariance = [[1e-4 if i == j else 0.0 for j in range(4)] for i in range(4)]
    problem = refusal(**question, rows=rows, covariance=covariance)
    assert (problem.status, problem.code) == (422, "too_many_probabilities")
    assert pointers(problem) == ["/rows"]
    assert len(predict(**question, rows=rows)["rows"]) == len(rows)
    (row,) = predict(**question, rows=rows[:1], covariance=covariance)["rows"]
    assert row["predictive"]["expected_purchases"][1] > 0


def test_rows_with_more_opportunities_than_can_be_looked_at_in_a_minute_are_refused() -> None:
    rows = [{"frequency": x, "recency": 60 + last, "T": 10_000} for x in range(1, 61) for last in range(60)]
    question = {"model": "bg_bb", "parameters": DONORS, "horizon": 1, "time_unit": "month"}
    problem = refusal(**question, rows=rows, covariance=[[0.0] * 4] * 4)
    assert (problem.status, problem.code) == (422, "too_many_probabilities")
    assert pointers(problem) == ["/rows"]
    # Rows that are equal are looked at once.
    assert len(predict(**question, rows=rows[:2] * 2_000, covariance=[[0.0] * 4] * 4)["rows"]) == 4_000
