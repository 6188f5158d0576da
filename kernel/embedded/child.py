"""The step between the launcher and `postgres`: gives up root, ties its life to the launcher's, becomes the program.

Run as a script by an isolated interpreter. Between fork and exec of a process with threads hardly any code is safe to
run, and a change of user clears the parent-death signal; here is a fresh process with one thread, so the order is free.

Arguments: the launcher's process id, the user id and group id to become (-1: stay), the descriptor of the directory to
work in (-1: stay), the program and its arguments.
"""

import ctypes
import os
import signal
import sys

PR_SET_PDEATHSIG = 1  # linux/prctl.h


def die_with_parent(parent: int) -> None:
    """Asks the kernel for SIGINT, PostgreSQL's fast shutdown, when the launcher dies."""
    libc = ctypes.CDLL(None, use_errno=True)
    if libc.prctl(PR_SET_PDEATHSIG, int(signal.SIGINT), 0, 0, 0) != 0:
        number = ctypes.get_errno()
        raise OSError(number, os.strerror(number))
    if os.getppid() != parent:  # it died before the kernel was asked
        sys.exit("the launcher is gone")


def main(arguments: list[str]) -> None:
    """Becomes the program."""
    parent, uid, gid, directory = map(int, arguments[:4])
    command = arguments[4:]
    os.umask(0o077)
    if directory >= 0:
        os.fchdir(directory)
    if uid >= 0:
        os.setgroups([])
        os.setgid(gid)
        os.setuid(uid)
    if sys.platform == "linux":  # elsewhere watchdog.py does it
        die_with_parent(parent)
    os.execv(command[0], command)  # noqa: S606 - the launcher's own command, without a shell on purpose


if __name__ == "__main__":
    try:
        main(sys.argv[1:])
    except OSError as error:
        sys.exit(f"cannot become {' '.join(sys.argv[5:6])}: {error}")
