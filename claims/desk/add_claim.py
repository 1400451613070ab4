"""Claims and appearances that are added from words of a document."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect

from tracker.common.desk.pages import require, verb_page
from tracker.common.desk.row_fields import whole_number

from ..models import Claim
from .appearance_forms import AddClaimForm, AppearanceOfForm
from .selection import Selection


def add(model_admin, request: HttpRequest) -> HttpResponse:
    require(request, "claims.add_claim")
    selection = Selection.asked(request)
    form = AddClaimForm(
        request.POST or None, initial=selection.initial() if selection else None
    )
    if (
        request.method == "POST"
        and form.is_valid()
        and form.carry_out(lambda: form.record(by=request.user))
    ):
        messages.success(request, "The claim is recorded. It is not published yet.")
        return _after_pinning(model_admin, request, form.claim, selection)
    return _page(
        model_admin,
        request,
        form,
        selection,
        title="Add a claim",
        submit="Add the claim",
    )


def add_appearance_of(model_admin, request: HttpRequest) -> HttpResponse:
    """Words that were selected in a text, added to a claim that is chosen here."""
    require(request, "claims.change_claim")
    selection = Selection.asked(request)
    claim = Claim.objects.filter(pk=whole_number(request.GET.get("claim"))).first()
    form = AppearanceOfForm(
        request.POST or None,
        initial={
            **(selection.initial() if selection else {}),
            "claim": claim,
        },
    )
    if (
        request.method == "POST"
        and form.is_valid()
        and form.carry_out(
            lambda: form.pin(form.cleaned_data["claim"], by=request.user)
        )
    ):
        messages.success(request, "The appearance is added.")
        claim = form.cleaned_data["claim"]
        return _after_pinning(model_admin, request, claim, selection)
    return _page(
        model_admin,
        request,
        form,
        selection,
        title="Add an appearance",
        submit="Add the appearance",
    )


def _page(
    model_admin, request, form, selection: Selection | None, **context
) -> HttpResponse:
    """A page with a form that pins a claim to words, perhaps of a *selection*."""
    if selection:
        context["extra_submit"] = ("_addanother", "Add, and another from these words")
    return verb_page(
        model_admin,
        request,
        form,
        back=selection.reading_url() if selection else model_admin.list_url(request),
        **context,
    )


def _after_pinning(
    model_admin, request, claim: Claim, selection: Selection | None
) -> HttpResponse:
    """Back to the text where *claim* is from it; else to the claim."""
    if selection and "_addanother" in request.POST:
        return HttpResponseRedirect(f"{request.path}?{selection.query}")
    if selection:
        return HttpResponseRedirect(selection.reading_url(claim))
    return HttpResponseRedirect(model_admin.desk_url(claim.pk))
