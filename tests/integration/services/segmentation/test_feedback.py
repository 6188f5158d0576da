"""Feedback and referrals: whichever way they come they are kept once, follow the map, and can be rebuilt and forgotten."""

import json
from datetime import timedelta
from typing import Any

import httpx
import pytest
from sqlalchemy import text

from kernel.jobs import JobContext
from kernel.principals import Principal
from services.segmentation.domain.imports import ImportKind
from services.segmentation.use_cases import projection
from tests.integration.services.segmentation.conftest import ApiOf, Erase, import_file
from tests.integration.services.segmentation.test_identities import alias
from tests.integration.services.segmentation.test_ingestion import completed, profile, send, track
from tests.integration.services.segmentation.test_merges import merges_of, undo
from tests.integration.services.segmentation.test_rebuild import execute, rows_of


def nps(message_id: str, score: object, **more: Any) -> dict[str, Any]:  # noqa: ANN401 — whatever is sent
    properties = {"score": score, "comment": "Quick", "survey_tool": "Delighted"} | more.pop("properties", {})
    return track(message_id, "NPS Answered", properties=properties, **more)


def referred(message_id: str, by: str, name: str = "Referral Converted", **properties: object) -> dict[str, Any]:
    return track(message_id, name, userId=by, properties=properties)


async def listed(api: httpx.AsyncClient, **query: str | int) -> list[dict[str, Any]]:
    answer = await api.get("/v1/feedback", params=query)
    assert answer.status_code == 200, answer.text
    items: list[dict[str, Any]] = answer.json()["items"]
    return items


async def published(context: JobContext, view: str, columns: str) -> list[tuple[Any, ...]]:
    async with context.work() as work:
        return [tuple(row) for row in await work.execute(text(f"select {columns} from published.{view} order by 1, 2"))]


async def referrals(context: JobContext) -> list[tuple[str | None, str | None, str]]:
    """(who referred, who was, kind) by the company's ids."""
    query = """
        select a.customer_id, b.customer_id, r.kind from published.referrals r
        join published.customers a on a.id = r.referrer_id left join published.customers b on b.id = r.referred_id
        order by r.referral_key
    """
    async with context.work() as work:
        return [tuple(row) for row in await work.execute(text(query))]


