import hashlib
import logging
import secrets
from datetime import datetime, timedelta
from itertools import chain, count
from typing import ClassVar, Self

from django.conf import settings
from django.contrib.auth.models import AbstractUser
from django.core.exceptions import ValidationError
from django.db import IntegrityError, OperationalError, models
from django.db.models import Q
from django.http import HttpResponse
from django.utils import timezone
from django.utils.functional import cached_property

from ..common.bidi import validate_balanced
from ..common.constraints import insert
from ..common.errors import DomainError
from ..common.text import fold, validate_one_line, validate_visible
from ..common.transactions import serialized_write
from . import groups
from .choices import SCOPE_LISTS, Scope, scope_list

logger = logging.getLogger(__name__)


FOLDED_MAX_LENGTH = 400
NOT_COMPARABLE = "This name cannot be compared with other names."
NAME_TAKEN = "Another account has this public name or another spelling of it."


class User(AbstractUser):
    """A person who works with the tracker, or a program that does so for them.

    Readers see the ``public_name``, which the person has chosen, and never the login.
    """

    REQUIRED_FIELDS: ClassVar = ["email", "public_name"]
    COMPUTED: ClassVar = {"folded_public_name": lambda row: fold(row.public_name)}

    public_name = models.CharField(
        max_length=200,
        blank=True,
        validators=[validate_visible, validate_one_line, validate_balanced],
        help_text="Readers see it beside conclusions and evidence. Nobody concludes "
        "without one.",
    )
    folded_public_name = models.CharField(
        max_length=FOLDED_MAX_LENGTH, blank=True, default="", editable=False
    )

    class Meta(AbstractUser.Meta):
        constraints = [
            models.CheckConstraint(
                name="user_public_name_folded",
                condition=Q(public_name="", folded_public_name="")
                | ~Q(public_name="") & ~Q(folded_public_name=""),
                violation_error_message=NOT_COMPARABLE,
            ),
            models.UniqueConstraint(
                fields=["folded_public_name"],
                name="user_public_name_unique",
                condition=~Q(folded_public_name=""),
                violation_error_message=NAME_TAKEN,
            ),
        ]

    def save(self, *args, **kwargs) -> None:
        self.folded_public_name = fold(self.public_name)
        fields = kwargs.get("update_fields")
        if fields is not None and "public_name" in fields:
            kwargs["update_fields"] = {*fields, "folded_public_name"}
        super().save(*args, **kwargs)

    def clean(self) -> None:
        super().clean()
        if not self.public_name:
            return
        folded = fold(self.public_name)
        if not 0 < len(folded) <= FOLDED_MAX_LENGTH:
            raise ValidationError({"public_name": NOT_COMPARABLE})
        others = User.objects.exclude(pk=self.pk)
        if others.filter(folded_public_name=folded).exists():
            raise ValidationError({"public_name": NAME_TAKEN})

    def choose_public_name(self, name: str) -> None:
        """Set the public name; rows that carry the earlier one keep it.

        Raises:
            ValidationError: it is blank, has several lines, or another account has it.
        """
        chosen = User(pk=self.pk, username=self.username, public_name=name.strip())
        others = [one.name for one in self._meta.fields if one.name != "public_name"]
        try:
            validate_visible(name)
        except ValidationError as error:
            raise ValidationError({"public_name": error}) from error
        chosen.clean_fields(exclude=others)
        chosen.clean()
        self.public_name = chosen.public_name
        try:
            with serialized_write():
                self.save(update_fields=["public_name"])
        except IntegrityError as error:
            raise ValidationError({"public_name": NAME_TAKEN}) from error

    def required_public_name(self) -> str:
        """The public name of who concludes.

        Raises:
            DomainError: the account has none.
        """
        if not self.public_name:
            raise DomainError(
                "Readers see who concludes: choose your public name first, at the desk "
                "under “Your public name”.",
                "public_name_required",
            )
        return self.public_name

    @classmethod
    def unused_public_name(cls, name: str) -> str:
        """*name*, with a number if another account has it."""
        numbered = (f"{name} ({number})" for number in count(2))
        return next(
            one
            for one in chain([name], numbered)
            if not cls.objects.filter(folded_public_name=fold(one)).exists()
        )

    @cached_property
    def is_desk_member(self) -> bool:
        """Whether the account can log in to the desk.

        Members of the groups of the desk can; so can others whom an administrator has
        given the status of staff.
        """
        return self.is_active and (
            self.is_staff or self.groups.filter(name__in=groups.GROUPS).exists()
        )


class TokenQuerySet(models.QuerySet["Token"]):
    def usable(self, at: datetime | None = None) -> Self:
        """Tokens neither revoked nor past their expiry, of active accounts."""
        at = at or timezone.now()
        return self.filter(
            Q(expires_at__isnull=True) | Q(expires_at__gt=at),
            revoked_at__isnull=True,
            user__is_active=True,
        )

    def for_secret(self, secret: str) -> "Token | None":
        """The usable token whose secret this is, with its user, or None."""
        return (
            self.usable()
            .select_related("user")
            .filter(digest=Token.digest_of(secret))
            .first()
        )


