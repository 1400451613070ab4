"""Editing rows: which fields can be set, and how concurrent edits are detected."""

import hashlib
import json
from collections.abc import Container, Mapping
from typing import Self

from django.core.exceptions import ValidationError
from django.db import models

from .constraints import checked
from .errors import DomainError, StaleError
from .transactions import serialized_write


def reject_unknown_fields(
    model: type[models.Model], known: Container[str], values: Mapping[str, object]
) -> None:
    """Refuse *values* of fields that are not *known*, and null where it is not allowed.

    Model validation lets None pass for a field that may be blank.

    Raises:
        ValidationError: with the names of the fields as keys.
    """
    errors = {}
    for name, value in values.items():
        if name not in known:
            errors[name] = "This field cannot be set."
        elif value is None and not model._meta.get_field(name).null:
            errors[name] = "This field cannot be null."
    if errors:
        raise ValidationError(errors)


class VersionedByContent(models.Model):
    """A row without a history, whose version is a digest of its editable fields.

    See docs/decisions/0019-versions-by-content.md.
    """

    EDITABLE: tuple[str, ...]

    class Meta:
        abstract = True

    @property
    def version(self) -> str:
        """The first 16 hexadecimal digits of a SHA-256 over ``EDITABLE``."""
        values = [
            getattr(self, field.attname)
            for field in self._meta.fields
            if field.name in self.EDITABLE
        ]
        digest = hashlib.sha256(json.dumps(values, default=str).encode())
        return digest.hexdigest()[:16]

    def locked(self, version: str | None = None) -> Self:
        """The row as it is stored, locked until the transaction ends.

        Raises:
            StaleError: *version* is given and the row has another one now.
            DomainError: the row has been deleted.
        """
        model, name = type(self), self._meta.verbose_name
        stored = model._base_manager.select_for_update().filter(pk=self.pk).first()
        if stored is None:
            raise DomainError(f"The {name} has been deleted.", "deleted")
        if version not in (None, stored.version):
            raise StaleError(
                f"Somebody else has changed the {name} since you opened it.", stored
            )
        return stored

    def _edit(self, changes: Mapping[str, object], version: str | None) -> bool:
        """Set *changes* on the stored row; return whether any value differed.

        Raises:
            ValidationError: the row breaks a rule with them.
            StaleError, DomainError: as :meth:`locked`.
        """
        with serialized_write():
            stored = self.locked(version)
            changed = {
                field: value
                for field, value in changes.items()
                if getattr(stored, field) != value
            }
            for field, value in changed.items():
                setattr(stored, field, value)
            with checked(stored):
                if changed:
                    stored.save(update_fields=list(changed))
        self.refresh_from_db()
        return bool(changed)