class TestAnswers:
    async def test_an_event_is_an_answer_once(self, api: httpx.AsyncClient) -> None:
        await send(api, nps("n-1", 9), nps("n-1", 9), nps("n-2", 99), track("v-1"))
        await send(api, nps("n-1", 9))
        [answer] = await listed(api)
        assert (answer["customer_id"], answer["score"], answer["comment"], answer["source"]) == ("u-1", 9, "Quick", "Delighted")
        summary = (await api.get("/v1/events/summary")).json()
        assert (summary["by_name"], summary["rejected"]) == ({"NPS Answered": 2, "Viewed": 1}, 0)

    async def test_a_file_sent_again_adds_nothing_and_a_changed_row_is_an_update(
        self, api: httpx.AsyncClient, context: JobContext
    ) -> None:
        head = "customer_id,occurred_at,score,rank,brands,wallet_share,category,feedback_id"
        rows = ("u-1,2026-01-02,9,,,,,f-1", "u-1,2026-01-03,,1.5,2,,tea,", "u-2,2026-01-03,,,,35%,,", "u-2,2026-01-03,12,,,,,")
        done = await import_file(context, ImportKind.FEEDBACK, head, *rows)
        assert (done.accepted, done.duplicates, done.rejected) == (3, 0, 1)
        assert (done.rejects[0].line, done.rejects[0].code) == (5, "feedback_score_invalid")
        again = await import_file(context, ImportKind.FEEDBACK, head, rows[0].replace("9", "3"), *rows[1:3])
        assert (again.accepted, again.duplicates) == (1, 2)
        said = {
            (each["score"], each["rank"], each["brands"], each["wallet_share"], each["category"]) for each in await listed(api)
        }
        assert said == {(3, None, None, None, None), (None, 1.5, 2, None, "tea"), (None, None, None, 0.35, None)}

    async def test_answers_are_handed_in(self, api: httpx.AsyncClient) -> None:
        first = {"customer_id": "u-1", "score": 9, "answered_at": "2026-01-02T00:00:00+01:00", "feedback_id": "f-1"}
        second = {"customer_id": "u/2", "own_rating": 8, "other_ratings": [8, 6.5], "category": "tea", "source": "phone"}
        done = await api.post("/v1/feedback", json={"answers": [first, second]})
        assert done.json() == {"accepted": 2, "duplicates": 0}
        assert (await api.post("/v1/feedback", json={"answers": [first]})).json() == {"accepted": 0, "duplicates": 1}
        assert (await api.post("/v1/feedback", json={"answers": [second]})).json() == {"accepted": 1, "duplicates": 0}
        *new, old = await listed(api)
        assert {(each["customer_id"], each["rank"], each["brands"], each["category"]) for each in new} == {
            ("u/2", 1.5, 3, "tea")
        }
        assert (old["score"], old["answered_at"]) == (9, "2026-01-01T23:00:00Z")
        assert (await profile(api, "u%2F2"))["behaviour"]["events"] == 0

    @pytest.mark.parametrize(
        ("answer", "code"),
        [
            ({}, "feedback_empty"),
            ({"comment": "Quick"}, "feedback_empty"),
            ({"score": 11}, "feedback_score_invalid"),
            ({"rank": 1}, "feedback_rank_invalid"),
            ({"rank": 3, "brands": 2}, "feedback_rank_invalid"),
            ({"own_rating": 3}, "feedback_rank_invalid"),
            ({"other_ratings": [3]}, "feedback_rank_invalid"),
            ({"own_rating": 3, "other_ratings": [3], "brands": 2, "rank": 1}, "feedback_rank_invalid"),
            ({"wallet_share": 35}, "feedback_share_invalid"),
            ({"score": 3, "category": "tea"}, "feedback_text_invalid"),
        ],
    )
    async def test_all_are_kept_or_none(self, api: httpx.AsyncClient, answer: dict[str, Any], code: str) -> None:
        good = {"customer_id": "u-1", "score": 9}
        refused = await api.post("/v1/feedback", json={"answers": [good, {"customer_id": "u-2", **answer}]})
        assert refused.status_code == 422
        [fault] = refused.json()["errors"]
        assert (fault["pointer"], fault["code"]) == ("/answers/1", code)
        assert await listed(api) == []
        assert (await api.get("/v1/customers")).json()["items"] == []

    async def test_pages_and_a_moment(self, api: httpx.AsyncClient) -> None:
        at = "2026-01-0{}T00:00:00Z"
        await send(
            api,
            *(nps(f"n-{day}", day, timestamp=at.format(day)) for day in (1, 2, 3, 4)),
            nps("n-5", 3, timestamp=at.format(3)),
        )
        pages: list[list[int]] = []
        cursor = None
        while not pages or cursor:
            answer = (await api.get("/v1/feedback", params={"limit": 2} | ({"cursor": cursor} if cursor else {}))).json()
            pages.append([each["score"] for each in answer["items"]])
            cursor = answer["next_cursor"]
        assert pages == [[4, 3], [3, 2], [1]]
        assert [each["score"] for each in await listed(api, as_of=at.format(3))] == [2, 1]

    async def test_another_workspace_sees_nothing(
        self, api: httpx.AsyncClient, api_of: ApiOf, other_principal: Principal
    ) -> None:
        await send(api, nps("n-1", 9))
        async with api_of(other_principal) as other:
            assert await listed(other) == []
            assert (await other.post("/v1/feedback", json={"answers": [{"customer_id": "u-1", "score": 1}]})).status_code == 200
        assert [each["score"] for each in await listed(api)] == [9]


