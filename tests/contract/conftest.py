"""One `attune up` for the session, called over HTTP as users call it."""

import itertools
import os
from collections.abc import Callable, Iterator

import httpx
import pytest

from gateway.use_cases import NewWorkspace
from tests.contract.refusals import nothing_written
from tests.contract.running import Running, running

MakeWorkspace = Callable[[], NewWorkspace]


@pytest.fixture(scope="session")
def system(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Running]:
    """A running system, shared by the tests that do not kill it."""
    with running(tmp_path_factory.mktemp("attune") / "data") as system:
        yield system


_numbers = itertools.count(1)


@pytest.fixture
def house(system: Running) -> NewWorkspace:
    """A new workspace."""
    return system.make_workspace(f"house {os.getpid()} {next(_numbers)}")


@pytest.fixture
def neighbour(system: Running) -> NewWorkspace:
    """Another new workspace."""
    return system.make_workspace(f"neighbour {os.getpid()} {next(_numbers)}")


@pytest.fixture
def api(system: Running, house: NewWorkspace) -> Iterator[httpx.Client]:
    """The system, called with the admin key of the workspace."""
    with system.client(house.admin_key) as api:
        yield api


@pytest.fixture
def nothing_is_written(system: Running, house: NewWorkspace) -> Iterator[None]:
    """The test leaves nothing in the workspace."""
    with nothing_written(system, house):
        yield
