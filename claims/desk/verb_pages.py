"""The pages and buttons that change one claim. Each calls one verb."""

from tracker.common.desk.pages import ButtonPage, DeskPage, FormPage, find_or_404

from ..models import Claim, Evidence, QuoteCheck, Relation
from . import permissions
from .appearance_forms import AppearanceForm
from .claim_forms import EditClaimForm, QuantityForm
from .decision_fields import MoveForm, message_of
from .evidence_forms import EvidenceForm, WithdrawForm
from .relation_forms import RelateForm, WithdrawRelationForm
from .review_queue import preserved_query
from .selection import Selection
from .suggested_sentences import suggest


class OfClaim(DeskPage):
    """A page about one claim. It leads back to the claim and keeps the list."""

    claim: Claim

    def load(self, pk: int, **kwargs) -> None:
        self.claim = find_or_404(Claim.objects.all(), pk)

    def subject(self) -> str:
        return self.claim.text

    def back_url(self) -> str:
        return self.model_admin.desk_url(self.claim.pk, preserved_query(self.request))


class EditPage(OfClaim, FormPage):
    """A form that edits the claim, with what that means for its conclusion."""

    def form_options(self) -> dict:
        return {"claim": self.claim}

    def success_message(self, form) -> str:
        return message_of(form) or self.message


class EditClaim(EditPage):
    permissions = (permissions.CHANGE,)
    form_class = EditClaimForm
    title = "Edit claim"
    submit = "Save"
    message = "Claim saved."

    def call(self, form) -> None:
        decision = form.decision()
        self.claim.edit(by=self.user, decision=decision, **form.claim_fields())


class AddAppearance(EditPage):
    permissions = (permissions.CHANGE,)
    form_class = AppearanceForm
    title = "Add an appearance"
    submit = "Add appearance"
    message = "Appearance added."

    def call(self, form) -> None:
        form.pin(self.claim, by=self.user)


class SetQuantity(EditPage):
    permissions = (permissions.CHANGE,)
    form_class = QuantityForm
    title = "Number"
    submit = "Save"
    message = "Number saved."

    def call(self, form) -> None:
        decision = form.decision()
        self.claim.set_quantity(by=self.user, decision=decision, **form.other_fields())


class AddEvidence(OfClaim, FormPage):
    """Adds evidence, with suggested sentences of the article to quote."""

    permissions = (permissions.ADD_EVIDENCE,)
    form_class = EvidenceForm
    title = "Add evidence"
    submit = "Add evidence"
    message = "Evidence added."

    def form_options(self) -> dict:
        selection = Selection.asked(self.request)
        return {"initial": selection.initial() if selection else None}

    def call(self, form) -> None:
        self.claim.add_evidence(by=self.user, **form.cleaned_data)

    def context(self) -> dict:
        asking = self.request.method == "GET"
        user = self.user
        return {
            "beside": "desk/_suggested_sentences.html",
            "suggestions": suggest(self.claim, reader=user) if asking else [],
            "preserved": preserved_query(self.request),
        }


class WithdrawEvidence(OfClaim, FormPage):
    permissions = (permissions.WITHDRAW_EVIDENCE,)
    form_class = WithdrawForm
    title = "Withdraw evidence"
    submit = "Withdraw evidence"
    message = "Evidence withdrawn."

    def load(self, pk: int, **kwargs) -> None:
        rows = Evidence.objects.for_reading().select_related("claim")
        self.evidence = find_or_404(rows, pk)
        self.claim = self.evidence.claim

    def call(self, form) -> None:
        self.evidence.withdraw(by=self.user, **form.cleaned_data)

    def context(self) -> dict:
        one = self.evidence
        return {"intro": f"{one}. {one.quote or one.note or one.url}"}


class Relate(OfClaim, FormPage):
    permissions = (permissions.CHANGE,)
    form_class = RelateForm
    title = "Relate to another claim"
    submit = "Relate claims"
    message = "Relation added."

    def call(self, form) -> None:
        self.claim.relate(by=self.user, **form.cleaned_data)


class WithdrawRelation(OfClaim, FormPage):
    permissions = (permissions.CHANGE,)
    form_class = WithdrawRelationForm
    title = "Withdraw relation"
    submit = "Withdraw relation"
    message = "Relation withdrawn."

    def load(self, pk: int, *, relation_pk: int = 0, **kwargs) -> None:
        super().load(pk)
        rows = Relation.objects.of(pk).select_related("from_claim", "to_claim")
        self.relation = find_or_404(rows, relation_pk)

    def call(self, form) -> None:
        self.relation.withdraw(by=self.user, **form.cleaned_data)

    def context(self) -> dict:
        seen = self.relation.seen_from(self.claim.pk)
        return {"intro": f"{seen.kind.label}: {seen.claim.text}"}


class MoveAppearance(EditPage):
    """Moves a quotation to its position in a newer text.

    The button sends an empty form. It is shown where other words take a decision.
    """

    permissions = (permissions.CHANGE,)
    form_class = MoveForm
    title = "Move the quotation"
    submit = "Move"
    message = "Quotation moved to its new position."

    def load(self, pk: int, **kwargs) -> None:
        checks = QuoteCheck.objects.select_related("appearance__claim")
        self.check = find_or_404(checks, pk)
        self.claim = self.check.appearance.claim

    def call(self, form) -> None:
        decision = form.decision()
        self.claim.move_appearance(self.check, by=self.user, decision=decision)


class Assign(OfClaim, ButtonPage):
    permissions = (permissions.ASSESS,)

    def call(self) -> str:
        to = self.user if self.request.POST.get("to") == "me" else None
        self.claim.assign(to, by=self.user)
        return "Assigned to you." if to else "Unassigned."


class Publish(OfClaim, ButtonPage):
    """Publishes a claim, or unpublishes a published one."""

    permissions = (permissions.PUBLISH,)

    def call(self) -> str:
        if self.claim.is_published:
            self.claim.unpublish(by=self.user)
            return "Claim unpublished."
        self.claim.publish(by=self.user)
        return "Claim published."
