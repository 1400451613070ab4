"""Removing what a seed has brought: all of it, and nothing else.

The database refuses to delete what has a history. The triggers that refuse it are down
within the transaction that removes the rows, which takes the owner of the tables; see
docs/decisions/0025-seeds-are-removed-whole.md.
"""

from collections import Counter, defaultdict
from collections.abc import Iterator

from django.apps import apps
from django.db import ProgrammingError, connection, models
from django.db.models import ProtectedError

from sources.models import Document, Source
from tracker.accounts.models import User
from tracker.common import triggers
from tracker.common.errors import DomainError
from tracker.common.transactions import serialized_write, without_statement_timeout

from ..models import Claim, SeededRow, Series

Rows = dict[type[models.Model], set[int]]

# What somebody adds. Everything else belongs to one of these.
ROOTS = (Source, Series, Document, Claim)
# What a row of a claim belongs to.
OWNERS = ("claim", "from_claim", "to_claim", "appearance", "assessment")
MAX_SHOWN = 5


def remove(seed: str, accounts: list[str]) -> Counter:
    """Remove what *seed* brought, and what its *accounts* have made of it.

    Returns how many rows of each kind that were.

    Raises:
        DomainError: nothing was brought, or somebody else's work hangs on it.
    """
    with serialized_write(), without_statement_timeout():
        rows = _hanging_on(_brought(seed))
        if not rows:
            raise DomainError(f"Nothing of {seed} is here.", "nothing_seeded")
        if foreign := list(_foreign(seed, rows, accounts)):
            shown = "; ".join(foreign[:MAX_SHOWN])
            more = (
                f"; and {len(foreign) - MAX_SHOWN} more" if foreign[MAX_SHOWN:] else ""
            )
            raise DomainError(
                f"Other work hangs on {seed}, so nothing was removed: {shown}{more}.",
                "seed_in_use",
            )
        _take_back(rows, accounts)
        # Taking back has added rows.
        _delete(_hanging_on(rows))
        SeededRow.objects.filter(seed=seed).delete()
        _delete_accounts(accounts)
    counts = {model: len(rows[model]) for model in ROOTS if model in rows}
    return Counter({_name(model, count): count for model, count in counts.items()})


def _brought(seed: str) -> Rows:
    noted: Rows = defaultdict(set)
    for label, pk in SeededRow.objects.filter(seed=seed).values_list("model", "row"):
        noted[apps.get_model(label)].add(pk)
    found = {
        model: set(
            model._default_manager.filter(pk__in=pks).values_list("pk", flat=True)
        )
        for model, pks in noted.items()
    }
    return {model: pks for model, pks in found.items() if pks}


def _hanging_on(rows: Rows) -> Rows:
    """*rows* with all rows that refer to them, and those that refer to these."""
    found = defaultdict(set, rows)
    new = dict(rows)
    while new:
        following: Rows = defaultdict(set)
        for model, field in _references():
            if pks := new.get(field.related_model):
                refer = model._default_manager.filter(**{f"{field.name}__in": pks})
                following[model] |= set(refer.values_list("pk", flat=True))
        new = {
            one: more for one, pks in following.items() if (more := pks - found[one])
        }
        for model, pks in new.items():
            found[model] |= pks
    return {model: pks for model, pks in found.items() if pks}


def _references() -> Iterator[tuple[type[models.Model], models.ForeignKey]]:
    """The models that refer to another one, by which column."""
    for app in ("sources", "claims"):
        for model in apps.get_app_config(app).get_models():
            for field in model._meta.concrete_fields:
                if model._meta.managed and isinstance(field, models.ForeignKey):
                    yield model, field


def _foreign(seed: str, rows: Rows, accounts: list[str]) -> list[str]:
    """What of *rows* somebody else has made, each once, as words of a sentence."""
    brought, ours = _brought(seed), _ids_of(accounts)
    found: list[str] = []
    for model, pks in rows.items():
        if model in ROOTS:
            others = sorted(pks - brought.get(model, set()))
            found += [f"{_name(model)} {pk} refers to it" for pk in others]
            continue
        for row in model._default_manager.filter(pk__in=pks).order_by("pk"):
            found += _owners_outside(row, rows)
            for who in User.objects.filter(pk__in=_people(row) - ours):
                found.append(f"{_name(model)} {row.pk} is the work of {who}")
    return list(dict.fromkeys(found))


def _owners_outside(row: models.Model, rows: Rows) -> Iterator[str]:
    """What *row* belongs to, if that is not among *rows*."""
    for field in row._meta.concrete_fields:
        if field.name in OWNERS and isinstance(field, models.ForeignKey):
            owner, pk = field.related_model, getattr(row, field.attname)
            if pk not in (None, *rows.get(owner, ())):
                yield f"{_name(owner)} {pk} refers to it"


def _name(model: type[models.Model], count: int = 1) -> str:
    names = model._meta
    return str(names.verbose_name if count == 1 else names.verbose_name_plural)


def _ids_of(accounts: list[str]) -> set[int]:
    found = User.objects.filter(username__in=accounts)
    return set(found.values_list("pk", flat=True))


def _people(row: models.Model) -> set[int]:
    fields = [one for one in row._meta.concrete_fields if one.related_model is User]
    return {pk for one in fields if (pk := getattr(row, one.attname)) is not None}


def _take_back(rows: Rows, accounts: list[str]) -> None:
    """Unpublish the claims, so that followers of the change log hear of it."""
    by = User.objects.get(username=accounts[0])
    claims = Claim.objects.filter(pk__in=rows.get(Claim, ())).published()
    for claim in claims.order_by("pk"):
        claim.unpublish(reason="It is removed.", by=by)


def _delete(rows: Rows) -> None:
    refusals = [
        one.sql_name
        for one in triggers.declared(connection)
        if one.refusal and one.event.endswith("DELETE")
    ]
    # PostgreSQL takes no trigger down, nor puts one up, before what is put off is done.
    connection.check_constraints()
    try:
        triggers.remove(connection, refusals)
    except ProgrammingError as error:
        raise DomainError(
            "Only the owner of the tables can remove this: run the command with a "
            "DATABASE_URL of the owner.",
            "not_the_owner",
        ) from error
    # The claims first: their versions and words go with them.
    for model in sorted(rows, key=lambda one: one is not Claim):
        found = model._default_manager.filter(pk__in=rows[model])
        found._raw_delete(found.db)
    connection.check_constraints()
    triggers.install(connection)


def _delete_accounts(accounts: list[str]) -> None:
    """Delete the accounts that nothing refers to any more."""
    for account in User.objects.filter(username__in=accounts):
        try:
            account.delete()
        except ProtectedError:
            continue
