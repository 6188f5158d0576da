"""The stateless endpoints as the process pool runs them: bytes in, bytes out, a problem with a pointer for what is wrong."""

import pickle
from typing import Any

import orjson
import pytest
from numpy.testing import assert_allclose

from kernel.problems import InvalidRequestError, MalformedBodyError, RefusedInputError, TooManyRowsError
from services.valuation.domain.errors import InvalidHistoryError

from .asking import PUBLISHED, SPEND, fit, pointers, predict, refusal, refusal_of_fit
from .conftest import Calibrated

COVARIANCE = [[1e-4, 0, 0, 0], [0, 1e-2, 0, 0], [0, 0, 1e-2, 0], [0, 0, 0, 1e-1]]


def test_bg_nbd_is_fitted_as_published(sample: Calibrated) -> None:
    histories = sample.histories
    columns = zip(histories.frequency.tolist(), histories.recency.tolist(), histories.T.tolist(), strict=True)
    answer = fit(model="bg_nbd", rows=[{"frequency": x, "recency": t_x, "T": T} for x, t_x, T in columns])
    assert list(answer["parameters"]) == ["r", "alpha", "a", "b"]
    assert_allclose(list(answer["parameters"].values()), [0.2425945, 4.4136019, 0.7929199, 2.4258881], rtol=1e-3)
    assert_allclose(list(answer["standard_errors"].values()), [0.0126, 0.3782, 0.1857, 0.7054], rtol=5e-3)
    assert_allclose([row[i] ** 0.5 for i, row in enumerate(answer["covariance"])], list(answer["standard_errors"].values()))
    assert answer["log_likelihood"] == pytest.approx(-9582.4292, abs=1e-3)
    assert (answer["customers"], answer["excluded"]) == (2357, 0)
    assert (answer["boundary"], answer["limit_model"]) == (None, None)


def test_pareto_nbd_is_fitted_as_published_and_predicts_by_what_it_answers(sample: Calibrated) -> None:
    histories = sample.histories
    columns = zip(histories.frequency.tolist(), histories.recency.tolist(), histories.T.tolist(), strict=True)
    answer = fit(model="pareto_nbd", rows=[{"frequency": x, "recency": t_x, "T": T} for x, t_x, T in columns])
    assert list(answer["parameters"]) == ["r", "alpha", "s", "beta"]
    assert_allclose(list(answer["parameters"].values()), [0.55315, 10.57633, 0.60625, 11.67150], rtol=1e-3)
    assert answer["log_likelihood"] == pytest.approx(-9594.97618, abs=1e-4)
    customer = [{"frequency": 26, "recency": 30.857142857, "T": 31}]
    asked = {name: answer[name] for name in ("model", "parameters", "covariance")}
    (told,) = predict(**asked, rows=customer, horizon=52)["rows"]
    assert told["expected_purchases"] == pytest.approx(25.45647, rel=1e-4)
    assert told["probability_alive"] == pytest.approx(0.997874, rel=1e-5)
    assert told["intervals"]["expected_purchases"][0] < told["expected_purchases"] < told["intervals"]["expected_purchases"][1]


@pytest.mark.parametrize(
    ("model", "parameters"),
    [
        ("fixed_dropout", {"r": 0.55, "alpha": 10.6, "mu": 0.03}),
        ("fixed_rate", {"lambda": 0.05, "s": 0.6, "beta": 11.7}),
        ("fixed_rate", {"lambda": 0.05, "mu": 0.03}),
    ],
)
def test_limit_models_of_pareto_nbd_predict(model: str, parameters: dict[str, float]) -> None:
    rows = [{"frequency": 2, "recency": 30.43, "T": 38.86}]
    (told,) = predict(model=model, parameters=parameters, covariance=None, rows=rows, horizon=52)["rows"]
    assert 0.0 < told["probability_alive"] < 1.0
    assert told["expected_purchases"] > 0.0


def test_gamma_gamma_is_fitted_as_published_and_sets_customers_without_repeat_spend_aside(sample: Calibrated) -> None:
    spent = zip(sample.histories.frequency.tolist(), sample.monetary_value.tolist(), strict=True)
    answer = fit(model="gamma_gamma", rows=[{"frequency": x, "monetary_value": m} for x, m in spent])
    assert_allclose(list(answer["parameters"].values()), [6.25, 3.74, 15.44], rtol=2e-3)
    assert (answer["customers"], answer["excluded"]) == (946, 1411)


