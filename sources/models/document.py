from collections import Counter
from collections.abc import Collection, Mapping
from datetime import datetime
from typing import Any, ClassVar, Self

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.validators import RegexValidator
from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.functional import cached_property

from tracker.common import constraints
from tracker.common.bidi import validate_balanced
from tracker.common.canonical import text_digest
from tracker.common.editing import VersionedByContent, reject_unknown_fields
from tracker.common.fields import LimitedTextField, WebURLField
from tracker.common.moments import moment_or_now
from tracker.common.text import validate_no_nul, validate_one_line, validate_visible
from tracker.common.transactions import serialized_write, without_statement_timeout

from .. import quotes, refinding
from ..signals import document_origin_changed, revision_captured
from ..web_address import MAX_BYTES, normalized
from .source import Source

LANGUAGE = r"^[a-z]{2,3}(-[A-Za-z0-9]{2,8})*\Z"
validate_language = RegexValidator(
    LANGUAGE, "A language is a BCP 47 tag, such as en or kk-Cyrl."
)


def validate_url(url: str) -> None:
    """Refuse a URL with more bytes than an index of PostgreSQL takes.

    Raises:
        ValidationError: code ``max_length``.
    """
    if len(url.encode(errors="surrogatepass")) > 2000:
        raise ValidationError("A URL has at most 2,000 bytes.", code="max_length")


class DocumentExists(ValidationError):
    """Another document has the address; ``row`` is that document."""

    def __init__(self, document: "Document") -> None:
        super().__init__(
            f"Document {document.pk} has this address: {document.url}",
            "document_exists",
        )
        self.row = document
        self.details = {"document": {"id": document.pk, "web_url": document.url}}


class DocumentQuerySet(models.QuerySet):
    def at_address(self, url: str) -> Self:
        """Those with the address *url*, in whatever form."""
        return self.filter(normalized_url=normalized(url)).exclude(normalized_url="")

    def visible_to(self, user) -> Self:
        """All documents for staff of the desk; for others those of published claims.

        A document is published with the first claim that appears in it or that
        rests on it.
        """
        if user.has_perm("sources.view_document"):
            return self
        visible = Q()
        for claim in ("revisions__appearances__claim", "evidence__claim"):
            published = {f"{claim}__published_at__isnull": False}
            itself = Document.objects.filter(pk=models.OuterRef("pk"), **published)
            visible |= Q(models.Exists(itself))
        return self.filter(visible)

    def for_reading(self) -> Self:
        """With publisher, origin and the revisions, their texts left out."""
        return self.select_related("publisher", "origin").prefetch_related(
            models.Prefetch(
                "revisions", Revision.objects.defer("text").order_by("number")
            )
        )


