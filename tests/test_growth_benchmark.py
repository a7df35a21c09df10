"""The benchmark of growth measures its steps and fits how they grow."""

from __future__ import annotations

import pytest
import typer

from tests.benchmarks.growth import Cost, fit_exponents, growth_figures, growth_goals, measure_growth, parse_sizes


def test_sizes_are_numbers_from_one_on() -> None:
    assert parse_sizes("500,10, 100") == [10, 100, 500]
    for text in ("", "many", "0,10"):
        with pytest.raises(typer.BadParameter):
            parse_sizes(text)


def test_goal_is_missed_by_what_grows_faster_than_its_size() -> None:
    costs = [Cost("even", n, 2.0 * n, 1.0) for n in (10, 100)] + [Cost("steep", n, n**1.5, 1.0) for n in (10, 100)]
    assert fit_exponents(costs) == {"even": pytest.approx(1.0), "steep": pytest.approx(1.5)}
    assert [is_reached for *_, is_reached in growth_goals(costs).values()] == [True, False]
    assert fit_exponents(costs[:1]) == {}


def test_step_is_measured_in_a_process_of_its_own() -> None:
    (cost,) = measure_growth([3000], ["people"])
    assert (cost.step, cost.n) == ("people", 3000)
    assert cost.cpu_seconds > 0
    assert cost.peak_mib > 50
    assert growth_figures([cost])["exponents"] == {}
