import base64

import pytest

from gateway.authentication import MAX_REMEMBERED, TOKEN_MEMORY, Signer, read_key, remember
from kernel.principals import PRINCIPAL_LIFETIME, UNRESOLVED, KeyKind, Principal, make_key, read_principal
from kernel.problems import UnauthenticatedError

SECRET = "s" * 64
KEY = "attune_write_" + "Zy-_9" * 9  # the same in every process: it stands in names of tests


def basic(pair: str) -> str:
    return base64.b64encode(pair.encode()).decode()


@pytest.mark.parametrize(
    "header",
    [f"Bearer {KEY}", f"bearer {KEY}", f"BEARER   {KEY} ", f"Basic {basic(KEY + ':')}", f"basic {basic(KEY + ':')}"],
)
def test_a_key_is_a_bearer_token_or_a_user_name_without_a_password(header: str) -> None:
    assert read_key(header.encode()) == KEY


@pytest.mark.parametrize("kind", list(KeyKind))
def test_every_key_that_is_made_can_be_read(kind: KeyKind) -> None:
    for _ in range(50):
        key = make_key(kind).text
        assert read_key(f"Bearer {key}".encode()) == key


@pytest.mark.parametrize(
    "header",
    [
        b"",
        b"Bearer",
        b"Bearer ",
        KEY.encode(),
        f"Token {KEY}".encode(),
        f"Bearer {KEY} {KEY}".encode(),
        f"Bearer {KEY}, Bearer {KEY}".encode(),
        b"Bearer secret",
        b"Bearer attune_admin_short",
        b"Bearer attune_admin_" + b"a" * 1000,
        "Bearer attune_admin_éééééééééééééééééééééééé".encode(),
        b"Bearer attune_admin_\x00" + b"a" * 43,
        b"Bearer attune_admin_\xff" + b"a" * 43,
        b"Basic not-base64!",
        b"Basic " + basic(KEY).encode(),
        b"Basic " + basic(f"{KEY}:password").encode(),
        b"Basic " + basic(f":{KEY}").encode(),
        b"Basic " + base64.b64encode(b"\xff\xfe:"),
        b"Basic",
    ],
)
def test_anything_else_is_refused(header: bytes) -> None:
    with pytest.raises(UnauthenticatedError):
        read_key(header)


def test_a_signature_is_used_again_while_it_is_fresh_and_never_longer() -> None:
    now = 0.0
    signer = Signer(SECRET, clock=lambda: now)
    first = signer.token(UNRESOLVED)
    now = TOKEN_MEMORY - 0.001
    assert signer.token(UNRESOLVED) is first
    now = TOKEN_MEMORY
    assert signer.token(UNRESOLVED) is not first
    assert PRINCIPAL_LIFETIME.total_seconds() / 2 > TOKEN_MEMORY


def test_principals_with_other_rights_have_other_signatures() -> None:
    signer = Signer(SECRET)
    reader = Principal(None, "key:1", frozenset({"behaviour:read"}))
    writer = Principal(None, "key:1", frozenset({"behaviour:write"}))
    assert read_principal(signer.token(reader).decode(), SECRET) == reader
    assert read_principal(signer.token(writer).decode(), SECRET) == writer


def test_memory_is_bounded_and_forgets_the_longest_unrefreshed() -> None:
    memory: dict[int, int] = {}
    for i in range(MAX_REMEMBERED):
        remember(memory, i, i)
    remember(memory, 0, 0)
    remember(memory, -1, -1)
    assert len(memory) == MAX_REMEMBERED
    assert 1 not in memory
    assert {0, 2, -1} <= set(memory)
