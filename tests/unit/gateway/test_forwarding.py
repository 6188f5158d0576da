from collections.abc import Callable
from typing import Any

import pytest
from pydantic import ValidationError

from gateway.authentication import Signer
from gateway.forwarding import Forwarding
from gateway.router import Router
from gateway.settings import GatewaySettings
from tests.unit.gateway.conftest import ADMIN_KEY, SECRET

ADMIN = ("authorization", f"Bearer {ADMIN_KEY}")
SAID = [
    ADMIN,
    ("host", "attune.example:8000"),
    ("forwarded", 'for=198.51.100.1;proto=https;host="shop.example"'),
    ("x-forwarded-for", "198.51.100.1"),
    ("X-Forwarded-Proto", "https"),
    ("x-real-ip", "198.51.100.1"),
]
Make = Callable[..., Any]


async def test_a_service_is_told_the_peer_and_nothing_that_he_says_himself(make_client: Make) -> None:
    client, upstream = make_client()
    await client.call(headers=SAID)
    assert upstream.headers[b"forwarded"] == b'for=203.0.113.7;host="attune.example:8000";proto=http'
    assert not {b"x-forwarded-for", b"x-forwarded-proto", b"x-real-ip"} & set(upstream.headers)


@pytest.mark.parametrize(
    ("trusted", "peer", "is_believed"),
    [
        ("203.0.113.0/24", "203.0.113.7", True),
        (" 10.0.0.0/8 , 203.0.113.7", "203.0.113.7", True),
        ("2001:db8::/32", "2001:db8::1", True),
        ("203.0.113.0/24", "203.0.114.7", False),
        ("2001:db8::/32", "203.0.113.7", False),
        ("0.0.0.0/0", "nobody", False),
        ("", "203.0.113.7", False),
    ],
)
async def test_a_trusted_proxy_is_believed(
    make_client: Make, monkeypatch: pytest.MonkeyPatch, trusted: str, peer: str, is_believed: bool
) -> None:
    monkeypatch.setenv("ATTUNE_TRUSTED_PROXIES", trusted)
    client, upstream = make_client()
    routes = client.router._routes.values()
    client.router = Router(routes, client.router._keys, Signer(SECRET), Forwarding(GatewaySettings().trusted_proxies))
    await client.call(headers=SAID, peer=(peer, 4000))
    said = upstream.headers[b"forwarded"].split(b", ")
    assert (said[0] == b'for=198.51.100.1;proto=https;host="shop.example"') == is_believed
    assert said[-1].endswith(b';host="attune.example:8000";proto=http')
    assert (upstream.headers.get(b"x-forwarded-proto") == b"https") == is_believed


@pytest.mark.parametrize(
    ("peer", "host", "element"),
    [
        (("2001:db8::1", 1), "a.example", b'for="[2001:db8::1]";host="a.example";proto=http'),
        (("203.0.113.7", 1), 'a";for=198.51.100.1', b"for=203.0.113.7;proto=http"),
        (("/run/socket", 1), "[2001:db8::1]:80", b'for=unknown;host="[2001:db8::1]:80";proto=http'),
        (None, "a, b", b"for=unknown;proto=http"),
    ],
)
async def test_nothing_that_a_caller_sends_can_end_the_element(
    make_client: Make, peer: tuple[str, int] | None, host: str, element: bytes
) -> None:
    client, upstream = make_client()
    await client.call(headers=[ADMIN, ("host", host)], peer=peer)
    assert upstream.headers[b"forwarded"] == element


def test_a_network_that_is_none_is_an_error_at_the_start(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ATTUNE_TRUSTED_PROXIES", "10.0.0.0/8, the proxy")
    with pytest.raises(ValidationError):
        GatewaySettings()