def test_grouped_rows_are_worth_their_customers() -> None:
    rows = [{"frequency": x, "recency": float(x), "T": 10.0 + x} for x in (0, 1, 2, 3, 0, 5)]
    thrice = fit(model="bg_nbd", rows=rows * 3)
    grouped = fit(model="bg_nbd", rows=[{**row, "customers": 3} for row in rows])
    assert grouped["customers"] == thrice["customers"] == 18
    assert_allclose(list(grouped["parameters"].values()), list(thrice["parameters"].values()), rtol=1e-6)


def test_a_limit_model_that_fit_names_is_one_that_predict_takes() -> None:
    steady = fit(model="bg_nbd", rows=[{"frequency": x, "recency": 10.0, "T": 10.0} for x in (1, 1, 2, 2, 20, 60)])
    assert steady["boundary"] == "no_dropout"
    assert steady["limit_model"] == "nbd"
    assert set(steady["parameters"]) == {"r", "alpha"}
    [row] = predict(model=steady["limit_model"], parameters=steady["parameters"], covariance=steady["covariance"])["rows"]
    assert row["probability_alive"] == 1.0


@pytest.mark.parametrize(
    ("model", "parameters"),
    [
        ("nbd", {"r": 0.5, "alpha": 4}),
        ("fixed_dropout", {"r": 0.5, "alpha": 4, "p": 0.2}),
        ("fixed_rate", {"lambda": 0.1}),
        ("fixed_rate", {"lambda": 0.1, "p": 0.2}),
        ("fixed_rate", {"lambda": 0.1, "a": 0.8, "b": 2.4}),
    ],
)
def test_limit_models_predict(model: str, parameters: dict[str, float]) -> None:
    [row] = predict(model=model, parameters=parameters, spend=SPEND)["rows"]
    assert row["expected_purchases"] > 0
    assert 0 < row["probability_alive"] <= 1
    assert row["clv"] > 0


def test_expected_purchases_are_hardies() -> None:
    [row] = predict()["rows"]
    assert row["expected_purchases"] == pytest.approx(1.226, abs=1e-3)
    assert set(row) == {"expected_purchases", "probability_alive"}


def test_value_is_spend_times_purchases_where_nothing_is_discounted() -> None:
    row = {"frequency": 2, "recency": 30.43, "T": 38.86, "monetary_value": 22.35}
    [valued] = predict(rows=[row], spend=SPEND)["rows"]
    assert valued["expected_spend"] == pytest.approx(24.65, abs=0.1)  # note 025's first customer
    assert valued["clv"] == pytest.approx(valued["expected_spend"] * valued["expected_purchases"])
    [discounted] = predict(rows=[row], spend=SPEND, annual_discount_rate=0.15)["rows"]
    assert discounted["clv"] < valued["clv"]


def test_a_customer_whose_spend_is_unknown_is_expected_to_spend_the_mean() -> None:
    rows = [{"frequency": 2, "recency": 30.43, "T": 38.86}, {"frequency": 0, "recency": 0, "T": 38.86, "monetary_value": 0}]
    values = predict(rows=rows, spend=SPEND)["rows"]
    assert [row["expected_spend"] for row in values] == pytest.approx([35.2, 35.2], abs=0.1)


def test_a_customer_who_came_back_and_has_no_spend_is_told_apart() -> None:
    history = {"frequency": 2, "recency": 30.43, "T": 38.86}
    rows = [history, {**history, "monetary_value": 0}, {**history, "monetary_value": -5.5}, {**history, "monetary_value": 9}]
    values = predict(rows=[*rows, {"frequency": 0, "recency": 0, "T": 38.86}], spend=SPEND)["rows"]
    assert [row.get("code") for row in values] == ["spend_unknown"] * 3 + [None, None]
    assert [row["expected_spend"] for row in values[:3]] == pytest.approx([35.2] * 3, abs=0.1)
    assert all(row["clv"] > 0 for row in values)


