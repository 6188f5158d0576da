"""The user that PostgreSQL runs as: whoever calls, or an unprivileged one in the place of root."""

import os
import pwd
import shutil
import stat
import subprocess
import time
from dataclasses import dataclass
from pathlib import Path

from kernel.embedded.errors import ClosedDirectoryError, StartFailedError

DEDICATED_USER = "attune-postgres"
# Where no user can be made: what distributions and macOS call the user that PostgreSQL runs as.
EXISTING_USERS = ("postgres", "_postgres")


@dataclass(frozen=True, slots=True)
class Account:
    """An unprivileged user with an entry in the user database.

    Attributes:
        name: Login name.
        uid: User id.
        gid: Primary group's id.
    """

    name: str
    uid: int
    gid: int


def account_for(cluster: Path) -> Account | None:
    """Who is to run the cluster in the place of root; None for an ordinary user, who runs it himself.

    An existing cluster is run by its owner, so that what an ordinary user began stays his.

    Raises:
        StartFailedError: There is no unprivileged user, and none can be made.
    """
    if os.geteuid() != 0:
        return None
    return _owner(cluster) or _find(DEDICATED_USER) or _make_dedicated() or _existing()


def caller_name() -> str:
    """Login name of the caller, or the number where it has no name."""
    try:
        return pwd.getpwuid(os.geteuid()).pw_name
    except KeyError:
        return str(os.geteuid())


def hand_over(directory: Path, account: Account) -> None:
    """Gives a cluster that came as root's or nobody's (by a copy, say) to the account.

    Its own directory goes last, so that its owner tells whether all was given.

    Raises:
        ClosedDirectoryError: The file system does not let root give it away.
    """
    if directory.stat().st_uid == account.uid:
        return
    try:
        for root, directories, files in os.walk(directory, topdown=False):
            for name in (*directories, *files):
                os.lchown(os.path.join(root, name), account.uid, account.gid)  # noqa: PTH118 - thousands of files, no Path each
        os.lchown(directory, account.uid, account.gid)
    except PermissionError as error:
        raise ClosedDirectoryError(directory, account.name) from error


def closed_directory(path: Path, account: Account) -> Path | None:
    """The first directory on the way to `path` that the account cannot pass, judged by owner, group and mode."""
    for directory in reversed(path.absolute().parents):
        if not _passes(directory.stat(), account):
            return directory
    return None


def _passes(status: os.stat_result, account: Account) -> bool:
    if status.st_uid == account.uid:
        return bool(status.st_mode & stat.S_IXUSR)
    if status.st_gid == account.gid:
        return bool(status.st_mode & stat.S_IXGRP)
    return bool(status.st_mode & stat.S_IXOTH)


def _owner(cluster: Path) -> Account | None:
    try:
        uid = cluster.stat().st_uid
        entry = pwd.getpwuid(uid)
    except (FileNotFoundError, KeyError):  # no cluster yet, or a number that came from another machine
        return None
    return _account(entry) if uid != 0 else None


def _find(name: str) -> Account | None:
    try:
        return _account(pwd.getpwnam(name))
    except KeyError:
        return None


def _account(entry: pwd.struct_passwd) -> Account:
    return Account(name=entry.pw_name, uid=entry.pw_uid, gid=entry.pw_gid)


def _make_dedicated() -> Account | None:
    command = shutil.which("useradd", path="/usr/sbin:/sbin:/usr/bin:/bin")
    if command is None:
        return None
    options = ["--system", "--user-group", "--no-create-home", "--home-dir", "/nonexistent", "--shell", "/usr/sbin/nologin"]
    # Two launchers may make it at once, and the user database is locked meanwhile: the loser finds the winner's.
    for _ in range(20):
        done = subprocess.run([command, *options, DEDICATED_USER], capture_output=True, check=False)  # noqa: S603 - fixed words
        account = _find(DEDICATED_USER)
        if account is not None or done.returncode not in (1, 9, 10):  # 1, 10: locked; 9: made meanwhile
            return account
        time.sleep(0.1)
    return None


def _existing() -> Account:
    for name in EXISTING_USERS:
        account = _find(name)
        if account is not None and account.uid != 0:
            return account
    raise StartFailedError(
        f"PostgreSQL does not run as root, and the user {DEDICATED_USER} could not be made; make it, or run as an ordinary user"
    )
