"""Pages that make a passage a claim, or an appearance of one or evidence on one."""

from tracker.common.desk.pages import FormPage
from tracker.common.desk.row_fields import whole_number

from ..models import Claim
from . import permissions
from .appearance_forms import AddClaimForm, AppearanceOfForm
from .deciding_page import DecidingPage
from .evidence_forms import EvidenceOfForm
from .selection import Selection


class FromPassage(FormPage):
    """A form with a quotation, filled in if a passage of an article is selected."""

    def load(self, **kwargs) -> None:
        self.selection = Selection.asked(self.request)

    def form_options(self) -> dict:
        return {"initial": self.selection.initial() if self.selection else {}}

    def context(self) -> dict:
        if not self.selection:
            return {}
        return {"extra_submit": ("_addanother", "Add, then another from this passage")}

    def back_url(self) -> str:
        if self.selection:
            return self.selection.reading_url()
        return self.model_admin.list_url(self.request)

    def success_url(self, form) -> str:
        if self.selection and "_addanother" in self.request.POST:
            return f"{self.request.path}?{self.selection.query}"
        claim = self.claim_of(form)
        if self.selection:
            return self.selection.reading_url(claim)
        return self.model_admin.desk_url(claim.pk)

    def claim_of(self, form) -> Claim:
        """The claim that was added or has a new appearance."""
        raise NotImplementedError


class AddClaim(FromPassage):
    permissions = (permissions.ADD,)
    form_class = AddClaimForm
    title = "Add a claim"
    submit = "Add claim"
    message = "Claim added. It is not published yet."

    def call(self, form) -> None:
        form.record(by=self.user)

    def claim_of(self, form) -> Claim:
        return form.claim


class OfChosenClaim(FromPassage):
    """A form in which the claim is chosen; the address may name one."""

    def load(self, **kwargs) -> None:
        super().load(**kwargs)
        pk = whole_number(
            self.request.POST.get("claim") or self.request.GET.get("claim")
        )
        self.chosen = Claim.objects.filter(pk=pk).first()

    def form_options(self) -> dict:
        options = super().form_options()
        options["initial"]["claim"] = self.chosen
        return options

    def claim_of(self, form) -> Claim:
        return form.cleaned_data["claim"]


class AddAppearanceOf(DecidingPage, OfChosenClaim):
    permissions = (permissions.CHANGE,)
    form_class = AppearanceOfForm
    title = "Add an appearance"
    submit = "Add appearance"
    message = "Appearance added."

    def form_options(self) -> dict:
        return super().form_options() | {"claim": self.chosen}

    def call(self, form) -> None:
        form.pin(self.claim_of(form), by=self.user)


class AddEvidenceOf(OfChosenClaim):
    permissions = (permissions.ADD_EVIDENCE,)
    form_class = EvidenceOfForm
    title = "Add evidence"
    submit = "Add evidence"
    message = "Evidence added."

    def call(self, form) -> None:
        given = dict(form.cleaned_data)
        given.pop("claim").add_evidence(by=self.user, **given)
