import pytest

from services.experiments.domain.versions import version_key

# The order of semver.org, section 11, and GrowthBook's beyond it.
ORDER = ["0.9.99", "1.0.0-alpha", "1.0.0-alpha.1", "1.0.0-alpha.beta", "1.0.0-beta", "1.0.0-beta.2", "1.0.0-beta.11"]
ORDER += ["1.0.0-rc.1", "1.0.0", "1.0.1", "1.2.0", "1.10.0", "9.0.0", "10.0.0", "9999999.0.0", "10000000.0.0"]


def test_versions_sort_as_they_are_released() -> None:
    assert sorted(set(ORDER), key=version_key) == ORDER


@pytest.mark.parametrize(
    ("one", "other"), [("v1.2.3", "1.2.3"), ("1.2.3+build.7", "1.2.3"), ("1-2-3", "1.2.3"), ("01.2.3", "1.2.3")]
)
def test_what_does_not_count_makes_no_other_version(one: str, other: str) -> None:
    assert version_key(one) == version_key(other)


@pytest.mark.parametrize("version", [None, "", True, [], {}])
def test_what_is_no_version_counts_as_0(version: object) -> None:
    assert version_key(version) == version_key("0") == version_key(0)