class Document(VersionedByContent):
    """A published item: an article, a press release, a broadcast."""

    EDITABLE = (
        "title",
        "url",
        "publisher",
        "origin",
        "language",
        "original_language",
        "published_on",
        "published_at",
    )
    COMPUTED: ClassVar = {"normalized_url": lambda row: normalized(row.url)}

    title = models.CharField(
        max_length=500,
        validators=[validate_visible, validate_one_line, validate_balanced],
    )
    url = WebURLField("URL", max_length=2000, blank=True, validators=[validate_url])
    normalized_url = LimitedTextField(
        max_length=MAX_BYTES,
        blank=True,
        editable=False,
        validators=[validate_no_nul],
        help_text="The form in which the address is compared with others.",
    )
    address_shared = models.BooleanField(
        default=False,
        editable=False,
        help_text=(
            "Whether it was recorded with the address of another document, before "
            "addresses were compared in one form."
        ),
    )
    publisher = models.ForeignKey(
        Source, on_delete=models.PROTECT, related_name="published_documents"
    )
    origin = models.ForeignKey(
        Source,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="originated_documents",
        help_text=(
            "The source whose reporting this reprints, such as a wire or a press "
            "release. Empty: the publisher's own."
        ),
    )
    language = models.CharField(
        max_length=35, default="en", validators=[validate_language]
    )
    original_language = models.CharField(
        max_length=35,
        blank=True,
        validators=[validate_language],
        help_text="The language it was translated from. Empty: not a translation.",
    )
    published_on = models.DateField(null=True, blank=True)
    published_at = models.DateTimeField(
        null=True, blank=True, help_text="Where the time of day is known too."
    )

    objects = DocumentQuerySet.as_manager()

    class Meta:
        indexes = [
            models.Index(fields=["normalized_url"], name="document_normalized_url")
        ]
        constraints = [
            constraints.visible("title", "document_title_visible"),
            constraints.of_web("url", "document_url_of_web"),
            models.UniqueConstraint(
                fields=["normalized_url"],
                name="document_normalized_url_unique",
                condition=~Q(normalized_url="") & Q(address_shared=False),
                violation_error_message="Another document has this address.",
            ),
            models.CheckConstraint(
                name="document_origin_other",
                condition=Q(origin__isnull=True) | ~Q(origin=F("publisher")),
                violation_error_message=(
                    "Leave the origin empty where the publisher reports itself."
                ),
            ),
            models.CheckConstraint(
                name="document_language_form",
                condition=constraints.language_tag("language")
                & (
                    Q(original_language="")
                    | constraints.language_tag("original_language")
                ),
                violation_error_message="A language is a BCP 47 tag, such as en.",
            ),
            models.CheckConstraint(
                name="document_translated_from_other",
                condition=~Q(original_language=F("language")),
                violation_error_message="It is not translated from its own language.",
            ),
            models.CheckConstraint(
                name="document_published_at_has_day",
                condition=Q(published_at__isnull=True) | Q(published_on__isnull=False),
                violation_error_message="Give the day of publication too.",
            ),
        ]

    def __str__(self) -> str:
        return self.title

    def clean(self) -> None:
        super().clean()
        try:
            self.clean_fields({one.name for one in self._meta.fields} - {"url"})
        except ValidationError:
            return  # It is reported as an error of the field.
        self._normalize_url()
        if self.address_shared:
            return
        known = Document.objects.exclude(pk=self.pk).at_address(self.url)
        if other := known.order_by("address_shared", "pk").first():
            raise ValidationError({"url": DocumentExists(other)})

    def validate_constraints(self, exclude: Collection[str] | None = None) -> None:
        # ``clean`` compares addresses, and names the document that has one.
        super().validate_constraints({*(exclude or ()), "normalized_url"})

    def _normalize_url(self) -> None:
        known, self.normalized_url = self.normalized_url, normalized(self.url)
        self.address_shared &= known == self.normalized_url

    def save(self, **kwargs: Any) -> None:
        self._normalize_url()
        if "url" in (kwargs.get("update_fields") or ()):
            computed = {"normalized_url", "address_shared"}
            kwargs["update_fields"] = {*kwargs["update_fields"], *computed}
        stored = Document.objects.filter(pk=self.pk) if self.pk else ()
        with serialized_write(), without_statement_timeout():
            before = [document.origin_id for document in stored]
            super().save(**kwargs)
            if before not in ([], [self.origin_id]):
                document_origin_changed.send(sender=Document, document=self)

    @classmethod
    def record(cls, *, text: str | None = None, by, **fields) -> "Document":
        """A new document, with its first text if that is given.

        *fields* are those of ``EDITABLE``.

        Raises:
            ValidationError: a field is unknown or its value breaks a rule, or the text
                cannot be stored.
        """
        reject_unknown_fields(cls, cls.EDITABLE, fields)
        document = cls(**fields)
        with serialized_write():
            constraints.insert(document)
            if text is not None:
                document.capture(text, by=by)
        return document

    def edit(self, *, version: str | None = None, **changes) -> bool:
        """Change fields of ``EDITABLE``; return whether anything was different.

        Raises:
            ValidationError: a field is unknown or its value breaks a rule.
            StaleError: *version* is given, and the document now has another one.
            DomainError: the document has been deleted.
        """
        reject_unknown_fields(Document, self.EDITABLE, changes)
        return self._edit(changes, version)

    def latest_revision(self) -> "Revision | None":
        return self.revisions.order_by("-number").first()

    def capture(self, text: str, *, by, at: datetime | None = None) -> "Revision":
        """The revision with this verbatim text: the one that has it, or a new one.

        In a new one, the quotes of earlier ones are re-found (``refound``).

        Raises:
            ValidationError: the text is blank, too long or has a character that cannot
                be stored.
        """
        digest = Revision.digest_of(text)
        with serialized_write():
            Document.objects.select_for_update().get(pk=self.pk)
            known = self.revisions.filter(sha256=digest).first()
            if known:
                return known
            newest = self.latest_revision()
            revision = Revision(
                document=self,
                number=newest.number + 1 if newest else 1,
                text=text,
                sha256=digest,
                captured_by=by,
                captured_at=moment_or_now(at),
            )
            constraints.insert(revision)
            revision.is_new = True
            answers = revision_captured.send(sender=Document, revision=revision)
            revision.refound = sum((Counter(one) for _, one in answers), Counter())
        return revision


