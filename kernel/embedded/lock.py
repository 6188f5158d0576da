"""One launcher per data directory: a lock that the kernel releases when its holder dies, however it dies."""

import fcntl
import os
import time
import weakref
from pathlib import Path

from kernel.embedded.errors import DataDirectoryInUseError

# A look at the lock (`is_held`) and the death of a killed holder both take a moment: wait that long before refusing.
PATIENCE = 2.0


class DirectoryLock:
    """An exclusive flock on a file beside the cluster; the file holds the holder's process id.

    Args:
        path: The lock file; it is made where missing and never removed.
    """

    def __init__(self, path: Path) -> None:
        self._path = path
        self._descriptor: int | None = None
        _locks.add(self)

    @property
    def held(self) -> bool:
        """Whether this object holds the lock."""
        return self._descriptor is not None

    def acquire(self) -> None:
        """Takes the lock.

        Raises:
            DataDirectoryInUseError: Somebody else holds it.
        """
        descriptor = os.open(self._path, os.O_RDWR | os.O_CREAT | os.O_NOFOLLOW, 0o600)
        if not _lock(descriptor, patience=PATIENCE):
            holder = os.read(descriptor, 32).strip()
            os.close(descriptor)
            raise DataDirectoryInUseError(self._path.parent, int(holder) if holder.isdigit() else None)
        os.ftruncate(descriptor, 0)
        os.write(descriptor, f"{os.getpid()}\n".encode())
        self._descriptor = descriptor

    def release(self) -> None:
        """Lets the next launcher in; nothing happens where the lock is not held."""
        if self._descriptor is not None:
            os.close(self._descriptor)
            self._descriptor = None


def is_held(path: Path) -> bool:
    """Whether any process holds the lock."""
    try:
        descriptor = os.open(path, os.O_RDONLY)
    except FileNotFoundError:
        return False
    try:
        # A shared lock, so that two who look at once do not take each other for a holder.
        fcntl.flock(descriptor, fcntl.LOCK_SH | fcntl.LOCK_NB)
    except BlockingIOError:
        return True
    else:
        return False
    finally:
        os.close(descriptor)


def _lock(descriptor: int, patience: float) -> bool:
    deadline = time.monotonic() + patience
    while True:
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            if time.monotonic() > deadline:
                return False
            time.sleep(0.05)
        else:
            return True


_locks: "weakref.WeakSet[DirectoryLock]" = weakref.WeakSet()


def _let_go_after_fork() -> None:
    # A forked child (of a process pool, say) shares its parent's flock and would keep it when the parent is killed.
    for lock in list(_locks):
        lock.release()


os.register_at_fork(after_in_child=_let_go_after_fork)
