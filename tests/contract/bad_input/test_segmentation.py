"""Files, merges and erasures that cannot be."""

import json
from typing import Any
from uuid import uuid4

import httpx
import pytest

from gateway.use_cases import NewWorkspace
from tests.contract.refusals import assert_problem, nothing_written
from tests.contract.running import System
from tests.contract.test_imports import wait


@pytest.mark.usefixtures("nothing_is_written")
class TestFiles:
    @pytest.mark.parametrize(
        ("kind", "header", "code"),
        [
            ("touchpoints", "customer_id,occurred_at", "columns_missing"),
            ("touchpoints", "customer_id,occurred_at,channel,colour", "columns_unknown"),
            ("touchpoints", "customer_id,occurred_at,channel,channel", "columns_duplicated"),
            ("spend", "channel,amount", "columns_missing"),
            ("spend", "channel,day,amount,occurred_at", "columns_unknown"),
            ("spend", "channel,day,day,amount", "columns_duplicated"),
            ("feedback", "customer_id,score", "columns_missing"),
            ("feedback", "customer_id,occurred_at,nps", "columns_unknown"),
            ("referrals", "customer_id,occurred_at", "columns_missing"),
            ("referrals", "customer_id,referred_id,occurred_at,friend", "columns_unknown"),
            ("events", "customer_id,occurred_at", "columns_missing"),
            ("events", "customer_id,name,name,occurred_at", "columns_duplicated"),
        ],
    )
    def test_columns_that_a_kind_does_not_have(self, api: httpx.Client, kind: str, header: str, code: str) -> None:
        width = header.count(",") + 1
        content = f"{header}\n{','.join(['x'] * width)}\n".encode()
        answer = api.post(f"/v1/imports/{kind}", content=content, headers={"Content-Type": "text/csv"})
        assert_problem(answer, 422, code)

    @pytest.mark.parametrize("kind", ["touchpoints", "feedback", "referrals", "spend", "events"])
    @pytest.mark.parametrize("media_type", [None, "text/plain", "application/json", "text/csv; charset=utf-16"])
    def test_a_type_that_no_file_is_read_of(self, api: httpx.Client, kind: str, media_type: str | None) -> None:
        headers = {} if media_type is None else {"Content-Type": media_type}
        answer = api.post(f"/v1/imports/{kind}", content=b"channel,day,amount\n", headers=headers)
        assert_problem(answer, 415, "content_type_unsupported")

    @pytest.mark.parametrize("kind", ["touchpoint", "clicks", "SPEND", "%2E%2E"])
    def test_a_kind_that_is_none(self, api: httpx.Client, kind: str) -> None:
        answer = api.post(f"/v1/imports/{kind}", content=b"a\n", headers={"Content-Type": "text/csv"})
        assert_problem(answer, 422, "invalid_request", "path:kind")

    @pytest.mark.parametrize("kind", ["touchpoints", "feedback", "referrals", "spend", "events"])
    def test_a_file_that_is_no_parquet(self, api: httpx.Client, kind: str) -> None:
        headers = {"Content-Type": "application/vnd.apache.parquet"}
        answer = api.post(f"/v1/imports/{kind}", content=b"PAR1 not really PAR1", headers=headers)
        assert_problem(answer, 422, "file_unreadable")


GOOD_TOUCH = {"customer_id": "c", "occurred_at": "2026-01-01T00:00:00Z", "channel": "email"}
GOOD_SPEND = {"channel": "email", "day": "2026-01-01", "amount": "10"}
GOOD_ANSWER = {"customer_id": "c", "occurred_at": "2026-01-01T00:00:00Z", "score": 9}
GOOD_REFERRAL = {"customer_id": "c", "referred_id": "d", "occurred_at": "2026-01-01T00:00:00Z"}


@pytest.mark.parametrize(
    ("kind", "good", "changes"),
    [
        ("touchpoints", GOOD_TOUCH, {"channel": ""}),
        ("touchpoints", GOOD_TOUCH, {"channel": "x" * 5000}),
        ("touchpoints", GOOD_TOUCH, {"kind": "shout"}),
        ("touchpoints", GOOD_TOUCH, {"cost": "much"}),
        ("touchpoints", GOOD_TOUCH, {"cost": "-1"}),
        ("touchpoints", GOOD_TOUCH, {"occurred_at": "yesterday"}),
        ("touchpoints", GOOD_TOUCH, {"customer_id": None}),
        ("spend", GOOD_SPEND, {"day": "2026-02-30"}),
        ("spend", GOOD_SPEND, {"day": None}),
        ("spend", GOOD_SPEND, {"amount": "ten"}),
        ("spend", GOOD_SPEND, {"amount": "1e13"}),
        ("spend", GOOD_SPEND, {"currency": "EUR"}),
        ("spend", GOOD_SPEND, {"currency": "bucks"}),
        ("spend", GOOD_SPEND, {"channel": None}),
        ("feedback", GOOD_ANSWER, {"score": 11}),
        ("feedback", GOOD_ANSWER, {"score": None}),
        ("feedback", GOOD_ANSWER, {"rank": 2}),
        ("feedback", GOOD_ANSWER, {"wallet_share": 35}),
        ("feedback", GOOD_ANSWER, {"comment": "x" * 5000}),
        ("referrals", GOOD_REFERRAL, {"referred_id": "c"}),
        ("referrals", GOOD_REFERRAL, {"referred_id": None}),
        ("referrals", GOOD_REFERRAL, {"converted": "perhaps"}),
        ("referrals", GOOD_REFERRAL, {"reward": "-1"}),
    ],
)
def test_a_bad_row_is_told_with_its_line_and_its_neighbours_are_kept(
    api: httpx.Client, kind: str, good: dict[str, Any], changes: dict[str, Any]
) -> None:
    other = {"channel": "sms"} if "channel" in good else {"occurred_at": "2026-01-02"}
    lines = [json.dumps(row) for row in (good, {**good, **changes}, {**good, **other})]
    headers = {"Content-Type": "application/x-ndjson"}
    answer = api.post(f"/v1/imports/{kind}", content="\n".join(lines).encode(), headers=headers)
    assert answer.status_code == 202, answer.text
    result = wait(api, answer.headers["location"])
    assert (result["accepted"], result["rejected"]) == (2, 1), result
    [rejected] = result["rejected_sample"]
    assert rejected["line"] == 2
    assert rejected["code"]


