"""A passage selected in a captured text, and the form that sends it."""

from dataclasses import dataclass
from urllib.parse import urlencode

from django import forms
from django.http import HttpRequest
from django.urls import reverse

from sources.models import Revision
from sources.quotes import QuoteAmbiguous, QuoteNotFound, Selector, with_breaks_of
from tracker.common.desk.row_fields import whole_number
from tracker.common.desk.verb_forms import VerbForm

from ..models import Claim
from .form_fields import lines

MAX_SELECTION = 5000


@dataclass(frozen=True)
class Selection:
    """A passage of a captured text."""

    revision: Revision
    place: Selector

    @classmethod
    def asked(cls, request: HttpRequest) -> "Selection | None":
        """The passage that the query string names, or None if it names none.

        The parameters are ``document``, ``revision``, ``start`` and ``end``.
        """
        names = ("document", "revision", "start", "end")
        document, number, start, end = (
            whole_number(request.GET.get(one)) for one in names
        )
        if document is None or number is None or start is None or end is None:
            return None
        revisions = Revision.objects.select_related("document__publisher")
        revision = revisions.filter(document=document, number=number).first()
        if revision is None or not start < end <= min(
            len(revision.text), start + MAX_SELECTION
        ):
            return None
        return cls(revision, revision.select(start, end))

    @property
    def query(self) -> str:
        return urlencode(
            {
                "document": self.revision.document_id,
                "revision": self.revision.number,
                "start": self.place.start,
                "end": self.place.end,
            }
        )

    def initial(self) -> dict:
        """Initial values for forms with a quotation."""
        return {
            "document": self.revision.document_id,
            "exact": self.place.exact,
            "quote": self.place.exact,
            "prefix": self.place.prefix,
            "suffix": self.place.suffix,
            "start": self.place.start,
            "language": self.revision.document.language,
        }

    def reading_url(self, claim: Claim | None = None) -> str:
        """The page of the article, with *claim* selected."""
        address = reverse(
            "admin:sources_document_read", args=[self.revision.document_id]
        )
        return f"{address}?claim={claim.pk}#words-{claim.pk}" if claim else address


class SelectForm(VerbForm):
    """A passage, selected or pasted; a pasted one has no positions."""

    exact = forms.CharField(
        label="Selected text",
        strip=False,
        max_length=MAX_SELECTION,
        widget=lines(4, dir="auto"),
        help_text="Select a passage in the text, or paste it here.",
    )
    start = forms.IntegerField(
        required=False, min_value=0, max_value=10**9, widget=forms.HiddenInput
    )
    end = forms.IntegerField(
        required=False, min_value=0, max_value=10**9, widget=forms.HiddenInput
    )
    claim = forms.IntegerField(
        required=False, min_value=1, max_value=10**18, widget=forms.HiddenInput
    )

    # The places of a pasted passage that occurs more than once.
    candidates: tuple[Selector, ...] = ()

    def find(self, revision: Revision) -> Selection | None:
        """The passage in *revision*, or None with an error on the form."""
        given, text = self.cleaned_data, revision.text
        start, end = given.get("start"), given.get("end")
        if start is not None and end is not None:
            place = revision.select(start, end)
            if start < end and _same(place.exact, given["exact"]):
                return Selection(revision, place)
            # The positions are those of an earlier text, or the passage was edited.
        try:
            words = with_breaks_of(text, given["exact"].strip())
            return Selection(revision, revision.locate(words))
        except QuoteAmbiguous as error:
            self.candidates = tuple(error.candidates)
            self.add_error("exact", "This passage occurs more than once. Choose one.")
        except QuoteNotFound as error:
            self.add_error("exact", error)
        return None


def _same(words: str, sent: str) -> bool:
    """Whether both are equal except for white space, which browsers change."""
    return words.split() == sent.split()
