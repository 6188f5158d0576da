"""What holds for the whole house and no linter knows: the rules of the design, read off the source."""

import ast
import re
import sys
from collections.abc import Iterator
from importlib.metadata import packages_distributions
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
ROOMS = ("attune", "benchmarks", "clients", "gateway", "inference", "kernel", "migrations", "schema", "services", "tests")
SOURCES = sorted(
    path
    for room in ROOMS
    for path in (ROOT / room).rglob("*.py")
    if "_generated" not in path.parts and "__pycache__" not in path.parts
)
PRODUCT = [path for path in SOURCES if path.relative_to(ROOT).parts[0] not in ("tests", "benchmarks")]
DOMAINS = [path for path in SOURCES if "domain" in path.parts[:-1] and "services" in path.parts and "tests" not in path.parts]
PURE = [*DOMAINS, *(path for path in SOURCES if path.relative_to(ROOT).parts[0] == "inference")]
SERVICES = sorted(path for path in (ROOT / "services").iterdir() if (path / "__init__.py").is_file())


def _name(path: Path) -> str:
    return str(path.relative_to(ROOT))


def _lines(pattern: str, paths: list[Path]) -> list[str]:
    """Where a pattern stands, as `file:line: text`."""
    found = re.compile(pattern)
    return [
        f"{_name(path)}:{number}: {line.strip()}"
        for path in paths
        for number, line in enumerate(path.read_text().splitlines(), 1)
        if found.search(line)
    ]


def test_only_the_database_module_commits() -> None:
    allowed = ("kernel/database.py", "schema/prepare.py")  # the second runs before there is anything to serve
    found = _lines(r"\.commit\(\)|engine\.begin\(", PRODUCT)
    assert [each for each in found if not each.startswith(allowed)] == []


def test_every_silenced_check_has_its_reason_beside_it() -> None:
    silenced = _lines(r"#\s*(noqa|type:\s*ignore)", [path for path in SOURCES if path != Path(__file__)])
    reasoned = re.compile(r"#\s*(noqa:\s*[A-Z0-9, ]+|type:\s*ignore\[[a-z0-9, -]+\])\s*(—|–|-|#|;)\s*\S")
    assert [each for each in silenced if not reasoned.search(each)] == []


def test_nothing_is_unfinished() -> None:
    marks = r"\b(TODO|FIXME|XXX|HACK)\b|raise NotImplementedError"
    assert _lines(marks, [path for path in SOURCES if path != Path(__file__)]) == []


def _swallows(node: ast.AST) -> bool:
    """Whether a handler takes every exception and does nothing."""
    if not isinstance(node, ast.ExceptHandler):
        return isinstance(node, ast.Call) and ast.unparse(node) in ("suppress(Exception)", "contextlib.suppress(Exception)")
    catches_all = node.type is None or ast.unparse(node.type) in ("Exception", "BaseException")
    return catches_all and all(isinstance(each, ast.Pass) or ast.unparse(each) == "..." for each in node.body)


def test_no_exception_is_swallowed() -> None:
    found = [
        f"{_name(path)}: {ast.unparse(node)}"
        for path in SOURCES
        for node in ast.walk(ast.parse(path.read_text()))
        if _swallows(node)
    ]
    assert found == []


def test_no_file_outgrows_a_reader() -> None:
    lengths = {_name(path): len(path.read_text().splitlines()) for path in SOURCES}
    assert {name: length for name, length in lengths.items() if length > 550} == {}  # "about 500 lines"


@pytest.mark.parametrize("service", SERVICES, ids=lambda path: path.name)
def test_every_service_has_the_same_rooms(service: Path) -> None:
    rooms = {path.stem for path in service.iterdir() if path.name != "__pycache__"}
    assert {"domain", "reductions", "store", "use_cases", "schemas", "routes", "app"} <= rooms


def _calls(path: Path) -> Iterator[tuple[int, str, int]]:
    """Line, dotted name and number of arguments of every call."""
    for node in ast.walk(ast.parse(path.read_text())):
        if isinstance(node, ast.Call):
            yield node.lineno, ast.unparse(node.func), len(node.args) + len(node.keywords)


