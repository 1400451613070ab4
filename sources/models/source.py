from collections.abc import Iterable, Iterator
from datetime import datetime
from typing import ClassVar, Self

from django.apps import apps
from django.core.exceptions import ValidationError
from django.core.validators import RegexValidator
from django.db import models
from django.db.models import F, Q

from tracker.common import constraints
from tracker.common.editing import VersionedByContent, reject_unknown_fields
from tracker.common.error_collector import errors_at
from tracker.common.fields import LimitedTextField
from tracker.common.moments import moment_or_now
from tracker.common.text import fold, validate_no_nul
from tracker.common.transactions import serialized_write, without_statement_timeout

from ..choices import SourceKind
from ..signals import names_changed, source_unnamed_changed
from .namesakes import (
    MAX_CANDIDATES,
    NameShared,
    SourceExists,
    distinction_of,
    spelled_with_description,
)
from .naming import NAME_TAKEN, Named
from .rating import SourceRating

UNNAMED = SourceKind.UNNAMED
WIKIDATA_ID = r"^Q[1-9][0-9]{0,11}\Z"
SHORT = 80


def tell_apart_from_all(sources: Iterable["Source"]) -> None:
    """Like :func:`tell_apart`, also where the other source is not among *sources*."""
    known = list(sources)
    every = Source.objects.filter(folded__in={source.folded for source in known})
    counted = every.values("folded").annotate(count=models.Count("pk"))
    shared = set(counted.filter(count__gt=1).values_list("folded", flat=True))
    for source in known:
        source.shares_name = source.folded in shared


class SourceQuerySet(models.QuerySet["Source"]):
    def named(self, name: str) -> Self:
        """The sources known under *name*, in whatever spelling.

        The *name* may have a description in parentheses, to tell which one is meant.
        """
        meant = Q(folded=fold(name))
        for folded, distinction in spelled_with_description(name):
            meant |= Q(folded=folded, distinction=distinction)
        return self.filter(pk__in=SourceAlias.objects.filter(meant).values("source"))

    def one_named(self, name: str) -> "Source | None":
        """The source called *name*, or None.

        Raises:
            NameShared: several are.
        """
        found = list(self.named(name).order_by("pk")[: MAX_CANDIDATES + 1])
        if len(found) > 1:
            raise NameShared(name, found)
        return found[0] if found else None

    def labeled(self) -> list["Source"]:
        """These sources; those whose name another one has with their descriptions."""
        found: list[Source] = list(self)
        tell_apart_from_all(found)
        return found

    def called(self, words: str) -> Self:
        """Those with *words* in a name or spelling, folded as names are."""
        known = SourceAlias.objects.filter(folded__contains=fold(words))
        named = self.filter(models.Exists(known.filter(source=models.OuterRef("pk"))))
        return named if fold(words) else self.none()

    def visible_to(self, user) -> Self:
        """All sources for staff of the desk; for others those of published work."""
        if user.has_perm("sources.view_source"):
            return self
        named = (
            "attributions__appearance__claim",
            "evidence__claim",
            "relayed_evidence__claim",
        )
        # Not imported: documents are made of sources.
        documents = apps.get_model("sources", "Document").objects.visible_to(user)
        visible = Q(models.Exists(documents.filter(publisher=models.OuterRef("pk"))))
        visible |= Q(models.Exists(documents.filter(origin=models.OuterRef("pk"))))
        for claim in named:
            published = {f"{claim}__published_at__isnull": False}
            visible |= Q(
                models.Exists(
                    Source.objects.filter(pk=models.OuterRef("pk"), **published)
                )
            )
        return self.filter(visible)

    def organizations(self) -> set[int]:
        """The ids of those that others speak for."""
        speaking = Source.objects.filter(affiliation=models.OuterRef("pk"))
        return set(self.filter(models.Exists(speaking)).values_list("pk", flat=True))

    def for_reading(self) -> Self:
        """With the names, the affiliation and the rating that counts of each."""
        later = SourceRating.objects.filter(source=models.OuterRef("source")).filter(
            Q(rated_at__gt=models.OuterRef("rated_at"))
            | Q(rated_at=models.OuterRef("rated_at"), pk__gt=models.OuterRef("pk"))
        )
        return self.select_related("affiliation").prefetch_related(
            models.Prefetch("aliases", SourceAlias.objects.order_by("name", "id")),
            models.Prefetch(
                "ratings",
                SourceRating.objects.filter(~models.Exists(later)),
                to_attr="newest_ratings",
            ),
        )


