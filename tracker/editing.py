"""Editing rows that have no versions: who comes second changes what is there then."""

from collections.abc import Mapping

from django.db import models

from .errors import DomainError
from .writing import one_writer


def edited(row: models.Model, changes: Mapping[str, object]) -> bool:
    """Set *changes* on *row*, as it is stored now; return whether any was different.

    Raises:
        ValidationError: together with what is stored they break a rule.
        DomainError: the row has been deleted.
    """
    model = type(row)
    with one_writer():
        found = model._base_manager.select_for_update().filter(pk=row.pk)
        stored = found.first()
        if stored is None:
            name = model._meta.verbose_name
            raise DomainError(f"The {name} has been deleted.", "deleted")
        changed = {
            field: value
            for field, value in changes.items()
            if getattr(stored, field) != value
        }
        for field, value in changed.items():
            setattr(stored, field, value)
        stored.full_clean()
        if changed:
            stored.save(update_fields=list(changed))
    row.refresh_from_db()
    return bool(changed)
