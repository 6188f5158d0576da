"""One system for the session, called over HTTP as users call it."""

import itertools
import os
from collections.abc import Callable, Iterator

import httpx
import pytest

from gateway.use_cases import NewWorkspace
from kernel.settings import Settings
from tests.contract.refusals import nothing_written
from tests.contract.running import RunningElsewhere, System, running

pytest.register_assert_rewrite("tests.contract.load")  # its assertions say what they compared

MakeWorkspace = Callable[[], NewWorkspace]


@pytest.fixture(scope="session")
def system(tmp_path_factory: pytest.TempPathFactory) -> Iterator[System]:
    """A running system, shared by the tests that do not kill it: one of this session's own, or that of ATTUNE_TEST_SYSTEM_URL.

    The latter's database, as a superuser, and its secret are then ATTUNE_TEST_SYSTEM_DATABASE_URL and ATTUNE_SECRET_KEY.
    """
    elsewhere = os.environ.get("ATTUNE_TEST_SYSTEM_URL")
    if elsewhere:
        yield RunningElsewhere(elsewhere, Settings(database_url=os.environ["ATTUNE_TEST_SYSTEM_DATABASE_URL"]))
        return
    with running(tmp_path_factory.mktemp("attune") / "data") as system:
        yield system


_numbers = itertools.count(1)


@pytest.fixture
def house(system: System) -> NewWorkspace:
    """A new workspace."""
    return system.make_workspace(f"house {os.getpid()} {next(_numbers)}")


@pytest.fixture
def neighbour(system: System) -> NewWorkspace:
    """Another new workspace."""
    return system.make_workspace(f"neighbour {os.getpid()} {next(_numbers)}")


@pytest.fixture
def api(system: System, house: NewWorkspace) -> Iterator[httpx.Client]:
    """The system, called with the admin key of the workspace."""
    with system.client(house.admin_key) as api:
        yield api


@pytest.fixture
def nothing_is_written(system: System, house: NewWorkspace) -> Iterator[None]:
    """The test leaves nothing in the workspace."""
    with nothing_written(system, house):
        yield