IMPURE = re.compile(
    r"(^|\.)(now|utcnow|today|monotonic|perf_counter|time_ns|getenv|uuid4|urandom)$|^(open|print|input)$"
    r"|^(random|secrets|os|sys|socket|subprocess)\.|^(np|numpy)\.random\.(?!default_rng|Generator|SeedSequence)"
)


def test_domains_have_no_clock_no_input_and_no_hidden_randomness() -> None:
    found = [
        f"{_name(path)}:{line}: {name}"
        for path in PURE
        for line, name, arguments in _calls(path)
        if IMPURE.search(name) or (name.endswith("default_rng") and arguments == 0)
    ]
    assert found == []


@pytest.mark.parametrize(
    "name", ["now", "datetime.now", "date.today", "time.monotonic", "np.random.normal", "random.random", "open"]
)
def test_the_search_for_impurity_finds(name: str) -> None:
    assert IMPURE.search(name)


@pytest.mark.parametrize(
    "name", ["rng.normal", "np.random.default_rng", "stats.norm.cdf", "optimize.minimize", "np.nowhere", "opened"]
)
def test_the_search_for_impurity_lets_pass(name: str) -> None:
    assert not IMPURE.search(name)


@pytest.mark.parametrize("lock", sorted(ROOT.glob("requirements*.lock")), ids=lambda path: path.name)
def test_a_lock_pins_with_hashes_and_records_no_address(lock: Path) -> None:
    text = lock.read_text()
    assert not re.search(r"\w+://|--(index-url|extra-index-url|find-links)|file:", text)
    requirements = [block for block in re.split(r"\n(?=[A-Za-z0-9])", text) if re.match(r"[A-Za-z0-9]", block)]
    assert requirements
    assert [block.splitlines()[0] for block in requirements if "==" not in block or "--hash=sha256:" not in block] == []


def test_the_development_lock_agrees_with_the_runtime_lock() -> None:
    def pins(name: str) -> set[str]:
        return set(
            re.findall(r"^([A-Za-z0-9_.-]+==[^\s\\;]+)", re.sub(r"\[.*?\]", "", (ROOT / name).read_text()), re.MULTILINE)
        )

    assert pins("requirements.lock") - pins("requirements-dev.lock") == set()


def _imports(path: Path) -> set[str]:
    """The top-level modules that a file imports."""
    nodes = list(ast.walk(ast.parse(path.read_text())))
    plain = {alias.name for node in nodes if isinstance(node, ast.Import) for alias in node.names}
    return {name.partition(".")[0] for name in plain | {n.module or "" for n in nodes if isinstance(n, ast.ImportFrom)}}


def test_the_product_imports_only_what_the_runtime_lock_installs() -> None:
    pinned = set(re.findall(r"^([A-Za-z0-9_.-]+)(?:\[.*\])?==", (ROOT / "requirements.lock").read_text(), re.MULTILINE))
    providers = packages_distributions()
    ours = {*ROOMS, "attune_client"}
    tools = {"generate.py"}  # programs of development
    strangers = {
        f"{_name(path)}: {module}"
        for path in PRODUCT
        if path.name not in tools
        for module in _imports(path) - sys.stdlib_module_names - ours - {""}
        if not {name.lower().replace("_", "-") for name in providers.get(module, [])} & pinned
    }
    assert strangers == set()


def test_the_makefile_has_the_targets_of_the_contract() -> None:
    targets = set(re.findall(r"^([a-z-]+):.*?## \S", (ROOT / "Makefile").read_text(), re.MULTILINE))
    assert {"help", "setup", "demo", "up", "test", "lint", "bench", "client", "clean"} <= targets


def test_what_is_checked_before_a_change_is_taken() -> None:
    run = ROOT / ".ci" / "run"
    assert run.stat().st_mode & 0o111
    assert [line for line in run.read_text().splitlines() if line.startswith("make ")] == ["make lint", "make test"]
