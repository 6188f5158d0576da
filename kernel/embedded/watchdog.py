"""Stops PostgreSQL when the launcher dies, where the kernel has no parent-death signal (everywhere but on Linux).

Run as a script by an isolated interpreter, its standard input the reading end of a pipe whose other end only the
launcher holds. Argument: the postmaster's process id.
"""

import os
import signal
import sys


def main(postmaster: int) -> None:
    """Waits for the end of the pipe, then asks for a fast shutdown."""
    while os.read(0, 1):
        pass
    try:
        os.kill(postmaster, signal.SIGINT)
    except ProcessLookupError:
        sys.exit(0)  # it ended first


if __name__ == "__main__":
    main(int(sys.argv[1]))
