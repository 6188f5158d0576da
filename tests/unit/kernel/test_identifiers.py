import time
from uuid import UUID

from kernel.identifiers import identifier_digest, new_id, read_id


def test_ids_are_version_7_of_rfc_9562() -> None:
    made = new_id()
    assert made.version == 7
    assert made.variant == "specified in RFC 4122"
    assert abs((made.int >> 80) - time.time_ns() // 1_000_000) < 1000


def test_ids_sort_by_the_moment_they_were_made() -> None:
    earlier = new_id()
    time.sleep(0.002)
    assert earlier < new_id()


def test_ids_do_not_repeat() -> None:
    assert len({new_id() for _ in range(10_000)}) == 10_000


def test_an_id_is_read_of_a_text_and_a_key_is_none() -> None:
    made = new_id()
    assert read_id(str(made)) == read_id(made.hex) == made
    for key in ("", "checkout", str(made)[:-1], f"{made}0", "\u0661" * 31):
        assert read_id(key) is None


def test_a_digest_is_the_same_for_the_same_identifier_and_tells_nothing_across_workspaces_or_secrets() -> None:
    first, second = UUID(int=1), UUID(int=2)
    digest = identifier_digest("secret", first, "Łukasz@example.com")
    assert digest == identifier_digest("secret", first, "Łukasz@example.com")
    others = {
        identifier_digest("secret", first, "łukasz@example.com"),
        identifier_digest("secret", second, "Łukasz@example.com"),
        identifier_digest("another", first, "Łukasz@example.com"),
    }
    assert len(digest) == 32
    assert len(others) == 3
    assert digest not in others


def test_a_digest_is_the_hmac_of_the_workspace_and_the_value() -> None:
    """16 bytes of the workspace's id, then the value in UTF-8; the figure is of `openssl dgst -sha256 -hmac secret`."""
    digest = identifier_digest("secret", UUID(int=1), "ż")
    assert digest.hex() == "12e4f9fdc48b0e9f0b05f302128eca97855c93e25fc08e029d521125984c1a98"
