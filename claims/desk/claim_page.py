"""The page of a claim at the desk, with the form to assess it."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect

from sources.models import Revision
from tracker.common.desk.granted import withheld
from tracker.common.desk.pages import DeskPage, find_or_404, require
from tracker.common.desk.row_fields import whole_number

from ..choices import Action
from ..models import Appearance, Assessment, Claim, Relation
from ..reading.dossier import quotes_of
from ..reading.edits import describe
from ..reading.prepared import prepare
from . import permissions
from .assess_forms import AssessForm, DecideForm
from .review_queue import queue_position

CLAIMS = Claim.objects.select_related("assigned_to", "created_by")


class ClaimPage(DeskPage):
    """Shows a claim. POST assesses the claim or decides on its proposal."""

    permissions = (permissions.VIEW,)
    title = "Claim"

    def load(self, pk: str, **kwargs) -> None:
        self.claim = find_or_404(CLAIMS, whole_number(pk))
        self.queue = queue_position(self.model_admin, self.request, self.claim)

    def get(self, request: HttpRequest, **kwargs) -> HttpResponse:
        return self.show()

    def post(self, request: HttpRequest, **kwargs) -> HttpResponse:
        require(request, permissions.ASSESS)
        name = "decide" if {"_approve", "_reject"} & set(request.POST) else "form"
        form_class: Any = DecideForm if name == "decide" else AssessForm
        form = form_class(request.POST, claim=self.claim)
        if form.is_valid() and form.save(by=request.user):
            newest = self.claim.assessments.order_by("-number")[0]
            messages.success(request, sentence_of_row(newest))
            return HttpResponseRedirect(self.next_url())
        # Show what others have changed; the form is now about that version.
        self.claim = find_or_404(CLAIMS, self.claim.pk)
        form.show_version(self.claim.version)
        return self.show(**{name: form})

    def show(
        self, form: AssessForm | None = None, decide: DecideForm | None = None
    ) -> HttpResponse:
        claim, request = self.claim, self.request
        form = form or AssessForm(claim=claim)
        decide = decide or DecideForm(claim=claim)
        can_assess = request.user.has_perm(permissions.ASSESS)
        proposal = claim.open_proposal()
        describe([proposal] if proposal else [], with_claimants=True)
        [prepared] = prepare([claim], reader=request.user)
        load_texts(prepared.appearances)
        return self.render(
            "desk/claim.html",
            claim=claim,
            prepared=prepared,
            quotes=quotes_of(prepared.appearances),
            evidence=claim.evidence.for_reading(),
            relations=related_claims(claim),
            queue=self.queue,
            form=form if can_assess else None,
            decide=decide if can_assess else None,
            proposal=proposal,
            part_in_proposal=proposal and claim.part_in(proposal, request.user),
            assessments=describe(claim.assessments.for_reading()),
            needs_approval=permissions.needs_approval(),
            can_delete=self.model_admin.has_delete_permission(request, claim),
            media=self.model_admin.media + form.media,
            withheld=withheld(request.user, permissions.OF_CLAIM),
        )

    def next_url(self) -> str:
        """Where "Save" and "Save and next" lead."""
        queue = self.queue
        if "_next" not in self.request.POST:
            return self.model_admin.desk_url(self.claim.pk, queue.query)
        if queue.next:
            return self.model_admin.desk_url(queue.next, queue.query)
        messages.info(self.request, "That was the last claim in the list.")
        return self.model_admin.list_url(self.request)


def load_texts(appearances: list[Appearance]) -> None:
    """Load the texts in which quotations stand elsewhere now, to show them there."""
    checks = [one.quote_check for one in appearances]
    moved = [one for one in checks if one and one.proposed]
    texts = Revision.objects.in_bulk({one.revision_id for one in moved})
    for one in moved:
        one.revision = texts[one.revision_id]


def related_claims(claim: Claim) -> list:
    related = Relation.objects.of(claim.pk).select_related("from_claim", "to_claim")
    return [relation.seen_from(claim.pk) for relation in related.for_reading()]


def sentence_of_row(row: Assessment) -> str:
    """The message after *row* was added to the ledger."""
    status = row.get_to_status_display().lower()
    match row.action:
        case Action.PROPOSED:
            return f"Proposed as {status}. A second person must approve it."
        case Action.APPROVED:
            return f"Approved: assessed as {status}."
        case Action.REJECTED:
            return "Proposal sent back."
    return f"Assessed as {status}."
