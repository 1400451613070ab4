from collections.abc import Iterable
from itertools import combinations

from django.db.models import TextChoices


class Scope(TextChoices):
    """The scope of a token, within the permissions of its account."""

    READ = "read", "Read"
    WRITE = "write", "Write"
    REVIEW = "review", "Review"


def scope_list(scopes: Iterable[str]) -> str:
    """*scopes* in a fixed order, separated by spaces as in OAuth (RFC 6749)."""
    return " ".join(scope for scope in Scope.values if scope in set(scopes))


SCOPE_LISTS = [
    scope_list(scopes)
    for count in range(len(Scope), 0, -1)
    for scopes in combinations(Scope.values, count)
]
