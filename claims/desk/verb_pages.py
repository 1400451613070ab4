"""The pages and buttons that change one claim. Each calls one verb."""

from django.db.models import Prefetch

from tracker.common.bidi import isolated
from tracker.common.desk.pages import ButtonPage, DeskPage, FormPage, find_or_404

from ..models import Claim, Evidence, QuoteCheck, Relation
from ..models.claim_queryset import attributions
from ..verbs.delete import what_goes
from . import permissions
from .appearance_forms import AppearanceForm
from .claim_forms import DeleteClaimForm, EditClaimForm, QuantityForm
from .deciding_page import DecidingPage
from .decision_fields import MoveForm
from .evidence_forms import EvidenceForm, WithdrawForm
from .relation_forms import RelateForm, WithdrawRelationForm
from .review_queue import preserved_query
from .selection import Selection
from .suggested_sentences import suggest
from .take_back_forms import DisputeForm, ReplaceForm, TakeBackForm
from .unpublish_forms import UnpublishForm


class OfClaim(DeskPage):
    """A page about one claim. It leads back to the claim and keeps the list."""

    claim: Claim

    def load(self, pk: int, **kwargs) -> None:
        self.claim = find_or_404(Claim.objects.all(), pk)

    def subject(self) -> str:
        return self.claim.text

    def back_url(self) -> str:
        return self.model_admin.desk_url(self.claim.pk, preserved_query(self.request))


class EditPage(OfClaim, DecidingPage):
    """A form that edits the claim, with what that means for its conclusion."""

    def form_options(self) -> dict:
        return {"claim": self.claim}


class EditClaim(EditPage):
    permissions = (permissions.CHANGE,)
    form_class = EditClaimForm
    title = "Edit claim"
    submit = "Save"
    message = "Claim saved."

    def call(self, form) -> None:
        decision = form.decision()
        self.claim.edit(by=self.user, decision=decision, **form.claim_fields())


class DeleteClaim(OfClaim, FormPage):
    """Deletes a draft, after showing what goes with it."""

    permissions = (permissions.DELETE,)
    form_class = DeleteClaimForm
    title = "Delete claim"
    message = "Claim deleted."

    def load(self, pk: int, **kwargs) -> None:
        super().load(pk)
        self.why = self.claim.why_it_stays()
        self.submit = "" if self.why else "Delete claim"

    def form_options(self) -> dict:
        return {"claim": self.claim}

    def call(self, form) -> None:
        self.claim.delete_draft(by=self.user)

    def success_url(self, form) -> str:
        return self.model_admin.list_url(self.request)

    def context(self) -> dict:
        if self.why:
            return {"intro": self.why}
        counts = what_goes(self.claim)
        parts = ", ".join(f"{count} {name}" for name, count in counts.items())
        with_it = f" With it go: {parts}." if parts else ""
        return {"intro": f"The claim was never public. It cannot be restored.{with_it}"}


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


class OfAppearance(EditPage):
    """A page that takes something of one appearance back."""

    permissions = (permissions.CHANGE,)

    def load(self, pk: int, *, appearance_pk: int = 0, **kwargs) -> None:
        super().load(pk)
        rows = self.claim.appearances.active().select_related("revision__document")
        rows = rows.prefetch_related(Prefetch("attributions", attributions()))
        self.appearance = find_or_404(rows, appearance_pk)

    def context(self) -> dict:
        one = self.appearance
        return {"intro": str(one)}


class WithdrawAppearance(OfAppearance):
    form_class = TakeBackForm
    title = "Withdraw the quotation"
    submit = "Withdraw"
    message = "Quotation withdrawn."

    def call(self, form) -> None:
        self.claim.withdraw_appearance(self.appearance, **form.given(), by=self.user)


class ReplaceAppearance(OfAppearance):
    form_class = ReplaceForm
    title = "Change who said it"
    submit = "Save"
    message = "Saved. The earlier attribution is in the history."

    def form_options(self) -> dict:
        return super().form_options() | {"appearance": self.appearance}

    def call(self, form) -> None:
        self.claim.replace_appearance(
            self.appearance,
            steps=form.cleaned_data["chain"],
            mode=form.cleaned_data["mode"],
            **form.given(),
            by=self.user,
        )


class DisputeAttribution(OfAppearance):
    form_class = DisputeForm
    title = "Dispute an attribution"
    submit = "Save"
    message = "Saved. Those who are disputed are no claimants."

    def form_options(self) -> dict:
        return super().form_options() | {"appearance": self.appearance}

    def call(self, form) -> None:
        given = form.cleaned_data
        names = ("position", "dispute", "evidence")
        self.claim.dispute_attribution(
            self.appearance,
            **{name: given[name] for name in names},
            **form.given(),
            by=self.user,
        )


class WithdrawQuantity(EditPage):
    permissions = (permissions.CHANGE,)
    form_class = TakeBackForm
    title = "Withdraw the number"
    submit = "Withdraw"
    message = "Number withdrawn."

    def call(self, form) -> None:
        self.claim.withdraw_quantity(**form.given(), by=self.user)


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
        return {"intro": f"{one}. {isolated(one.quote or one.note or one.url)}"}


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
        return {"intro": f"{seen.kind.label}: {isolated(seen.claim.text)}"}


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
    permissions = (permissions.PUBLISH,)

    def call(self) -> str:
        self.claim.publish(by=self.user)
        return "Claim published."


class Unpublish(OfClaim, FormPage):
    permissions = (permissions.PUBLISH,)
    form_class = UnpublishForm
    title = "Unpublish claim"
    submit = "Unpublish"
    message = "Claim unpublished."

    def call(self, form) -> None:
        self.claim.unpublish(by=self.user, **form.cleaned_data)