class Token(models.Model):
    """A named key to the API; only its SHA-256 is stored.

    It allows what both its account and its ``scopes`` allow.
    """

    PREFIX = "ct_"
    # Not on every request: a busy client would write a row each time.
    USE_STORED_EVERY = timedelta(minutes=1)

    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="tokens"
    )
    name = models.CharField(
        max_length=100,
        validators=[validate_visible, validate_balanced],
        help_text="What the token is for, to distinguish it from others.",
    )
    scopes = models.CharField(
        max_length=30,
        choices=[(scopes, scopes.replace(" ", ", ")) for scopes in SCOPE_LISTS],
        default=scope_list(Scope),
        help_text=(
            "read: all that the account sees; write: record and edit; review: assess, "
            "approve, reject, publish, withdraw."
        ),
    )
    hint = models.CharField(
        max_length=12, editable=False, help_text="The first characters of the secret."
    )
    digest = models.CharField(max_length=64, unique=True, editable=False)
    created_at = models.DateTimeField(default=timezone.now, editable=False)
    expires_at = models.DateTimeField(
        null=True, blank=True, help_text="Empty: the token does not expire."
    )
    last_used_at = models.DateTimeField(null=True, editable=False)
    revoked_at = models.DateTimeField(null=True, editable=False)

    objects = TokenQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["user", "name"],
                name="token_name_unique_per_user",
                violation_error_message="This account has a token of that name.",
            ),
            models.CheckConstraint(
                name="token_scopes_known",
                condition=Q(scopes__in=SCOPE_LISTS),
                violation_error_message="Scopes are any of: read, write, review.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.name} ({self.hint}…)"

    @staticmethod
    def digest_of(secret: str) -> str:
        return hashlib.sha256(secret.encode()).hexdigest()

    def allows(self, scope: str) -> bool:
        return scope in self.scopes.split()

    def clean(self) -> None:
        if self.user_id and not self.user.is_active:
            raise ValidationError(f"The account “{self.user}” is inactive.", "inactive")
        if self.expires_at is not None and self.expires_at <= timezone.now():
            raise ValidationError({"expires_at": "This moment has passed."})

    def issue(self) -> str:
        """Save this new token and return its secret, which is shown only now.

        Raises:
            ValidationError: the name is blank or taken, the account is inactive, or
                the expiry has passed.
        """
        secret = self.PREFIX + secrets.token_urlsafe(32)
        self.digest = self.digest_of(secret)
        self.hint = secret[:8]
        insert(self)
        return secret

    def revoke(self, *, at: datetime | None = None) -> None:
        """Revoke the token; one that is revoked already keeps its time."""
        at = at or timezone.now()
        Token.objects.filter(pk=self.pk, revoked_at=None).update(revoked_at=at)
        self.refresh_from_db(fields=["revoked_at"])

    def note_use(self, *, at: datetime | None = None) -> None:
        """Store when the token was last used, to the minute.

        If the database cannot be written to, reading goes on.
        """
        at = at or timezone.now()
        last = self.last_used_at
        if last is not None and at - last < self.USE_STORED_EVERY:
            return
        try:
            Token.objects.filter(pk=self.pk).update(last_used_at=at)
        except OperationalError as error:
            logger.warning("The use of token %s was not stored: %s", self.pk, error)


class IdempotencyKey(models.Model):
    """A key with which a request was carried out, and its answer.

    The row and the effect are written in one transaction, so no key lacks its answer.
    Keys belong to an account.
    """

    LIFETIME = timedelta(hours=24)
    # Each new answer deletes up to this many expired keys.
    DELETED_AT_ONCE = 10

    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+"
    )
    key = models.CharField(max_length=100, validators=[validate_visible])
    request_digest = models.CharField(
        max_length=64, help_text="SHA-256 of method, address and body."
    )
    status = models.PositiveSmallIntegerField(default=0)
    headers = models.JSONField(default=dict)
    body = models.BinaryField(default=bytes)
    created_at = models.DateTimeField(default=timezone.now, db_index=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["user", "key"], name="idempotencykey_unique_per_user"
            )
        ]

    def __str__(self) -> str:
        return self.key

    def answer_with(self, response: HttpResponse) -> None:
        """Store *response* as the answer, and delete some expired keys."""
        self.status = response.status_code
        self.headers = dict(response.headers)
        self.body = response.content
        self.save(update_fields=["status", "headers", "body"])
        # Concurrent requests skip each other's rows.
        old = IdempotencyKey.objects.select_for_update(skip_locked=True).filter(
            created_at__lt=self.created_at - self.LIFETIME
        )
        expired = list(
            old.order_by("id").values_list("pk", flat=True)[: self.DELETED_AT_ONCE]
        )
        if expired:
            IdempotencyKey.objects.filter(pk__in=expired).delete()

    def answer(self) -> HttpResponse:
        """The stored answer, byte for byte."""
        return HttpResponse(
            bytes(self.body), status=self.status, headers=dict(self.headers)
        )
