import numpy as np
import pytest

from inference.fieller import FiellerShape, UndefinedRatioError, fieller_set


def accepts(ratio: float, moments: tuple[float, float, float, float, float], multiplier: float) -> bool:
    """Whether a test that numerator − ratio × denominator is 0 does not reject."""
    numerator, denominator, above, below, both = moments
    variance = above - 2 * ratio * both + ratio**2 * below
    return (numerator - ratio * denominator) ** 2 <= multiplier**2 * variance


@pytest.mark.parametrize("multiplier", [0.5, 1.96, 3.0, 5.0])
@pytest.mark.parametrize(
    "moments",
    [
        (3.0, 2.0, 0.04, 0.01, 0.0),
        (-3.0, 2.0, 0.04, 0.09, 0.03),
        (3.0, -2.0, 0.5, 0.36, -0.2),
        (0.1, 0.2, 0.01, 0.04, 0.019),
        (5.0, 0.3, 0.25, 0.09, 0.0),
        (0.0, 1.0, 1.0, 0.0, 0.0),
    ],
)
def test_the_set_holds_what_the_test_does_not_reject(
    moments: tuple[float, float, float, float, float], multiplier: float
) -> None:
    found = fieller_set(*moments, multiplier)
    for ratio in np.concatenate([np.linspace(-30, 30, 1_201), np.array([-1e4, 1e4])]):
        if found.shape is FiellerShape.EVERYTHING:
            inside = True
        else:
            assert found.low is not None
            assert found.high is not None
            if min(abs(ratio - found.low), abs(ratio - found.high)) < 1e-9:
                continue
            between = found.low < ratio < found.high
            inside = between if found.shape is FiellerShape.BOUNDED else not between
        assert inside == accepts(float(ratio), moments, multiplier), ratio


def test_without_variance_below_it_is_the_plain_interval() -> None:
    found = fieller_set(3.0, 2.0, 0.16, 0.0, 0.0, 1.96)
    assert (found.estimate, found.low, found.high) == pytest.approx((1.5, 1.5 - 1.96 * 0.2, 1.5 + 1.96 * 0.2))


@pytest.mark.parametrize(
    "moments",
    [
        (
            *(-0.0719024002946444, 2.6251833548202748),
            *(2.2637834391287387e-15, 3.0176397040056386e-12, -8.265157462012029e-14),
        ),
        (
            *(-3.8876910331992423, 2.407536057549969),
            *(7.918831838631067e-16, 3.036849258988164e-16, -4.903906463341103e-16),
        ),
    ],
)
def test_rounding_leaves_the_estimate_in_its_interval(moments: tuple[float, float, float, float, float]) -> None:
    """Numerator and denominator vary as one, so that the interval is a point; its ends were rounded to one side of it."""
    found = fieller_set(*moments, 1.96)
    assert found.low is not None
    assert found.high is not None
    assert found.low <= found.estimate <= found.high
    assert (found.low, found.high) == pytest.approx((found.estimate, found.estimate), rel=1e-15)


def test_a_denominator_that_may_be_0_has_no_interval() -> None:
    assert fieller_set(5.0, 1.0, 0.01, 1.0, 0.0, 1.96).shape is FiellerShape.OUTSIDE
    assert fieller_set(0.5, 1.0, 1.0, 1.0, 0.0, 1.96).shape is FiellerShape.EVERYTHING
    assert fieller_set(1.0, 2.0, 1.0, 1.0, 0.0, 2.0).shape is FiellerShape.EVERYTHING


def test_squares_beyond_all_numbers_do_not_matter() -> None:
    plain = fieller_set(3.0, 2.0, 0.04, 0.01, 0.005, 1.96)
    for scale in (1e-150, 1e150):
        found = fieller_set(3.0 * scale, 2.0 * scale, 0.04 * scale**2, 0.01 * scale**2, 0.005 * scale**2, 1.96)
        assert (found.low, found.high) == pytest.approx((plain.low, plain.high), rel=1e-12)


def test_over_nothing_there_is_no_ratio() -> None:
    with pytest.raises(UndefinedRatioError) as refused:
        fieller_set(1.0, 0.0, 1.0, 1.0, 0.0, 1.96)
    assert refused.value.code == "undefined_ratio"
