"""Identifiers: our own ids, UUIDs whose order is the order of their making (version 7, RFC 9562), and digests of others'."""

import hashlib
import hmac
import os
import time
from uuid import UUID


def new_id() -> UUID:
    """A UUID version 7: 48 bits of Unix milliseconds, then 74 random bits."""
    milliseconds = time.time_ns() // 1_000_000
    random = int.from_bytes(os.urandom(10), "big")
    high = (milliseconds << 16) | 0x7000 | (random >> 68)
    low = (0b10 << 62) | (random & ((1 << 62) - 1))
    return UUID(int=(high << 64) | low)


def read_id(reference: str) -> UUID | None:
    """The id that a caller's text is, or None: a key, say, or nothing that there is."""
    try:
        return UUID(reference)
    except ValueError:
        return None


def identifier_digest(secret: str, workspace_id: UUID, value: str) -> bytes:
    """A pseudonym of somebody's identifier: the same for the same value, and of no use to who lacks the secret.

    Args:
        secret: `settings.derived_secret("identifiers")`.
        workspace_id: Whose customer it identifies: two workspaces share no pseudonyms.
        value: The identifier as it was observed.

    Returns:
        HMAC-SHA256, 32 bytes.
    """
    return hmac.new(secret.encode(), workspace_id.bytes + value.encode(), hashlib.sha256).digest()