class Revision(models.Model):
    """One captured text of a document, verbatim; it never changes.

    ``sha256`` is the SHA-256 of the text in UTF-8, in lower-case hexadecimal.
    """

    MAX_LENGTH = 1_000_000
    COMPUTED: ClassVar = {"sha256": lambda row: text_digest(row.text)}

    # Set by ``Document.capture``: whether the text is new, and how many quotes of
    # earlier texts were re-found in it, by state.
    is_new: bool = False
    refound: Mapping[str, int] = {}

    document = models.ForeignKey(
        Document, on_delete=models.PROTECT, related_name="revisions"
    )
    number = models.PositiveIntegerField()
    text = LimitedTextField(
        max_length=MAX_LENGTH, validators=[validate_visible], verbatim=True
    )
    sha256 = models.CharField("SHA-256", max_length=64)
    captured_at = models.DateTimeField(default=timezone.now)
    captured_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["document", "number"], name="revision_number_unique"
            ),
            models.UniqueConstraint(
                fields=["document", "sha256"],
                name="revision_text_unique",
                violation_error_message="The document has a revision with this text.",
            ),
            models.CheckConstraint(
                name="revision_sha256_form",
                condition=constraints.sha256("sha256"),
                violation_error_message="A SHA-256 has 64 hexadecimal digits.",
            ),
            constraints.visible("text", "revision_text_visible"),
        ]

    def __str__(self) -> str:
        return f"{self.document}, revision {self.number}"

    @staticmethod
    def digest_of(text: str) -> str:
        """SHA-256 of *text* in UTF-8.

        Raises:
            ValidationError: the text has a character that cannot be stored.
        """
        try:
            validate_no_nul(text)
        except ValidationError as error:
            raise ValidationError({"text": error}) from error
        return text_digest(text)

    def newest(self) -> "Revision":
        """The newest revision of the document: this one, or a later one."""
        later = Revision.objects.filter(
            document=self.document_id, number__gt=self.number
        )
        return later.order_by("-number").first() or self

    def select(self, start: int, end: int) -> quotes.Selector:
        """The selector of a place in this text; see :func:`quotes.select`."""
        return quotes.select(self.text, start, end)

    def refind(self, quote: quotes.Selector, *, once: bool) -> refinding.Found:
        """The state and place of a quote of an earlier text in this one.

        See :meth:`refinding.Text.find`.
        """
        return self._refinding.find(quote, once=once)

    @cached_property
    def _refinding(self) -> refinding.Text:
        return refinding.Text(self.text)

    def locate(self, exact: str, **hints) -> quotes.Selector:
        """The place of quoted words in this text; see :func:`quotes.locate`."""
        return quotes.locate(self.text, exact, **hints)
