"""The public name that a command is given, or asks for at a terminal."""

import sys

from django.core.exceptions import ValidationError
from django.core.management.base import CommandError

from .models import User


def required(account: User, given: str, how: str) -> None:
    """Set the public name of *account*, as :func:`choose`.

    Raises:
        CommandError: the name is refused, or there is no terminal to ask at; *how*
            says how to give it then.
    """
    if not given and not sys.stdin.isatty():
        raise CommandError(
            f"The account “{account}” needs a public name, which readers see beside "
            f"its conclusions. {how}"
        )
    choose(account, given)


def choose(account: User, given: str) -> None:
    """Set the public name of *account*: what is *given*, or else typed.

    Raises:
        CommandError: the name is refused.
    """
    name = given or input("Public name, which readers see beside conclusions: ")
    try:
        account.choose_public_name(name)
    except ValidationError as error:
        raise CommandError(" ".join(error.messages)) from error
