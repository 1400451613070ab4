"""Calling a verb on several rows, each by itself."""

from collections.abc import Callable, Sequence
from typing import TypeVar

from django.contrib import messages
from django.http import HttpRequest

from .refusals import REFUSALS, is_outage, sentence

Item = TypeVar("Item")


def call_on_each(
    request: HttpRequest,
    items: Sequence[Item],
    verb: Callable[[Item], object],
    *,
    name: Callable[[Item], str],
    stopped: str,
) -> tuple[list[Item], Sequence[Item]]:
    """Call *verb* on each of *items*; return those done, and those left untried.

    A refusal becomes a message that starts with the item's *name*. After an outage of
    the database, which would delay each of the rest as long, it says *stopped*.
    """
    done: list[Item] = []
    for index, item in enumerate(items):
        try:
            verb(item)
        except REFUSALS as error:
            messages.error(request, f"{name(item)}: {sentence(error)}")
            if is_outage(error):
                messages.error(request, stopped)
                return done, items[index:]
        else:
            done.append(item)
    return done, []