class TestReferrals:
    async def test_who_is_named_is_a_customer_and_who_only_ordered_is_found_by_the_order(
        self, api: httpx.AsyncClient, context: JobContext
    ) -> None:
        await send(
            api,
            referred("r-1", "u-1", referred_id="u-2"),
            referred("r-2", "u-1", order_id="o-9", friend_email="friend@example.com"),
            referred("r-3", "u-3", "Signed Up", referrer_id="u-2"),
            referred("r-4", "u-1", "Referral Shared"),
        )
        expected: list[tuple[str | None, str | None, str]] = [
            ("u-1", "u-2", "converted"),
            ("u-1", None, "converted"),
            ("u-2", "u-3", "sent"),
            ("u-1", None, "sent"),
        ]
        assert await referrals(context) == expected
        await send(api, completed("c-1", "o-9", 5, userId="u-9"))
        expected[1] = ("u-1", "u-9", "converted")
        assert await referrals(context) == expected

    async def test_a_file_of_referrals(self, context: JobContext) -> None:
        head = "customer_id,referred_id,occurred_at,converted,would_have_come_anyway,reward,referral_id"
        rows = ("u-1,u-2,2026-01-02,,true,5,r-1", "u-2,u-3,2026-01-03,no,,,", "u-2,u-2,2026-01-03,,,,")
        done = await import_file(context, ImportKind.REFERRALS, head, *rows)
        assert (done.accepted, done.duplicates, done.rejected) == (2, 0, 1)
        assert done.rejects[0].code == "referral_of_self"
        again = await import_file(context, ImportKind.REFERRALS, head, rows[0].replace(",5,", ",6,"), rows[1])
        assert (again.accepted, again.duplicates) == (1, 1)
        assert sorted(await referrals(context), key=str) == [("u-1", "u-2", "converted"), ("u-2", "u-3", "sent")]
        told = await published(context, "referrals", "kind, reward, would_have_come")
        assert told == [("converted", 6, True), ("sent", None, None)]

    async def test_merges_move_them_and_their_undo_moves_them_back(self, api: httpx.AsyncClient, context: JobContext) -> None:
        await send(api, referred("r-1", "u-1", referred_id="u-2"), nps("n-1", 9, userId="u-2"))
        before = await referrals(context), await listed(api)
        await send(api, alias("a-1", "u-2", "u-3"))
        assert await referrals(context) == [("u-1", "u-3", "converted")]
        assert [each["customer_id"] for each in await listed(api)] == ["u-3"]
        await undo(api, "u-3", (await merges_of(api, "u-3"))[0]["id"])
        assert (await referrals(context), await listed(api)) == before


FACTS = ("feedback", "referrals")
DAMAGES = [
    "delete from attune.feedback where feedback_key like 'message:%'",
    "update attune.feedback set score = 0, comment = 'x', answered_at = now() where feedback_key like 'message:%'",
    "delete from attune.referrals where referral_key like 'message:%'",
    """update attune.referrals set kind = 'sent', referred_subject_id = subject_id, reward = 3
       where referral_key like 'message:%'""",
    """insert into attune.feedback (workspace_id, feedback_key, subject_id, answered_at, score)
       select workspace_id, 'message:invented', subject_id, answered_at, 1 from attune.feedback limit 1""",
    """insert into attune.feedback (workspace_id, feedback_key, subject_id, answered_at, score)
       select workspace_id, 'message:' || message_id, subject_id, occurred_at, 1 from attune.events where message_id = 'n-9'""",
    """insert into attune.referrals (workspace_id, referral_key, subject_id, referred_at, kind)
       select workspace_id, 'message:invented', subject_id, answered_at, 'sent' from attune.feedback limit 1""",
]


async def live(api: httpx.AsyncClient, context: JobContext) -> dict[str, list[tuple[Any, ...]]]:
    """A bit of everything, with what it comes to."""
    await send(
        api, nps("n-1", 9), nps("n-2", 3, userId="u-2"), nps("n-3", 8, userId=None, anonymousId="visitor"), nps("n-9", 99)
    )
    await send(api, track("w-1", "Survey Answered", properties={"own_rating": 7, "other_ratings": [7, 2], "category": "tea"}))
    await send(api, referred("r-1", "u-1", referred_id="u-2", reward=5), referred("r-2", "u-3", "Signed Up", referrer_id="u-1"))
    await send(api, referred("r-3", "u-2", order_id="o-1"), completed("c-1", "o-1", 5, userId="u-4"))
    await import_file(context, ImportKind.FEEDBACK, "customer_id,occurred_at,score", "u-1,2026-01-01,5", "u-1,2026-01-01,5")
    await import_file(context, ImportKind.REFERRALS, "customer_id,referred_id,occurred_at", "u-1,u-7,2026-01-01")
    found = {name: await rows_of(context, name) for name in FACTS}
    assert [len(rows) for rows in found.values()] == [6, 4]
    return found