def test_a_horizon_of_a_hundred_years_is_the_longest() -> None:
    [row] = predict(horizon=36525, time_unit="day")["rows"]
    assert row["expected_purchases"] > 1


def test_intervals_come_with_the_covariance_only() -> None:
    row = {"frequency": 2, "recency": 30.43, "T": 38.86, "monetary_value": 22.35}
    [narrow] = predict(rows=[row], spend=SPEND, covariance=COVARIANCE, level=0.5)["rows"]
    [wide] = predict(rows=[row], spend=SPEND, covariance=COVARIANCE)["rows"]
    [widest] = predict(
        rows=[row], spend=SPEND, covariance=COVARIANCE, spend_covariance=[[1.4, 0, 0], [0, 0.08, 0], [0, 0, 17]]
    )["rows"]
    assert set(wide["intervals"]) == {"expected_purchases", "probability_alive", "expected_spend", "clv"}
    for name, (low, high) in wide["intervals"].items():
        assert low <= wide[name] <= high
        assert low <= narrow["intervals"][name][0] <= narrow["intervals"][name][1] <= high
    assert widest["intervals"]["clv"][0] < wide["intervals"]["clv"][0]
    assert wide["predictive"]["expected_purchases"][1] > wide["intervals"]["expected_purchases"][1]


def test_spend_without_a_mean_is_null_with_a_code() -> None:
    rows = [
        {"frequency": 0, "recency": 0, "T": 38.86},
        {"frequency": 2, "recency": 30.43, "T": 38.86, "monetary_value": 22.35},
    ]
    unknown, known = predict(rows=rows, spend={"p": 6, "q": 0.9, "v": 15}, covariance=COVARIANCE)["rows"]
    assert (unknown["expected_spend"], unknown["clv"]) == (None, None)
    assert unknown["intervals"]["clv"] == [None, None]
    assert unknown["code"] == "undefined_mean_spend"
    assert known["clv"] > 0
    assert "code" not in known


def test_no_rows_have_no_predictions_but_wrong_parameters_are_still_told() -> None:
    assert predict(rows=[]) == {"rows": []}
    assert pointers(refusal(rows=[], parameters={"r": -1, "alpha": 1, "a": 1, "b": 1})) == ["/parameters/r"]


def test_answers_longer_than_a_block_keep_their_rows_in_order() -> None:
    rows = [{"frequency": 1, "recency": 1.0, "T": 1.0 + position / 1000} for position in range(20_003)]
    answer = predict(rows=rows, model="nbd", parameters={"r": 0.5, "alpha": 4})["rows"]
    assert len(answer) == len(rows)
    purchases = [row["expected_purchases"] for row in answer]
    assert purchases == sorted(purchases, reverse=True)


@pytest.mark.parametrize("body", [b" ", b"{", b'{"model":"bg_nbd","rows":[}', b"\xff", b"nothing"])
def test_what_is_no_json_is_400(body: bytes) -> None:
    problem = refusal_of_fit(body)
    assert isinstance(problem, MalformedBodyError)
    assert (problem.status, problem.code) == (400, "body_unparsable")


@pytest.mark.parametrize(
    ("body", "pointer"),
    [
        (b"[]", ""),
        (b"null", ""),
        (b"{}", "/model"),
        (b'{"model":"buy_till_you_die","rows":[]}', "/model"),
        (b'{"model":"bg_nbd"}', "/rows"),
        (b'{"model":"bg_nbd","rows":{}}', "/rows"),
        (b'{"model":"bg_nbd","rows":[],"row":[]}', "/row"),
        (b'{"model":"bg_nbd","rows":[1]}', "/rows/0"),
        (b'{"model":"bg_nbd","rows":[{"frequency":0,"recency":0,"T":1},{"frequency":0,"recency":0}]}', "/rows/1/T"),
        (b'{"model":"bg_nbd","rows":[{"frequency":"0","recency":0,"T":1}]}', "/rows/0/frequency"),
        (b'{"model":"bg_nbd","rows":[{"frequency":true,"recency":0,"T":1}]}', "/rows/0/frequency"),
        (b'{"model":"bg_nbd","rows":[{"frequency":0,"recency":null,"T":1}]}', "/rows/0/recency"),
        (b'{"model":"bg_nbd","rows":[{"frequency":0,"recency":0,"T":NaN}]}', "/rows/0/T"),
        (b'{"model":"bg_nbd","rows":[{"frequency":0,"recency":0,"T":Infinity}]}', "/rows/0/T"),
        (b'{"model":"bg_nbd","rows":[{"frequency":0,"recency":0,"T":1e999}]}', "/rows/0/T"),
        (b'{"model":"bg_nbd","rows":[{"frequency":0,"recency":0,"T":1,"t":1}]}', "/rows/0/t"),
        (b'{"model":"bg_nbd","rows":[{"frequency":0,"recency":0,"T":1,"a/b~c":1}]}', "/rows/0/a~1b~0c"),
        (b'{"model":"gamma_gamma","rows":[{"frequency":0}]}', "/rows/0/monetary_value"),
    ],
)
def test_what_the_body_may_not_be_is_422_with_a_pointer(body: bytes, pointer: str) -> None:
    problem = refusal_of_fit(body)
    assert isinstance(problem, InvalidRequestError)
    assert problem.status == 422
    assert pointers(problem)[0] == pointer