@pytest.mark.usefixtures("nothing_is_written")
class TestFeedback:
    @pytest.mark.parametrize(
        ("changes", "code"),
        [
            ({"score": None}, "feedback_empty"),
            ({"score": -1}, "feedback_score_invalid"),
            ({"brands": 2}, "feedback_rank_invalid"),
            ({"rank": 1, "brands": 2, "own_rating": 1, "other_ratings": []}, "feedback_rank_invalid"),
            ({"wallet_share": 1.5}, "feedback_share_invalid"),
            ({"category": "tea"}, "feedback_text_invalid"),
        ],
    )
    def test_answers_that_are_none(self, api: httpx.Client, changes: dict[str, Any], code: str) -> None:
        good = {"customer_id": "c", "score": 9}
        answer = api.post("/v1/feedback", json={"answers": [good, {**good, **changes}]})
        problem = assert_problem(answer, 422, "invalid_request", "/answers/1")
        assert [error.code for error in problem.errors or []] == [code]

    @pytest.mark.parametrize(
        ("answers", "pointer"),
        [
            ([], "/answers"),
            ([{"customer_id": "c", "score": 9}] * 1001, "/answers"),
            ([{"score": 9}], "/answers/0/customer_id"),
            ([{"customer_id": " ", "score": 9}], "/answers/0/customer_id"),
            ([{"customer_id": "c" * 256, "score": 9}], "/answers/0/customer_id"),
            ([{"customer_id": "c", "score": "9"}], "/answers/0/score"),
            ([{"customer_id": "c", "score": 9, "answered_at": "yesterday"}], "/answers/0/answered_at"),
            ([{"customer_id": "c", "score": 9, "nps": 9}], "/answers/0/nps"),
            ([{"customer_id": "c", "score": 9, "comment": "x" * 4001}], "/answers/0/comment"),
            ([{"customer_id": "c", "own_rating": 9, "other_ratings": [1] * 100}], "/answers/0/other_ratings"),
        ],
    )
    def test_bodies_that_are_none(self, api: httpx.Client, answers: list[dict[str, Any]], pointer: str) -> None:
        assert_problem(api.post("/v1/feedback", json={"answers": answers}), 422, "invalid_request", pointer)


class TestMerges:
    def test_a_merge_that_is_none(self, api: httpx.Client) -> None:
        assert api.post("/v1/track", json={"userId": "c", "event": "Seen"}).status_code == 200
        assert_problem(api.post(f"/v1/customers/c/merges/{uuid4()}/undo"), 404, "not_found")
        assert_problem(api.post("/v1/customers/c/merges/no-uuid/undo"), 422, "invalid_request", "path:merge_id")
        assert_problem(api.post(f"/v1/customers/nobody/merges/{uuid4()}/undo"), 404, "not_found")

    def test_a_merge_is_undone_once(self, system: System, house: NewWorkspace, api: httpx.Client) -> None:
        for body in ({"userId": "c", "event": "Seen"}, {"userId": "d", "event": "Seen"}):
            assert api.post("/v1/track", json=body).json()["accepted"] == 1
        assert api.post("/v1/alias", json={"userId": "c", "previousId": "d"}).json()["accepted"] == 1
        [merge] = api.get("/v1/customers/c/merges").json()["items"]
        place = f"/v1/customers/c/merges/{merge['id']}/undo"
        assert api.post(place).status_code == 200
        with nothing_written(system, house):
            assert_problem(api.post(place), 409, "merge_already_undone")


def test_who_was_erased_is_nobody_by_the_companys_id(api: httpx.Client) -> None:
    assert api.post("/v1/track", json={"userId": "c", "event": "Seen"}).json()["accepted"] == 1
    wait(api, api.delete("/v1/customers/c").headers["location"])
    assert_problem(api.get("/v1/customers/c"), 404, "not_found")
    assert_problem(api.delete("/v1/customers/c"), 404, "not_found")