class TestRebuild:
    async def test_a_rebuild_changes_nothing(self, api: httpx.AsyncClient, context: JobContext) -> None:
        before = await live(api, context)
        done = await projection.rebuild(context)
        assert (done.feedback, done.referrals, done.dropped_feedback) == (4, 3, 0)
        assert {name: await rows_of(context, name) for name in FACTS} == before

    @pytest.mark.parametrize("damage", DAMAGES)
    async def test_what_was_damaged_is_made_again(self, api: httpx.AsyncClient, context: JobContext, damage: str) -> None:
        before = await live(api, context)
        assert await execute(context, damage) > 0
        assert {name: await rows_of(context, name) for name in FACTS} != before
        await projection.rebuild(context)
        assert {name: await rows_of(context, name) for name in FACTS} == before

    async def test_of_two_events_under_one_message_id_the_first_kept_counts(
        self, api: httpx.AsyncClient, context: JobContext
    ) -> None:
        await send(api, nps("n-1", 9, timestamp="2026-01-05T00:00:00Z"))
        await execute(context, "delete from attune.event_keys")
        await send(api, nps("n-1", 2))
        before = await rows_of(context, "feedback")
        assert len(before) == 1
        await projection.rebuild(context)
        assert await rows_of(context, "feedback") == before


class TestErasure:
    @pytest.mark.parametrize("gone", ["u-1", "u-2", "u-4"])
    async def test_scores_and_referrals_stay_and_words_go(
        self, api: httpx.AsyncClient, context: JobContext, erase: Erase, gone: str
    ) -> None:
        before = await live(api, context)
        result = await erase(gone)
        assert result["comments"] == {"u-1": 1, "u-2": 1, "u-4": 0}[gone]
        assert result["events"] > 0
        after = {name: await rows_of(context, name) for name in FACTS}
        assert after["referrals"] == before["referrals"]
        assert [row[:-1] for row in after["feedback"]] == [row[:-1] for row in before["feedback"]]  # the comment is last
        assert [each["comment"] for each in await listed(api) if each["customer_id"] is None and each["score"] in (9, 3)] == [
            None for _ in range(result["comments"])
        ]
        await projection.rebuild(context)
        assert {name: await rows_of(context, name) for name in FACTS} == after

    @pytest.mark.parametrize("gone", ["u-1", "u-2", "u-4"])
    async def test_no_event_of_another_names_the_erased(
        self, api: httpx.AsyncClient, context: JobContext, erase: Erase, gone: str
    ) -> None:
        """The referral of u-2 was told by u-1, and that of u-4, who is known by an order, by u-2."""
        await live(api, context)
        await erase(gone)
        async with context.work() as work:
            said = await work.execute(
                text("select properties::text from attune.events where message_id in ('r-1', 'r-2', 'r-3')")
            )
            left = sorted(said.scalars())
        told = {"u-1": 1, "u-2": 1, "u-4": 2}[gone]
        assert len([each for each in left if each != "{}"]) == told
        assert not any(f'"{gone}"' in each for each in left)

    async def test_a_touchpoint_that_lost_its_words_with_the_erased_stays(
        self, api: httpx.AsyncClient, context: JobContext, erase: Erase
    ) -> None:
        await send(api, referred("r-0", "u-1", order_id="o-1"), completed("c-1", "o-1", 5, userId="u-9"))
        await send(api, referred("r-1", "u-1", referred_id="u-2", utm_source="news", utm_medium="email"))
        before = await rows_of(context, "touchpoints")
        assert len(before) == 1
        await erase("u-2")
        await projection.rebuild(context)
        assert await rows_of(context, "touchpoints") == before

    async def test_files_sent_again_bring_nobody_and_no_words_back(
        self, api: httpx.AsyncClient, context: JobContext, erase: Erase
    ) -> None:
        answers = ("customer_id,occurred_at,score,comment,feedback_id", "u-1,2026-01-01,5,Quick,", "u-1,2026-01-01,5,Slow,f-1")
        edges = ("customer_id,referred_id,occurred_at", "u-1,u-2,2026-01-01", "u-3,u-1,2026-01-01")
        await import_file(context, ImportKind.FEEDBACK, *answers)
        await import_file(context, ImportKind.REFERRALS, *edges)
        await erase("u-1")
        before = {name: await rows_of(context, name) for name in FACTS}
        assert [row[-1] for row in before["feedback"]] == [None, None]
        again = await import_file(context, ImportKind.FEEDBACK, *answers)
        assert (again.accepted, again.duplicates) == (0, 2)
        again = await import_file(context, ImportKind.REFERRALS, *edges)
        assert (again.accepted, again.duplicates) == (0, 2)
        changed = {
            "customer_id": "u-1",
            "score": 7,
            "comment": "Mine",
            "feedback_id": "f-1",
            "answered_at": "2026-01-01T00:00:00Z",
        }
        assert (await api.post("/v1/feedback", json={"answers": [changed]})).json()["accepted"] == 1
        assert (await api.get("/v1/customers/u-1")).status_code == 404
        rows = await rows_of(context, "feedback")
        assert sorted((row[4], row[-1]) for row in rows) == [(5, None), (7, None)]

    async def test_a_message_that_named_the_erased_brings_nobody_back(
        self, api: httpx.AsyncClient, context: JobContext, erase: Erase
    ) -> None:
        message = referred("r-1", "u-1", referred_id="u-2")
        await send(api, message)
        await erase("u-2")
        assert (await send(api, message))["duplicates"] == 1
        assert (await api.get("/v1/customers/u-2")).status_code == 404
        assert await referrals(context) == [("u-1", None, "converted")]


