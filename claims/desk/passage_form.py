"""The short form that makes a claim of a passage, beside the text."""

from django import forms
from django.core.exceptions import ValidationError
from django.db.models import Max

from sources.choices import SourceKind
from sources.desk.names import MAX_OFFERED, NamesField, kind_field, named_or_new
from sources.models import Document, Revision, Source
from sources.models.source import tell_apart_from_all
from tracker.common.transactions import serialized_write

from ..choices import Mode
from ..rules.modes import guess_mode
from .appearance_forms import DuplicateFields, record_claim
from .claim_forms import ClaimFields
from .selection import SelectForm, Selection


class PassageForm(ClaimFields, DuplicateFields, SelectForm):
    """A claim in a passage: its sentence, its type, who says it, and how.

    Other fields of a claim are folded away, and have defaults that fit most claims.
    """

    said_by = NamesField(
        label="Said by",
        required=False,
        help_text="Joint claimants with ; between them. In the article’s own voice, "
        "leave it empty.",
    )
    kind = kind_field(SourceKind.PERSON)
    wording = forms.CharField(
        required=False,
        max_length=200,
        label="Attributed by the words",
        help_text="For example “according to”.",
    )
    mode = forms.ChoiceField(
        choices=[("", "Guess from the quotation marks"), *Mode.choices], required=False
    )

    SHORT = ("text", "claim_type", "said_by", "mode")
    HIDDEN = ("exact", "kind", "allow_duplicate")

    def __init__(self, *args, revision: Revision, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.revision = revision
        self.new_sources: list[Source] = []
        self.initial.setdefault("language", revision.document.language)
        self.fields["text"].widget.attrs["rows"] = 2
        self.fields["text"].help_text = ""
        self.fields["said_by"].widget.attrs["list"] = "speakers"

    def short(self) -> list[forms.BoundField]:
        asked = self["allow_duplicate"]
        asking = [] if asked.is_hidden else [asked]
        return [*asking, *(self[name] for name in self.SHORT)]

    def folded(self) -> list[forms.BoundField]:
        shown = {*self.SHORT, *self.HIDDEN}
        return [one for one in self.visible_fields() if one.name not in shown]

    def unfold(self) -> bool:
        """Whether an error is among the folded fields."""
        return any(one.errors for one in self.folded())

    def record(self, selection: Selection, *, by) -> None:
        """Record the claim and its sources, or nothing.

        Raises:
            ValidationError: with the names of the fields as keys.
        """
        given, place = self.cleaned_data, selection.place
        with serialized_write():
            speakers, self.new_sources = named_or_new(
                given["said_by"], given["kind"], user=by, field="said_by"
            )
            mode = given["mode"] or guess_mode(
                self.revision.text, place.start, place.end, bool(speakers)
            )
            appearance = {
                "document": self.revision.document_id,
                "revision": self.revision.number,
                "exact": place.exact,
                "start": place.start,
                "mode": mode,
                "attributions": [self._first_step(mode, speakers)],
                "reported_by": None,
            }
            fields = self.claim_fields()
            if mode == Mode.OWN_VOICE and fields["claim_date"] is None:
                # The article speaks on the day of publication.
                fields["claim_date"] = self.revision.document.published_on
            self.claim = record_claim(
                fields,
                appearance,
                by=by,
                names=FIELDS,
                allow_duplicate=given["allow_duplicate"],
            )

    def _first_step(self, mode: str, speakers: list[Source]) -> dict:
        if mode == Mode.OWN_VOICE and not speakers:
            speakers = [self.revision.document.publisher]
        if not speakers:
            raise ValidationError({"said_by": "Name the claimant."})
        sources = [one.pk for one in speakers]
        return {"sources": sources, "wording": self.cleaned_data["wording"]}


# Fields of a body with another name in the form.
FIELDS = {"attributions": "said_by", "revision": "exact", "start": "exact"}


def speakers(document: Document) -> list[str]:
    """Names to offer: the last claimants in *document* first, then all others."""
    texts = document.revisions.values("pk")
    here = Source.objects.filter(
        attributions__is_claimant=True, attributions__appearance__revision__in=texts
    )
    last = here.annotate(last=Max("attributions__appearance")).order_by("-last")
    known: list[Source] = list(last[:MAX_OFFERED])
    others = Source.objects.exclude(pk__in=[one.pk for one in known]).order_by("-pk")
    known += others[: MAX_OFFERED - len(known)]
    tell_apart_from_all(known)
    return list(map(str, known))