class Source(Named, VersionedByContent):
    """A party that says, witnesses or publishes something, or honestly "unnamed"."""

    EDITABLE = ("name", "kind", "description", "affiliation", "wikidata_id")
    COMPUTED: ClassVar = {
        **Named.COMPUTED,
        "distinction": lambda row: distinction_of(row.description),
    }

    # Whether a source of the same name is shown beside it: see :func:`tell_apart`.
    shares_name = False

    kind = models.CharField(max_length=20, choices=SourceKind)
    description = LimitedTextField(
        max_length=2000,
        blank=True,
        validators=[validate_no_nul],
        help_text="It tells sources of one name apart.",
    )
    distinction = models.CharField(
        max_length=64,
        blank=True,
        editable=False,
        validators=[validate_no_nul],
        db_default="",
        default="",
        help_text="SHA-256 of the folded description: what tells apart, in an index.",
    )
    affiliation = models.ForeignKey(
        "self",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="affiliates",
        help_text="The source that this one speaks for.",
    )
    wikidata_id = models.CharField(
        "Wikidata id",
        max_length=13,
        blank=True,
        validators=[
            RegexValidator(
                WIKIDATA_ID, "A Wikidata id is a Q and a number, such as Q40464."
            )
        ],
    )

    objects = SourceQuerySet.as_manager()

    class Meta:
        indexes = [models.Index(fields=["folded"], name="source_by_name")]
        constraints = [
            *Named.Meta.constraints,
            constraints.one_of("kind", SourceKind, "source_kind_known"),
            models.CheckConstraint(
                name="source_affiliation_other",
                condition=Q(affiliation__isnull=True) | ~Q(affiliation=F("id")),
                violation_error_message="A source does not speak for itself here.",
            ),
            models.CheckConstraint(
                name="source_wikidata_id_form",
                condition=Q(wikidata_id="")
                | Q(
                    wikidata_id__like="Q_%",
                    wikidata_id__made_of="Q0123456789",
                    wikidata_id__length__lte=13,
                )
                & ~Q(wikidata_id__like="Q0%")
                & ~Q(wikidata_id__like="Q%Q%"),
                violation_error_message=(
                    "A Wikidata id is a Q and a number, such as Q40464."
                ),
            ),
            models.UniqueConstraint(
                fields=["wikidata_id"],
                name="source_wikidata_id_unique",
                condition=~Q(wikidata_id=""),
                violation_error_message="Another source has this Wikidata id.",
            ),
        ]

    def __str__(self) -> str:
        """The name, with the description where another of this name is shown."""
        apart = self.shares_name and self.short_description()
        return f"{self.name} ({apart})" if apart else self.name

    def short_description(self) -> str:
        """The beginning of the description, on one line."""
        words = " ".join(self.description.split())
        return words if len(words) <= SHORT else f"{words[: SHORT - 1]}…"

    def save(self, **kwargs) -> None:
        self.distinction = distinction_of(self.description)
        if "description" in (kwargs.get("update_fields") or ()):
            kwargs["update_fields"] = {*kwargs["update_fields"], "distinction"}
        stored = Source.objects.filter(pk=self.pk) if self.pk else Source.objects.none()
        with serialized_write(), without_statement_timeout():
            kind = stored.values_list("kind", flat=True).first()
            super().save(**kwargs)
            if "name" in (kwargs.get("update_fields") or self.EDITABLE):
                names_changed.send(sender=Source, source=self.pk)
            if kind and (kind == UNNAMED) != (self.kind == UNNAMED):
                source_unnamed_changed.send(sender=Source, source=self)

    def clean(self) -> None:
        super().clean()
        self.distinction = distinction_of(self.description)
        own = SourceAlias.objects.filter(source=self.pk).values("folded")
        known = SourceAlias.objects.filter(distinction=self.distinction)
        taken = known.exclude(source=self.pk).select_related("source")
        if other := taken.filter(folded=self.folded).first():
            raise ValidationError({"name": SourceExists(other.source)})
        if other := taken.filter(folded__in=own).first():
            raise ValidationError({"description": SourceExists(other.source)})
        if self._speaks_in_a_circle():
            raise ValidationError(
                {"affiliation": "Affiliations may not run in a circle."}
            )

    def _speaks_in_a_circle(self) -> bool:
        # As stored now: another source may have been edited since this one was read.
        stored = Source.objects.values_list("affiliation", flat=True)
        end, seen = self.affiliation_id, {self.pk}
        while end is not None and self.pk is not None:
            if end in seen:
                return True
            seen.add(end)
            end = stored.filter(pk=end).first()
        return False

    @classmethod
    def record(cls, *, other_names: Iterable[str] = (), **fields) -> "Source":
        """A new source with its other spellings. *fields* are those of ``EDITABLE``.

        Raises:
            ValidationError: a field is unknown or its value breaks a rule, or a
                spelling is that of a known source.
        """
        reject_unknown_fields(cls, cls.EDITABLE, fields)
        source = cls(**fields)
        with serialized_write():
            constraints.insert(source)
            for index, name in enumerate(other_names):
                with errors_at("other_names", index, names={"name": ""}):
                    source.add_name(name)
        return source

    def edit(self, *, version: str | None = None, **changes) -> bool:
        """Change fields of ``EDITABLE``; return whether anything was different.

        The old name stays known as another spelling.

        Raises:
            ValidationError: a field is unknown or its value breaks a rule.
            StaleError: *version* is given, and the source now has another one.
            DomainError: the source has been deleted.
        """
        reject_unknown_fields(Source, self.EDITABLE, changes)
        return self._edit(changes, version)

    def add_name(self, name: str) -> "SourceAlias":
        """Make the source known under another spelling.

        Raises:
            ValidationError: a source is known under it, or it is no name.
        """
        alias = SourceAlias(source=self, name=name)
        with serialized_write():
            # An error that the folded form is taken is reported for the name.
            constraints.insert(alias, exclude=["folded", "distinction"])
        return alias

    def organizations(self) -> Iterator["Source"]:
        """Itself, its affiliation, the affiliation of that, and so on."""
        source: Source | None = self
        seen = set()
        while source and source.pk not in seen:
            yield source
            seen.add(source.pk)
            source = source.affiliation

    @staticmethod
    def load_organizations(sources: Iterable["Source"]) -> None:
        """Read what :meth:`organizations` of *sources* reads, in one query a level."""
        sources = list(sources)
        while ends := [end for source in sources if (end := source._unread_end())]:
            found = Source.objects.in_bulk({end.affiliation_id for end in ends})
            for end in ends:
                end.affiliation = found[end.affiliation_id]

    def _unread_end(self) -> "Source | None":
        """The first one on the way up whose affiliation has not been read."""
        source: Source | None = self
        seen = set()
        while source and source.affiliation_id and source.pk not in seen:
            if not Source.affiliation.is_cached(source):
                return source
            seen.add(source.pk)
            source = source.affiliation
        return None

    def other_names(self) -> models.QuerySet["SourceAlias"]:
        """The spellings besides the name itself."""
        return self.aliases.exclude(folded=self.folded).order_by("name", "id")

    def rating(self) -> "SourceRating | None":
        """The rating that counts: the newest."""
        return self.ratings.order_by("-rated_at", "-id").first()

    def rate(
        self, reliability: str, *, reason: str, by, at: datetime | None = None
    ) -> "SourceRating":
        """Add a rating, which from now on counts.

        Raises:
            ValidationError: the reliability is not A–F, the reason is blank, or
                *at* is before the newest rating.
        """
        rating = SourceRating(
            source=self,
            reliability=reliability,
            reason=reason,
            rated_by=by,
            rated_at=moment_or_now(at),
        )
        with serialized_write():
            constraints.insert(rating)
        return rating


