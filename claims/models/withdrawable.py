from copy import copy
from datetime import datetime
from typing import Any, Self

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Q

from tracker.accounts.models import User
from tracker.common import constraints
from tracker.common.errors import DomainError
from tracker.common.fields import LimitedTextField
from tracker.common.text import has_visible, validate_no_nul


class WithdrawableQuerySet(models.QuerySet[Any]):
    def active(self) -> Self:
        """Those that have not been withdrawn."""
        return self.filter(withdrawn_at__isnull=True)

    def known_at(self, moment: datetime | None) -> Self:
        """What had been added by *moment*, or all."""
        return self if moment is None else self.filter(added_at__lte=moment)

    def active_at(self, moment: datetime | None) -> Self:
        """Those active at *moment*, or now."""
        if moment is None:
            return self.active()
        withdrawn_later = Q(withdrawn_at__isnull=True) | Q(withdrawn_at__gt=moment)
        return self.known_at(moment).filter(withdrawn_later)


class Withdrawable(models.Model):
    """What is stated and never changes: it is withdrawn for a reason, and stays."""

    added_at = models.DateTimeField(editable=False)
    added_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        related_name="+",
        editable=False,
    )
    withdrawn_at = models.DateTimeField(null=True, editable=False)
    withdrawn_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        null=True,
        related_name="+",
        editable=False,
    )
    withdrawal_reason = LimitedTextField(
        max_length=2000, blank=True, editable=False, validators=[validate_no_nul]
    )

    class Meta:
        abstract = True
        constraints = [
            constraints.all_or_none(
                "withdrawn_at",
                "withdrawn_by",
                text=["withdrawal_reason"],
                name="%(class)s_withdrawn_facts",
                message="A withdrawal has a time, a person and a reason.",
            ),
        ]

    @property
    def is_withdrawn(self) -> bool:
        return self.withdrawn_at is not None

    def as_of(self, moment: datetime | None) -> Self:
        """This as it was known at *moment*: not yet withdrawn, perhaps."""
        if moment and self.withdrawn_at and self.withdrawn_at > moment:
            self.withdrawn_at = self.withdrawn_by = None
            self.withdrawal_reason = ""
        return self

    def check_withdrawal(self, reason: str) -> None:
        """Check that the row can be withdrawn for this *reason*.

        Raises:
            ValidationError: the reason is blank or too long.
            DomainError: it was withdrawn before.
        """
        if not has_visible(reason or ""):
            raise ValidationError({"reason": "Give the reason for the withdrawal."})
        try:
            Withdrawable._meta.get_field("withdrawal_reason").run_validators(reason)
        except ValidationError as error:
            raise ValidationError({"reason": error}) from error
        if self.is_withdrawn:
            raise self._withdrawn_before()

    def write_withdrawal(self, reason: str, by: User, moment: datetime) -> Self:
        """Save the withdrawal; return a withdrawn copy of this object.

        Raises:
            DomainError: someone else has withdrawn it in the meantime.
        """
        facts = {
            "withdrawn_at": moment,
            "withdrawn_by": by,
            "withdrawal_reason": reason,
        }
        active = type(self)._default_manager.filter(withdrawn_at__isnull=True)
        if not active.filter(pk=self.pk).update(**facts):
            raise self._withdrawn_before()
        withdrawn = copy(self)
        for name, value in facts.items():
            setattr(withdrawn, name, value)
        return withdrawn

    def become(self, withdrawn: Self) -> None:
        for name in ("withdrawn_at", "withdrawn_by", "withdrawal_reason"):
            setattr(self, name, getattr(withdrawn, name))

    def _withdrawn_before(self) -> DomainError:
        noun = self._meta.verbose_name
        return DomainError(f"The {noun} was withdrawn before.", "already_withdrawn")
