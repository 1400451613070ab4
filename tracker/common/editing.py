"""Editing rows of which no earlier state is kept."""

import hashlib
import json
from collections.abc import Mapping

from django.db import models

from .errors import DomainError, StaleError
from .transactions import serialized_write


class Edited(models.Model):
    """A row whose version is what is said of it: the same words, the same version.

    See docs/decisions/0019-versions-by-content.md.
    """

    EDITABLE: tuple[str, ...]

    class Meta:
        abstract = True

    @property
    def version(self) -> str:
        """The first 16 hexadecimal digits of a SHA-256 over ``EDITABLE``."""
        said = [
            getattr(self, field.attname)
            for field in self._meta.fields
            if field.name in self.EDITABLE
        ]
        digest = hashlib.sha256(json.dumps(said, default=str).encode())
        return digest.hexdigest()[:16]

    def stored_now(self, version: str | None = None) -> "Edited":
        """The row as it is stored, kept from others until the transaction ends.

        Raises:
            StaleError: *version* is given, and not that of the row any more.
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
        """Set *changes* on the row as it is stored now; return whether any differed.

        Raises:
            ValidationError: together with what is stored they break a rule.
            StaleError, DomainError: as :meth:`stored_now`.
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
            stored.full_clean()
            if changed:
                stored.save(update_fields=list(changed))
        self.refresh_from_db()
        return bool(changed)
