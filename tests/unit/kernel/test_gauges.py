"""Gauges say what is there at the moment."""

import asyncio
import gc
import time

from prometheus_client import REGISTRY

from kernel.compute import ComputePool
from kernel.gauges import Observed, Surveyed


class Shelf:
    def __init__(self, room: str, books: int) -> None:
        self.room, self.books = room, books


def level(name: str, **labels: str) -> float | None:
    return REGISTRY.get_sample_value(name, labels)


def test_an_observed_gauge_sums_what_lives() -> None:
    books: Observed[Shelf] = Observed("test_books", "Books.", ["room"], lambda shelf: {(shelf.room,): shelf.books})
    try:
        kitchen, hall, other = Shelf("kitchen", 2), Shelf("hall", 3), Shelf("hall", 4)
        for shelf in (kitchen, hall, other):
            books.add(shelf)
        assert (level("test_books", room="kitchen"), level("test_books", room="hall")) == (2, 7)
        kitchen.books = 5
        del other, shelf
        gc.collect()
        assert (level("test_books", room="kitchen"), level("test_books", room="hall")) == (5, 3)
    finally:
        REGISTRY.unregister(books)


def test_a_surveyed_gauge_forgets_what_is_no_longer_found() -> None:
    queue = Surveyed("test_queue", "Queue.", ["kind"])
    try:
        queue.replace({("a",): 1, ("b",): 2})
        queue.replace({("b",): 3})
        assert (level("test_queue", kind="a"), level("test_queue", kind="b")) == (None, 3)
    finally:
        REGISTRY.unregister(queue)


async def test_the_pool_tells_how_many_tasks_run_and_how_many_wait() -> None:
    pool = ComputePool(2)
    try:
        tasks = [asyncio.create_task(pool.run(time.sleep, 0.3)) for _ in range(5)]
        await asyncio.sleep(0)
        assert pool.load == {("running",): 2, ("waiting",): 3}
        await asyncio.gather(*tasks)
        assert pool.load == {("running",): 0, ("waiting",): 0}
    finally:
        pool.close()