@pytest.mark.parametrize(
    ("row", "pointer"),
    [
        ({"frequency": 1.5, "recency": 1, "T": 2}, "/rows/1/frequency"),
        ({"frequency": -1, "recency": 1, "T": 2}, "/rows/1/frequency"),
        ({"frequency": 1e300, "recency": 1, "T": 2}, "/rows/1/frequency"),
        ({"frequency": 1, "recency": 3, "T": 2}, "/rows/1/recency"),
        ({"frequency": 1, "recency": 0, "T": 2}, "/rows/1/recency"),
        ({"frequency": 1, "recency": 1, "T": -2}, "/rows/1/T"),
        ({"frequency": 1, "recency": 1, "T": 2, "customers": 0}, "/rows/1/customers"),
    ],
)
def test_what_cannot_be_a_history_is_422_with_the_domains_code_and_a_pointer(row: dict[str, float], pointer: str) -> None:
    problem = refusal_of_fit(orjson.dumps({"model": "bg_nbd", "rows": [{"frequency": 0, "recency": 0, "T": 1}, row]}))
    assert (problem.status, problem.code) == (422, "invalid_purchase_history")
    assert pointers(problem) == [pointer]


def test_too_few_customers_are_told() -> None:
    assert refusal_of_fit(b'{"model":"bg_nbd","rows":[]}').code == "too_few_customers"
    assert refusal_of_fit(b'{"model":"gamma_gamma","rows":[]}').code == "too_few_customers"


@pytest.mark.parametrize(
    ("changes", "pointer"),
    [
        ({"model": "gamma_gamma"}, "/model"),
        ({"parameters": {"r": 1, "alpha": 1}}, "/parameters"),
        ({"parameters": {**PUBLISHED, "alpha": 0}}, "/parameters/alpha"),
        ({"parameters": {**PUBLISHED, "alpha": "1"}}, "/parameters/alpha"),
        ({"model": "fixed_dropout", "parameters": {"r": 1, "alpha": 1, "p": 2}, "spend": SPEND}, "/parameters/p"),
        ({"covariance": [[1, 2], [1]]}, "/covariance"),
        ({"covariance": [[1, 0], [0, 1]]}, "/covariance"),
        ({"spend": SPEND, "spend_covariance": [[1, 2, 0], [0, 1, 0], [0, 0, 1]]}, "/spend_covariance"),
        ({"spend": {"p": 1, "q": 0, "v": 1}}, "/spend/q"),
        ({"spend": {"p": 1, "q": 2}}, "/spend/v"),
        ({"horizon": -1}, "/horizon"),
        ({"horizon": "39"}, "/horizon"),
        ({"horizon": 1e308}, "/horizon"),
        ({"horizon": 5218, "time_unit": "week"}, "/horizon"),
        ({"horizon": 5217, "time_unit": "month", "spend": SPEND}, "/horizon"),
        ({"time_unit": "year"}, "/time_unit"),
        ({"level": 1}, "/level"),
        ({"annual_discount_rate": -1}, "/annual_discount_rate"),
        ({"horizons": 1}, "/horizons"),
    ],
)
def test_what_predict_cannot_use_is_422_with_a_pointer(changes: dict[str, object], pointer: str) -> None:
    problem = refusal(**changes)
    assert problem.status == 422
    assert pointers(problem) == [pointer]


