"""Answers within events, rows and requests: what they say, and what is none."""

from datetime import UTC, datetime
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from services.segmentation.domain.feedback import MAX_COMMENT, Answer, answer_of, mean_rank
from services.segmentation.domain.feedback_rows import FeedbackRow, read_feedback_row
from services.segmentation.domain.imports import OrdinalCounter, RowReject, import_key

AT = datetime(2026, 3, 1, 12, tzinfo=UTC)


def answer(name: str, **properties: object) -> Answer | None:
    return answer_of(name, properties, message_id="m-1", occurred_at=AT)


def score(name: str, **properties: object) -> int | None:
    found = answer(name, **properties)
    return None if found is None else found.score


class TestEvents:
    def test_what_survey_tools_send(self) -> None:
        delighted: dict[str, object] = {
            "survey_id": "1",
            "survey_name": "After the order",
            "survey_type": "NPS",
            "survey_medium": "Email",
            "survey_tool": "Delighted",
            "survey_question_answer": 9,
        }
        assert answer("Survey Question Answered", **delighted) == Answer(
            "message:m-1", AT, 9, None, None, None, None, "After the order", "Delighted", None
        )
        wootric: dict[str, object] = {"metric_type": "NPS", "score": "7", "text": "Quick", "channel": "web", "survey_id": 3}
        for name in ("Wootric survey response created", "Wootric survey response updated"):
            assert answer(name, **wootric) == Answer("message:m-1", AT, 7, None, None, None, None, "3", "web", "Quick")
        assert score("Answered NPS Survey", NPS_rating=10) == 10
        assert score("Completed NPS Survey", rating=0) == 0
        assert score("survey sent", **{"$survey_name": "NPS Q1", "$survey_response": "8"}) == 8

    @pytest.mark.parametrize("name", ["NPS Response", "nps_response", "NPS-Survey Submitted", "Answered NPS"])
    def test_a_name_that_says_what_it_is_about(self, name: str) -> None:
        assert score(name, score=6) == 6

    def test_a_score_of_another_survey_is_none(self) -> None:
        assert answer("Survey Answered", survey_type="CSAT", score=5) is None
        assert answer("Survey Answered", survey_name="How snappy was it?", score=5) is None
        assert score("Survey Answered", survey_name="Net Promoter Score, spring", score=5) == 5
        assert score("Survey Answered", survey_type="CSAT", score=5, nps_score=9) == 9
        assert answer("Signed Up", nps=9) is None

    @pytest.mark.parametrize("value", [11, -1, 9.5, "nine", "", None, True, [9], {"a": 9}, "9" * 50, float("inf"), "1e1"])
    def test_what_is_no_score_harms_nothing(self, value: object) -> None:
        assert answer("NPS Answered", score=value) is None

    def test_shares_of_wallet(self) -> None:
        found = answer("Survey Answered", share_of_wallet="35%", category="Coffee", source="sms")
        assert found == Answer("message:m-1", AT, None, "Coffee", None, None, 0.35, None, "sms", None)
        assert answer("Survey Answered", wallet_share=35) is None

    def test_a_category_that_is_a_number_is_its_digits(self) -> None:
        for written in (5, 5.0, "5", " 5 "):
            found = answer("Survey Answered", share_of_wallet="35%", category=written)
            assert found is not None
            assert found.category == "5"

    def test_ranks_stated_or_made_of_ratings(self) -> None:
        def rank(**properties: object) -> tuple[float | None, int | None] | None:
            found = answer("Survey Answered", **properties)
            return None if found is None else (found.brand_rank, found.brands)

        assert rank(rank=2, number_of_brands=3) == (2.0, 3)
        assert rank(brand_rank="1.5", brands="2") == (1.5, 2)
        assert rank(own_rating=8, other_ratings=[9, 8, 3]) == (2.5, 4)
        assert rank(own_rating=8, other_ratings=[]) == (1.0, 1)
        for bad in ({"rank": 4, "brands": 3}, {"rank": 1}, {"own_rating": 8, "other_ratings": ["x"]}, {"own_rating": 8}):
            assert rank(**bad) is None

    def test_long_texts_are_cut_and_nul_is_written_out(self) -> None:
        found = answer("NPS Answered", score=1, comment="x" * 9999, survey_name="a\0b")
        assert found is not None
        assert found.comment == "x" * MAX_COMMENT
        assert found.survey == "a\\u0000b"


