"""What is written in two steps goes as one packet, in order, and is neither lost nor sent after the end."""

import asyncio
from collections.abc import Iterable

import pytest

from kernel.connections import _SMALL, _Joined


class Recorded(asyncio.Transport):
    """Keeps what each system call would have sent."""

    def __init__(self) -> None:
        super().__init__()
        self.packets: list[bytes] = []
        self.is_closed = False

    def write(self, data: bytes | bytearray | memoryview) -> None:
        assert not self.is_closed
        self.packets.append(bytes(data))

    def writelines(self, list_of_data: Iterable[bytes | bytearray | memoryview]) -> None:
        self.write(b"".join(list_of_data))

    def get_write_buffer_size(self) -> int:
        return 7

    def is_closing(self) -> bool:
        return self.is_closed

    def close(self) -> None:
        self.is_closed = True

    abort = close


@pytest.fixture
def below() -> Recorded:
    return Recorded()


@pytest.fixture
async def joined(below: Recorded) -> _Joined:
    return _Joined(below, asyncio.get_running_loop())


async def test_head_and_body_are_one_packet(below: Recorded, joined: _Joined) -> None:
    for number in (b"1", b"2"):
        joined.write(b"head" + number)
        joined.write(b"body" + number)
    joined.write(b"head3")
    joined.write(b"x" * _SMALL)
    assert below.packets == [b"head1body1", b"head2body2", b"head3" + b"x" * _SMALL]
    await asyncio.sleep(0)
    assert len(below.packets) == 3


async def test_what_stays_alone_waits_for_no_more_than_a_turn(below: Recorded, joined: _Joined) -> None:
    joined.write(b"head")
    assert joined.get_write_buffer_size() == 7 + 4
    assert below.packets == []
    await asyncio.sleep(0)
    assert below.packets == [b"head"]
    assert joined.get_write_buffer_size() == 7


async def test_what_is_large_waits_for_nothing(below: Recorded, joined: _Joined) -> None:
    joined.write(b"x" * _SMALL)
    assert [len(packet) for packet in below.packets] == [_SMALL]


async def test_the_end_sends_what_is_left_and_nothing_later(below: Recorded, joined: _Joined) -> None:
    joined.write(b"last")
    joined.close()
    assert below.packets == [b"last"]
    assert joined.is_closing()
    await asyncio.sleep(0)
    assert below.packets == [b"last"]


async def test_a_break_sends_nothing_more(below: Recorded, joined: _Joined) -> None:
    joined.write(b"never")
    joined.abort()
    await asyncio.sleep(0)
    assert below.packets == []
    assert below.is_closed