def test_more_than_a_million_rows_are_413() -> None:
    rows = b",".join([b'{"frequency":0,"recency":0,"T":1}'] * 1_000_001)
    problem = refusal_of_fit(b'{"model":"bg_nbd","rows":[' + rows + b"]}")
    assert isinstance(problem, TooManyRowsError)
    assert (problem.status, problem.code) == (413, "too_many_rows")


def test_a_refusal_survives_the_way_back_from_the_pool() -> None:
    refused = RefusedInputError(InvalidHistoryError("recency of row 3 is not between 0 and T", row=3, field="T"), "/rows/3/T")
    returned = pickle.loads(pickle.dumps(refused))  # noqa: S301 — our own bytes
    assert (returned.code, returned.title, returned.status) == (refused.code, refused.title, 422)
    assert returned.detail == refused.detail
    assert returned.errors == refused.errors


@pytest.mark.parametrize(("model", "value"), [("mbg_nbd", -9582.13572), ("nbd", None)])
def test_other_models_of_purchases_are_fitted_too(sample: Calibrated, model: str, value: float | None) -> None:
    histories = sample.histories
    columns = zip(histories.frequency.tolist(), histories.recency.tolist(), histories.T.tolist(), strict=True)
    answer = fit(model=model, rows=[{"frequency": x, "recency": t_x, "T": T} for x, t_x, T in columns])
    assert (answer["model"], answer["fitted_model"], answer["limit_model"]) == (model, model, None)
    if value is not None:
        assert answer["log_likelihood"] == pytest.approx(value, abs=1e-4)
    [row] = predict(model=answer["fitted_model"], parameters=answer["parameters"], covariance=answer["covariance"])["rows"]
    assert row["intervals"]["expected_purchases"][0] < row["expected_purchases"]


def test_a_limit_of_mbg_nbd_is_told_apart_from_that_of_bg_nbd() -> None:
    rows = [
        {"frequency": x, "recency": float(x), "T": 30.0, "customers": n} for x, n in ((0, 400), (1, 200), (2, 100), (3, 50))
    ]
    answer = fit(model="mbg_nbd", rows=rows)
    assert answer["limit_model"] is not None
    name = answer["fitted_model"]
    assert name == f"mbg_nbd/{answer['limit_model']}"
    waiting = [{"frequency": 0, "recency": 0, "T": 30}]
    [row] = predict(model=name, parameters=answer["parameters"], rows=waiting)["rows"]
    assert row["probability_alive"] < 1.0
    [row] = predict(model=answer["limit_model"], parameters=answer["parameters"], rows=waiting)["rows"]
    assert row["probability_alive"] == 1.0


def test_the_dependence_of_spend_is_told_and_its_model_is_one_that_predict_takes(sample: Calibrated) -> None:
    spent = zip(sample.histories.frequency.tolist(), sample.monetary_value.tolist(), strict=True)
    answer = fit(model="gamma_gamma", rows=[{"frequency": x, "monetary_value": m} for x, m in spent])
    assert answer["frequency_spend_correlation"] == pytest.approx(0.1139, abs=1e-4)
    found = answer["dependence"]
    assert (found["elasticity"], found["breaks_model"]) == (pytest.approx(0.169, abs=1e-3), False)
    assert found["low"] < found["elasticity"] < found["high"]
    history = {"frequency": 9, "recency": 30.43, "T": 38.86, "monetary_value": 22.35}
    [row] = predict(rows=[history], spend=found["parameters"], spend_covariance=found["covariance"], covariance=COVARIANCE)[
        "rows"
    ]
    assert row["intervals"]["clv"][0] < row["clv"] < row["intervals"]["clv"][1]
    problem = refusal(rows=[history], spend=found["parameters"], spend_covariance=[[1, 0, 0], [0, 1, 0], [0, 0, 1]])
    assert pointers(problem) == ["/spend_covariance"]


def test_a_dependence_that_cannot_be_told_is_null() -> None:
    answer = fit(model="gamma_gamma", rows=[{"frequency": 2, "monetary_value": 10.0 + i} for i in range(9)])
    assert (answer["dependence"], answer["frequency_spend_correlation"]) == (None, None)


