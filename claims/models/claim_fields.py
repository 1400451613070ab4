from django.conf import settings
from django.db import models

from sources.models.document import validate_language
from tracker.common.bidi import validate_balanced
from tracker.common.errors import StaleError
from tracker.common.fields import LimitedTextField
from tracker.common.text import validate_no_nul, validate_one_line, validate_visible

from ..choices import ClaimType, EvidenceStatus, Priority


class StaleClaim(StaleError):
    """The claim was changed by someone else since it was read."""


class ClaimColumns(models.Model):
    """The columns that a claim has now and that each of its versions had."""

    # The columns that a person may edit.
    EDITABLE = (
        "text",
        "claim_type",
        "claim_date",
        "starts_on",
        "ends_on",
        "date_wording",
        "due_on",
        "context",
        "language",
        "priority",
    )
    # Those of them that say nothing about what is claimed.
    ARRANGING = {"priority"}

    TEXT_MAX_LENGTH = 1000
    CONTEXT_MAX_LENGTH = 5000

    text = LimitedTextField(
        max_length=TEXT_MAX_LENGTH,
        validators=[validate_visible, validate_one_line],
        help_text=(
            "One plain sentence that is clear without the article: names, places and "
            "dates written out."
        ),
    )
    claim_type = models.CharField(max_length=20, choices=ClaimType)
    claim_date = models.DateField(
        null=True, blank=True, help_text="The day the claim was made."
    )
    starts_on = models.DateField(
        "happened from",
        null=True,
        blank=True,
        help_text="The first day of the time that the claim is about.",
    )
    ends_on = models.DateField(
        "happened until", null=True, blank=True, help_text="The last day of that time."
    )
    date_wording = models.CharField(
        max_length=200,
        blank=True,
        validators=[validate_no_nul, validate_one_line, validate_balanced],
        help_text="The words from which the dates were read, such as “on Thursday”.",
    )
    due_on = models.DateField(
        "due",
        null=True,
        blank=True,
        help_text="The day from which the claim can be checked.",
    )
    context = LimitedTextField(
        max_length=CONTEXT_MAX_LENGTH,
        blank=True,
        validators=[validate_no_nul],
        help_text="What a reader must know to understand the claim.",
    )
    language = models.CharField(
        max_length=35, default="en", validators=[validate_language]
    )
    priority = models.PositiveSmallIntegerField(
        choices=Priority,
        default=Priority.NORMAL,
        help_text="Lists show claims of a higher priority first.",
    )
    evidence_status = models.CharField(
        max_length=20,
        choices=EvidenceStatus,
        default=EvidenceStatus.UNASSESSED,
        editable=False,
    )
    assigned_to = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        editable=False,
    )
    external_id = models.CharField(
        max_length=200,
        blank=True,
        editable=False,
        validators=[validate_no_nul, validate_balanced],
        help_text="The name under which a file or system that brought it knows it.",
    )
    published_at = models.DateTimeField(null=True, editable=False)
    published_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        null=True,
        related_name="+",
        editable=False,
    )
    version = models.PositiveIntegerField(default=1, editable=False)
    created_at = models.DateTimeField(editable=False)
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        related_name="+",
        editable=False,
    )
    updated_at = models.DateTimeField(editable=False)
    updated_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        related_name="+",
        editable=False,
    )
    edited_at = models.DateTimeField(editable=False)
    edited_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        related_name="+",
        editable=False,
        help_text="Who last changed what the claim says or the words it is pinned to.",
    )

    class Meta:
        abstract = True

    def __str__(self) -> str:
        return self.text if len(self.text) <= 80 else self.text[:79] + "…"

    @property
    def is_published(self) -> bool:
        return self.published_at is not None
