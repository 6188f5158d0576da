from collections import Counter
from dataclasses import dataclass
from decimal import Decimal
from itertools import product
from pathlib import Path

import numpy as np
import pytest

from services.segmentation.domain.rfm import (
    SCORES,
    SegmentName,
    UndefinedScoreError,
    recency_scores,
    rfm_scores,
    segment_grid,
    segment_name,
    summarize_segments,
)

DOCUMENT = Path(__file__).parents[4] / "docs" / "rfm.md"


def test_every_cell_of_the_grid_has_one_of_the_ten_names() -> None:
    names = Counter(segment_name(recency, frequency) for recency, frequency in product(SCORES, SCORES))
    assert sum(names.values()) == 25
    assert set(names) == set(SegmentName)
    assert len(SegmentName) == 10


@pytest.mark.parametrize(
    ("recency", "frequency", "name"),
    [
        (1, 1, "hibernating"),
        (2, 4, "at_risk"),
        (1, 5, "cant_lose_them"),
        (3, 2, "about_to_sleep"),
        (3, 3, "need_attention"),
        (3, 4, "loyal_customers"),
        (4, 5, "loyal_customers"),
        (4, 1, "promising"),
        (5, 1, "new_customers"),
        (4, 3, "potential_loyalists"),
        (5, 4, "champions"),
    ],
)
def test_the_usual_names(recency: int, frequency: int, name: str) -> None:
    assert segment_name(recency, frequency) == name


def test_the_grid_in_the_documents_is_the_grid_of_the_code() -> None:
    lines = [line for line in DOCUMENT.read_text(encoding="utf-8").splitlines() if line.startswith("| **R")]
    written = tuple(tuple(cell.strip() for cell in line.strip("|").split("|")[1:]) for line in lines)
    assert written == segment_grid()


def test_ten_different_values_score_two_by_two() -> None:
    assert rfm_scores(np.arange(10)).tolist() == [1, 1, 2, 2, 3, 3, 4, 4, 5, 5]


def test_equal_values_score_as_the_first_of_them() -> None:
    assert rfm_scores(np.array([1, 1, 1, 1, 2])).tolist() == [1, 1, 1, 1, 5]


def test_seven_values_floor_in_integers() -> None:
    assert rfm_scores(np.arange(7)).tolist() == [1, 1, 2, 3, 3, 4, 5]


def test_less_time_since_the_last_purchase_scores_higher() -> None:
    assert recency_scores(np.array([400.0, 3.0, 30.0, 3.0, 90.0])).tolist() == [1, 4, 3, 4, 2]


def test_nobody_has_no_scores() -> None:
    assert rfm_scores(np.array([], dtype=float)).tolist() == []


def test_a_value_that_is_no_number_is_refused_with_its_row() -> None:
    with pytest.raises(UndefinedScoreError) as refusal:
        rfm_scores(np.array([1.0, np.nan]))
    assert refusal.value.row == 1


@dataclass(frozen=True)
class Cell:
    recency_score: int
    frequency_score: int
    customers: int
    orders: int
    revenue: Decimal


def test_cells_sum_up_under_their_names_and_empty_names_are_shown() -> None:
    segments = summarize_segments(
        [Cell(5, 4, 2, 9, Decimal("10.5")), Cell(5, 5, 1, 7, Decimal(3)), Cell(1, 1, 4, 4, Decimal(8))]
    )
    by_name = {segment.name: (segment.customers, segment.orders, segment.revenue) for segment in segments}
    assert by_name[SegmentName.CHAMPIONS] == (3, 16, Decimal("13.5"))
    assert by_name[SegmentName.HIBERNATING] == (4, 4, Decimal(8))
    assert by_name[SegmentName.PROMISING] == (0, 0, Decimal(0))
    assert list(by_name) == list(SegmentName)