def test_a_fit_says_on_demand_what_samples_drawn_anew_say() -> None:
    rows = [{"frequency": x, "recency": 2.0 * x, "T": 30.0, "customers": 120 // (1 + x)} for x in range(8)]
    plain = fit(model="nbd", rows=rows)
    assert "bootstrap" not in plain
    drawn = fit(model="nbd", rows=rows, bootstrap={"replicates": 60, "seed": 5})
    assert drawn["parameters"] == plain["parameters"]
    told = drawn["bootstrap"]
    assert (told["replicates"], told["seed"], told["missed"]) == (60, 5, 0)
    assert sum(told["fitted_models"].values()) == 60
    assert told["standard_errors"]["r"] == pytest.approx(plain["standard_errors"]["r"], rel=0.5)
    assert_allclose([told["covariance"][i][i] ** 0.5 for i in range(2)], list(told["standard_errors"].values()))
    assert fit(model="nbd", rows=rows, bootstrap={"replicates": 60, "seed": 5})["bootstrap"] == told
    assert fit(model="nbd", rows=rows, bootstrap={"replicates": 60, "seed": 6})["bootstrap"] != told


@pytest.mark.parametrize(
    ("model", "rows"),
    [
        ("gamma_gamma", [{"frequency": 1 + x % 4, "monetary_value": 10.0 + 7.0 * x} for x in range(30)]),
        ("sbg", [{"survivors": [1000, 869, 743, 653, 593]}]),
    ],
)
def test_spend_and_contracts_are_drawn_anew_alike(model: str, rows: list[dict[str, object]]) -> None:
    told = fit(model=model, rows=rows, bootstrap={"replicates": 25})["bootstrap"]
    assert sum(told["fitted_models"].values()) + told["missed"] == 25


@pytest.mark.parametrize(
    ("asked", "code", "pointer"),
    [
        ({"replicates": 0}, "invalid_request", "/bootstrap/replicates"),
        ({"replicates": 1_001}, "invalid_request", "/bootstrap/replicates"),
        ({"replicates": 10, "seed": -1}, "invalid_request", "/bootstrap/seed"),
        ({"replicates": 1_000}, "too_many_replicates", "/bootstrap/replicates"),
    ],
)
def test_too_many_samples_are_refused(asked: dict[str, int], code: str, pointer: str) -> None:
    rows = [{"frequency": 0, "recency": 0, "T": 1 + day} for day in range(2_001)] if code == "too_many_replicates" else []
    problem = refusal_of_fit(orjson.dumps({"model": "nbd", "rows": rows, "bootstrap": asked}))
    assert problem.code == code
    assert pointers(problem) == [pointer]


def test_the_probability_of_each_number_of_purchases_is_told_where_it_is_asked_for() -> None:
    rows = [{"frequency": 0, "recency": 0, "T": 0}, {"frequency": 2, "recency": 30.43, "T": 38.86}]
    new, known = predict(rows=rows, counts_up_to=40)["rows"]
    # lifetimes' tests, from BTYD.pdf: P(X(39) = 0).
    assert new["counts"]["probabilities"][0] == pytest.approx(0.5737864, rel=1e-6)
    for row in (new, known):
        assert len(row["counts"]["probabilities"]) == 41
        assert sum(row["counts"]["probabilities"]) + row["counts"]["more"] == pytest.approx(1.0, rel=1e-12)
    assert "counts" not in predict()["rows"][0]
    at_opportunities = {"model": "bg_bb", "parameters": {"alpha": 1.204, "beta": 0.75, "gamma": 0.657, "delta": 2.783}}
    rows = [{"frequency": 0, "recency": 0, "T": 0}]
    (donor,) = predict(**at_opportunities, rows=rows, horizon=6, counts_up_to=8)["rows"]
    assert 11_104 * donor["counts"]["probabilities"][6] == pytest.approx(1253.1, rel=2e-3)
    assert donor["counts"]["probabilities"][7:] == [0.0, 0.0]
    contract = {"model": "sbg", "parameters": {"alpha": 1.0, "beta": 1.0}, "rows": [{"age": 0}]}
    (renewing,) = predict(**contract, horizon=2, counts_up_to=1)["rows"]
    assert_allclose(renewing["counts"]["probabilities"], [1 / 2, 1 / 6])
    assert renewing["counts"]["more"] == pytest.approx(1 / 3)


def test_so_many_probabilities_as_no_answer_should_hold_are_refused() -> None:
    problem = refusal(rows=[{"frequency": 0, "recency": 0, "T": 1}] * 2000, counts_up_to=1000)
    assert (problem.status, problem.code) == (422, "too_many_probabilities")
    assert pointers(problem) == ["/counts_up_to"]
    for wrong in (-1, 1001, 2.5, "3", True):
        problem = refusal(counts_up_to=wrong)
        assert (problem.status, problem.code) == (422, "invalid_request")
        assert pointers(problem) == ["/counts_up_to"]


@pytest.mark.parametrize(
    ("changes", "pointer"),
    [
        ({"parameters": {**PUBLISHED, "alpha": 1e-288}}, "/parameters/alpha"),
        ({"parameters": {**PUBLISHED, "r": 1e21}}, "/parameters/r"),
        ({"parameters": {"lambda": 1e21}, "model": "fixed_rate"}, "/parameters/lambda"),
        (
            {"parameters": {"alpha": 1e-21, "beta": 1.0}, "model": "sbg", "rows": [{"age": 1}], "horizon": 3},
            "/parameters/alpha",
        ),
        ({"covariance": [[1e61, 0, 0, 0], [0, 1, 0, 0], [0, 0, 1, 0], [0, 0, 0, 1]]}, "/covariance"),
        ({"spend": {**SPEND, "p": 1e21}}, "/p"),
    ],
)
def test_parameters_that_no_fit_ends_with_are_refused_by_name(changes: dict[str, Any], pointer: str) -> None:
    for more in ({}, {"counts_up_to": 3}):
        problem = refusal(**{"covariance": COVARIANCE, **changes, **more} if "model" not in changes else {**changes, **more})
        assert (problem.status, problem.code) == (422, "invalid_parameters")
        assert pointers(problem) == [pointer]


def test_a_time_that_no_unit_makes_is_refused() -> None:
    problem = refusal(rows=[{"frequency": 0, "recency": 0, "T": 1e20}])
    assert (problem.status, problem.code) == (422, "invalid_purchase_history")
    assert pointers(problem) == ["/rows/0/T"]


@pytest.mark.parametrize(("r", "alpha"), [(1e6, 1e-3), (0.5, 1e-20), (1e20, 1.0)])
def test_customers_who_all_but_surely_buy_without_end_have_intervals(r: float, alpha: float) -> None:
    # As many purchases as may come are tabulated: with such parameters that took all the memory that there is.
    parameters, covariance = {"r": r, "alpha": alpha}, [[r * r, 0.0], [0.0, alpha * alpha]]
    rows = [{"frequency": 0, "recency": 0, "T": 0}]
    (row,) = predict(model="nbd", parameters=parameters, covariance=covariance, rows=rows)["rows"]
    low, high = row["predictive"]["expected_purchases"]
    assert low < row["expected_purchases"] < high < 1e30


def test_spends_that_arithmetic_cannot_add_up_are_refused() -> None:
    rows = [{"frequency": 349, "recency": 2971, "T": 10000, "monetary_value": 20.0}]
    model = {"model": "bg_bb_fixed_rate", "parameters": {"p": 1.0, "theta": 0.86}, "covariance": [[1e-42, 0.0], [0.0, 1e-55]]}
    problem = refusal(**model, rows=rows, horizon=100, spend={"p": 2.4e18, "q": 1.87, "v": 0.82})
    assert (problem.status, problem.code) == (422, "invalid_parameters")
    assert pointers(problem) == ["/spend"]


def test_a_contract_of_all_but_no_doubt_is_no_surer_than_sure() -> None:
    for parameters in ({"alpha": 2.227e-10, "beta": 8.25e-4}, {"alpha": 8.7e-17, "beta": 2.9e-6}):
        rows = [{"age": age} for age in (0, 1, 50, 10_000)]
        for row in predict(model="sbg", parameters=parameters, rows=rows, horizon=1)["rows"]:
            assert 0.0 <= row["probability_alive"] <= 1.0
