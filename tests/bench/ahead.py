"""Rows made in a process of their own, while those before them are being written."""

import gc
from collections import deque
from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context
from typing import TYPE_CHECKING

import django

if TYPE_CHECKING:
    from tests.bench.life import Person
    from tests.bench.world import Rows

# So many chunks wait at most.
AHEAD = 3
coming: "Iterator[Rows]"


def chunks(size: int, by: "Person", seed: int) -> "Iterator[Rows]":
    """What `World.chunks` yields."""
    with ProcessPoolExecutor(
        1, get_context("spawn"), initializer=_begin, initargs=(size, tuple(by), seed)
    ) as pool:
        waiting = deque(pool.submit(_following) for _ in range(AHEAD))
        while (rows := waiting.popleft().result()) is not None:
            waiting.append(pool.submit(_following))
            yield rows


def _begin(size: int, by: tuple, seed: int) -> None:
    # What is imported here is that of a process that has just begun.
    django.setup()
    from tests.bench.life import Person
    from tests.bench.world import World

    # Nothing that is made refers to itself.
    gc.disable()
    global coming
    coming = World(size, Person(*by), seed).chunks()


def _following() -> "Rows | None":
    return next(coming, None)
