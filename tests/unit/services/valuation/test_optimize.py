import numpy as np
from numpy.testing import assert_allclose

from inference.arrays import FloatArray
from services.valuation.domain.optimize import Evaluation, maximize, out_of_bounds


def rosenbrock(at: FloatArray) -> Evaluation:
    """Rosenbrock's banana, upside down: a bent ridge with its top at (1, 1), convex in places."""
    x, y = at
    value = -((1.0 - x) ** 2) - 100.0 * (y - x * x) ** 2
    gradient = np.array([2.0 * (1.0 - x) + 400.0 * x * (y - x * x), -200.0 * (y - x * x)])
    hessian = np.array([[-2.0 + 400.0 * (y - 3.0 * x * x), 400.0 * x], [400.0 * x, -200.0]])
    return Evaluation(float(value), gradient, hessian)


def test_a_bent_ridge_is_climbed_from_afar() -> None:
    top = maximize(rosenbrock, np.array([-1.2, 1.0]), tolerance=1e-10)
    assert top.converged
    assert_allclose(top.point, [1.0, 1.0], rtol=1e-9)
    assert top.iterations < 40


def test_a_parabola_takes_one_step() -> None:
    def parabola(at: FloatArray) -> Evaluation:
        return Evaluation(float(-at @ at), -2.0 * at, -2.0 * np.eye(3))

    top = maximize(parabola, np.array([0.3, -0.2, 0.1]), tolerance=1e-12)
    assert (top.converged, top.iterations) == (True, 1)


def test_it_turns_back_at_the_bounds() -> None:
    def walled(at: FloatArray) -> Evaluation:
        if at[0] > 2.0:
            return out_of_bounds(1)
        return Evaluation(
            float(np.log(2.5 - at[0]) + 3.0 * at[0]), 3.0 - 1.0 / (2.5 - at), np.array([[-1.0 / (2.5 - at[0]) ** 2]])
        )

    end = maximize(walled, np.array([0.0]), tolerance=1e-10)
    assert not end.converged
    assert 1.9 < end.point[0] <= 2.0


def test_an_endless_slope_is_given_up_and_said_so() -> None:
    def slope(at: FloatArray) -> Evaluation:
        return Evaluation(float(at[0]), np.ones(1), np.zeros((1, 1)))

    end = maximize(slope, np.zeros(1), tolerance=1e-10, max_iterations=25)
    assert (end.converged, end.iterations) == (False, 25)


def test_the_top_is_no_step_away() -> None:
    end = maximize(rosenbrock, np.ones(2), tolerance=1e-10)
    assert (end.converged, end.iterations) == (True, 0)
