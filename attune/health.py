"""`python -m attune.health URL`: ends with 0 where the URL answers 200.

Containers are asked by it every few seconds, so it imports next to nothing.
"""

import sys
from urllib.error import URLError
from urllib.request import ProxyHandler, build_opener

PATIENCE = 4.0  # seconds


def is_well(url: str) -> bool:
    """Whether the URL answers 200 in time."""
    direct = build_opener(ProxyHandler({}))  # our own address is never behind the proxy that the environment may name
    try:
        with direct.open(url, timeout=PATIENCE) as answer:
            return bool(answer.status == 200)
    except (URLError, OSError):
        return False


if __name__ == "__main__":
    sys.exit(0 if is_well(sys.argv[1]) else 1)