class SourceAlias(Named):
    """A spelling that a source is known under, its own name included.

    The database adds the row of a source's name, so that one unique index decides
    over all names and spellings.
    """

    # The database removes the rows of a deleted source after it (see triggers).
    source = models.ForeignKey(
        Source, on_delete=models.DO_NOTHING, related_name="aliases"
    )
    distinction = models.CharField(
        max_length=64,
        blank=True,
        editable=False,
        validators=[validate_no_nul],
        db_default="",
        default="",
        help_text="That of the source.",
    )

    class Meta:
        verbose_name = "other spelling"
        constraints = [
            *Named.Meta.constraints,
            models.UniqueConstraint(
                fields=["folded", "distinction"],
                name="sourcealias_distinct",
                violation_error_message=NAME_TAKEN,
            ),
        ]

    def save(self, **kwargs) -> None:
        with serialized_write(), without_statement_timeout():
            self.distinction = self._distinction_of_source()
            super().save(**kwargs)
            names_changed.send(sender=Source, source=self.source_id)

    def delete(self, using=None, keep_parents=False):
        with serialized_write(), without_statement_timeout():
            deleted = super().delete(using, keep_parents)
            names_changed.send(sender=Source, source=self.source_id)
        return deleted

    def clean(self) -> None:
        super().clean()
        self.distinction = self._distinction_of_source()
        taken = SourceAlias.objects.filter(
            folded=self.folded, distinction=self.distinction
        )
        other = taken.exclude(pk=self.pk).select_related("source").first()
        if other:
            raise ValidationError({"name": SourceExists(other.source)})

    def _distinction_of_source(self) -> str:
        stored = Source.objects.filter(pk=self.source_id)
        return stored.values_list("distinction", flat=True).first() or ""
