"""The addresses that a service's names lead to, where one of the names fails."""

import asyncio
import socket
from typing import Any

import pytest

from gateway.upstreams.replicas import Replicas, read_names


def name_server(monkeypatch: pytest.MonkeyPatch, answers: dict[str, list[str] | None]) -> None:
    """Names lead to these addresses; to none of them where there is no list."""

    async def getaddrinfo(_loop: object, host: str, port: int, **_: object) -> list[tuple[Any, ...]]:
        found = answers[host]
        if found is None:
            raise socket.gaierror(socket.EAI_NONAME, "unknown")
        return [(socket.AF_INET, socket.SOCK_STREAM, 6, "", (address, port)) for address in found]

    monkeypatch.setattr(asyncio.BaseEventLoop, "getaddrinfo", getaddrinfo)


def authorities(replicas: Replicas) -> set[str]:
    return {replica.authority for replica in replicas}


async def test_a_name_that_fails_does_not_take_the_others_with_it(monkeypatch: pytest.MonkeyPatch) -> None:
    answers: dict[str, list[str] | None] = {"first": ["10.0.0.1"], "second": None}
    name_server(monkeypatch, answers)
    replicas = Replicas("valuation", read_names("http://first:8000,http://second:8000"))
    await replicas.resolve()
    assert authorities(replicas) == {"10.0.0.1:8000"}
    answers |= {"first": None, "second": ["10.0.0.2", "10.0.0.3"]}
    await replicas.resolve()  # at once: one of them had failed
    assert authorities(replicas) == {"10.0.0.1:8000", "10.0.0.2:8000", "10.0.0.3:8000"}
    answers |= {"first": ["10.0.0.4"]}
    await replicas.resolve()
    assert authorities(replicas) == {"10.0.0.4:8000", "10.0.0.2:8000", "10.0.0.3:8000"}


async def test_where_no_name_leads_anywhere_that_is_said(monkeypatch: pytest.MonkeyPatch) -> None:
    name_server(monkeypatch, {"gone": None})
    replicas = Replicas("valuation", read_names("http://gone"))
    await replicas.resolve()
    assert replicas.fault == "Its name leads nowhere."
