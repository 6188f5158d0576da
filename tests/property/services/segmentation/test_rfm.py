import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from services.segmentation.domain.rfm import recency_scores, rfm_scores

VALUES = st.lists(st.integers(0, 30), min_size=1, max_size=60)


@given(VALUES)
def test_scores_are_those_of_the_definition(values: list[int]) -> None:
    ranks = [1 + sum(other < value for other in values) for value in values]
    assert rfm_scores(np.array(values)).tolist() == [1 + 5 * (rank - 1) // len(values) for rank in ranks]


@given(VALUES)
def test_scores_stay_within_1_and_5_and_follow_the_values(values: list[int]) -> None:
    scores = rfm_scores(np.array(values, dtype=float))
    assert set(scores.tolist()) <= {1, 2, 3, 4, 5}
    assert 1 in scores
    order = np.argsort(values, kind="stable")
    assert (np.diff(scores[order]) >= 0).all()


@given(VALUES)
def test_recency_is_ranked_by_the_last_purchase(elapsed: list[int]) -> None:
    last_purchase = 1000 - np.array(elapsed)
    assert recency_scores(np.array(elapsed)).tolist() == rfm_scores(last_purchase).tolist()
