import hashlib
import logging
import secrets
from datetime import datetime, timedelta
from typing import Self

from django.conf import settings
from django.contrib.auth.models import AbstractUser
from django.core.exceptions import ValidationError
from django.db import OperationalError, models
from django.db.models import Q
from django.http import HttpResponse
from django.utils import timezone
from django.utils.functional import cached_property

from ..common.text import validate_visible
from . import groups
from .choices import SCOPE_LISTS, Scope, scope_list

logger = logging.getLogger(__name__)


class User(AbstractUser):
    """A person who works with the tracker, or a program that does so for them."""

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
    """A named key to the API; only its SHA-256 is kept.

    It opens what its account may do and its ``scopes`` allow, never more.
    """

    PREFIX = "ct_"
    # A row is not written for every request of a busy program.
    USE_IS_NOTED_EVERY = timedelta(minutes=1)

    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="tokens"
    )
    name = models.CharField(
        max_length=100,
        validators=[validate_visible],
        help_text="What the token is for, so that it can be told from others.",
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
        self.full_clean()
        self.save(force_insert=True)
        return secret

    def revoke(self, *, at: datetime | None = None) -> None:
        """End the token's use; a token revoked earlier keeps its time."""
        at = at or timezone.now()
        Token.objects.filter(pk=self.pk, revoked_at=None).update(revoked_at=at)
        self.refresh_from_db(fields=["revoked_at"])

    def note_use(self, *, at: datetime | None = None) -> None:
        """Remember when the token was last used, to the minute.

        A database that cannot be written to just now turns nobody away who reads.
        """
        at = at or timezone.now()
        last = self.last_used_at
        if last is not None and at - last < self.USE_IS_NOTED_EVERY:
            return
        try:
            Token.objects.filter(pk=self.pk).update(last_used_at=at)
        except OperationalError as error:
            logger.warning("The use of token %s is not noted: %s", self.pk, error)


class IdempotencyKey(models.Model):
    """A key under which a request was carried out, and how it was answered.

    Row and effect are written in one transaction: nobody else ever sees a key without
    its answer. Keys are an account's own.
    """

    KEPT_FOR = timedelta(hours=24)
    # Each key that is answered sweeps away so many old ones: more than comes in.
    SWEPT = 10

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
        """Keep *response* as the answer, and forget some keys that are out of date."""
        self.status = response.status_code
        self.headers = dict(response.headers)
        self.body = response.content
        self.save(update_fields=["status", "headers", "body"])
        # Two who sweep at once do not wait for each other.
        old = IdempotencyKey.objects.select_for_update(skip_locked=True).filter(
            created_at__lt=self.created_at - self.KEPT_FOR
        )
        swept = list(old.order_by("id").values_list("pk", flat=True)[: self.SWEPT])
        if swept:
            IdempotencyKey.objects.filter(pk__in=swept).delete()

    def answer(self) -> HttpResponse:
        """The answer, byte for byte."""
        return HttpResponse(
            bytes(self.body), status=self.status, headers=dict(self.headers)
        )