async def test_a_profile_shows_what_is_known_of_loyalty(api: httpx.AsyncClient, context: JobContext) -> None:
    orders = ("customer_id,occurred_at,amount,margin", "u-1,2026-01-01,10,4", "u-1,2026-01-02,10,", "u-1,2026-06-01,10,4")
    await import_file(context, ImportKind.ORDERS, *orders)
    answers = (
        "customer_id,occurred_at,score,rank,brands,wallet_share,category",
        "u-1,2026-01-02,3,,,,",
        "u-1,2026-01-03,9,,,,",
        "u-1,2026-01-02,,2,2,,tea",
        "u-1,2026-01-03,,1,2,,tea",
        "u-1,2026-01-03,,,,35%,",
        "u-1,2026-06-03,0,,,,",
    )
    await import_file(context, ImportKind.FEEDBACK, *answers)
    edges = (
        "customer_id,referred_id,occurred_at,converted",
        "u-1,u-2,2026-01-01,",
        "u-1,u-3,2026-01-01,no",
        "u-9,u-1,2025-01-01,no",
    )
    await import_file(context, ImportKind.REFERRALS, *edges, "u-8,u-1,2025-02-01,")
    told = (await api.get("/v1/customers/u-1", params={"as_of": "2026-02-01T00:00:00Z"})).json()["loyalty"]
    assert (told["margin"], told["purchases_without_margin"], told["score"]["score"]) == ("4.0000", 1, 9)
    wallets = [(each["category"], each["rank"], each["brands"], each["wallet_share"]) for each in told["wallets"]]
    assert wallets == [("tea", 1, 2, None), (None, None, None, 0.35)]
    assert (told["invited"], told["converted"]) == (2, 1)
    assert told["referred_by"] == (await profile(api, "u-8"))["id"]
    nobody = (await profile(api, "u-3"))["loyalty"]
    assert (nobody["score"], nobody["wallets"], nobody["invited"], nobody["converted"]) == (None, [], 0, 0)


async def test_an_event_file_tells_of_feedback_and_referrals(api: httpx.AsyncClient, context: JobContext) -> None:
    head = "customer_id,occurred_at,name,score,referred_id"
    rows = ("u-1,2026-01-01,NPS Answered,9,", "u-1,2026-01-01,Referral Converted,,u-2")
    done = await import_file(context, ImportKind.EVENTS, head, *rows)
    assert (done.accepted, json.dumps(done.rejects)) == (2, "[]")
    assert [each["score"] for each in await listed(api)] == [9]
    assert await referrals(context) == [("u-1", "u-2", "converted")]


async def test_what_was_fixed_by_facts_is_fixed_by_feedback(api: httpx.AsyncClient, context: JobContext) -> None:
    async with context.work() as work:
        has_facts = "select has_facts from published.facts where workspace_id = :id"
        assert not (await work.execute(text(has_facts), {"id": work.workspace_id})).scalar_one()
    await api.post("/v1/feedback", json={"answers": [{"customer_id": "u-1", "score": 9}]})
    async with context.work() as work:
        assert (await work.execute(text(has_facts), {"id": work.workspace_id})).scalar_one()


async def test_an_answer_without_a_moment_is_of_the_workspaces_now(api: httpx.AsyncClient, context: JobContext) -> None:
    await api.post("/v1/feedback", json={"answers": [{"customer_id": "u-1", "score": 9}]})
    async with context.work() as work:
        now = (await work.workspace()).now()
        [at] = (await work.execute(text("select answered_at from attune.feedback"))).scalars()
    assert now - timedelta(minutes=1) < at <= now