@given(st.lists(st.integers(0, 3), min_size=1, max_size=7))
def test_places_of_ratings_add_up_whatever_ties(ratings: list[int]) -> None:
    places = [mean_rank(rating, ratings[:at] + ratings[at + 1 :]) for at, rating in enumerate(ratings)]
    assert sum(places) == len(ratings) * (len(ratings) + 1) / 2
    assert all(places[a] < places[b] for a, x in enumerate(ratings) for b, y in enumerate(ratings) if x > y)


ROW = {"customer_id": "c-1", "occurred_at": "2026-03-01T12:00:00Z", "score": "9"}


def read(**cells: object) -> FeedbackRow | RowReject:
    return read_feedback_row(2, {**ROW, **cells}, ZoneInfo("UTC"))


def row(**cells: object) -> FeedbackRow:
    found = read(**cells)
    assert isinstance(found, FeedbackRow)
    return found


class TestRows:
    def test_a_row_in_full(self) -> None:
        found = row(rank="1.5", brands="4", wallet_share=".25", category=" Tea ", survey="S", source="post", comment="ok")
        assert found == FeedbackRow("c-1", Answer("", AT, 9, "Tea", 1.5, 4, 0.25, "S", "post", "ok"), None)

    def test_a_category_that_is_a_number_is_its_digits(self) -> None:
        assert (
            row(rank="1", brands="4", category=5.0).answer.category == row(rank="1", brands="4", category="5").answer.category
        )

    @pytest.mark.parametrize(
        ("cells", "code"),
        [
            ({"score": ""}, "feedback_empty"),
            ({"score": "11"}, "feedback_score_invalid"),
            ({"score": "9.5"}, "feedback_score_invalid"),
            ({"score": "good"}, "feedback_score_invalid"),
            ({"rank": "2"}, "feedback_rank_invalid"),
            ({"brands": "2"}, "feedback_rank_invalid"),
            ({"rank": "0", "brands": "2"}, "feedback_rank_invalid"),
            ({"rank": "3", "brands": "2"}, "feedback_rank_invalid"),
            ({"rank": "1.2", "brands": "2"}, "feedback_rank_invalid"),
            ({"rank": "1", "brands": "1.5"}, "feedback_rank_invalid"),
            ({"rank": "1", "brands": "101"}, "feedback_rank_invalid"),
            ({"wallet_share": "35"}, "feedback_share_invalid"),
            ({"wallet_share": "-0.1"}, "feedback_share_invalid"),
            ({"wallet_share": "135%"}, "feedback_share_invalid"),
            ({"category": "Tea"}, "feedback_text_invalid"),
            ({"survey": "x" * 256}, "feedback_text_invalid"),
            ({"comment": True}, "feedback_text_invalid"),
            ({"occurred_at": "soon"}, "occurred_at_invalid"),
            ({"customer_id": " "}, "customer_id_missing"),
            ({"nps": 9}, "column_unknown"),
        ],
    )
    def test_a_bad_row_says_why(self, cells: dict[str, Any], code: str) -> None:
        found = read(**cells)
        assert isinstance(found, RowReject)
        assert found.code == code

    def test_a_row_is_kept_once_by_its_id_or_by_what_it_says(self) -> None:
        def key(**cells: object) -> str:
            return import_key(row(**cells), OrdinalCounter())

        assert key(feedback_id=7) == "import:id:7"
        assert key(score=9) == key()
        for cells in (
            {"score": 8},
            {"customer_id": "c-2"},
            {"occurred_at": "2026-03-02"},
            {"rank": 1, "brands": 2},
            {"wallet_share": "10%"},
            {"wallet_share": "10%", "category": "Tea"},
            {"survey": "S"},
            {"source": "S"},
            {"comment": "S"},
        ):
            assert key(**cells) != key()
