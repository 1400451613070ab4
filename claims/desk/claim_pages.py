"""The pages on which the desk works on one claim. Each calls one verb."""

from collections.abc import Callable
from urllib.parse import urlencode

from django.conf import settings
from django.contrib import messages
from django.db import Error
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.template.response import TemplateResponse
from django.utils.decorators import method_decorator
from django.views.decorators.http import require_POST

from tracker.common.database_errors import sentence_of
from tracker.common.desk.row_fields import whole_number
from tracker.common.desk.site import require, verb_page
from tracker.common.errors import DomainError, StaleError

from ..choices import Action
from ..models import Claim, Evidence, QuoteCheck, Relation
from ..rules import flags
from . import forms
from .appearance_forms import AppearanceForm
from .article import Selection
from .relation_forms import RelateForm, WithdrawRelationForm
from .suggested_sentences import suggest
from .work_order import PRESERVED, place


def show(model_admin, request: HttpRequest, pk: str) -> HttpResponse:
    """Everything that is known about a claim, and beside it the form to assess it."""
    require(request, "claims.view_claim")
    claim = get_object_or_404(Claim.objects.for_desk(), pk=whole_number(pk))
    can_assess = model_admin.has_assess_permission(request)
    queue = place(model_admin, request, claim)
    form, decide = forms.AssessForm(claim=claim), forms.DecideForm(claim=claim)
    if request.method == "POST":
        require(request, "claims.assess_claim")
        if {"_approve", "_reject"} & set(request.POST):
            approves = "_approve" in request.POST
            posted = decide = forms.DecideForm(request.POST, claim=claim)
            done = decide.is_valid() and decide.save(approves=approves, by=request.user)
        else:
            posted = form = forms.AssessForm(request.POST, claim=claim)
            done = form.is_valid() and form.save(by=request.user)
        if done:
            messages.success(request, _newest_row(claim))
            return _after_assessing(model_admin, request, claim, queue)
        claim = get_object_or_404(Claim.objects.for_desk(), pk=claim.pk)
        posted.show_version(claim.version)
    return TemplateResponse(
        request,
        "desk/claim.html",
        {
            **model_admin.admin_site.each_context(request),
            "opts": model_admin.opts,
            "title": "Claim",
            "claim": claim,
            "relations": _relations(claim),
            "queue": queue,
            "form": form if can_assess else None,
            "decide": decide if can_assess else None,
            "proposal": claim.open_proposal(),
            "origins": claim.origins(),
            "flags": flags.raised_on([claim])[claim.pk],
            "four_eyes": settings.FOUR_EYES,
            "can_delete": model_admin.has_delete_permission(request, claim),
            "media": model_admin.media + form.media,
        },
    )


def edit(model_admin, request: HttpRequest, pk: int) -> HttpResponse:
    require(request, "claims.change_claim")
    claim = get_object_or_404(Claim, pk=pk)
    form = forms.EditClaimForm(request.POST or None, claim=claim)
    if request.method == "POST" and form.is_valid():
        if form.save(by=request.user):
            return _done(model_admin, request, claim, "The claim is changed.")
        form.show_version(Claim.objects.get(pk=pk).version)
    return _page(model_admin, request, claim, form, "Edit the claim", "Save")


def add_appearance(model_admin, request: HttpRequest, pk: int) -> HttpResponse:
    require(request, "claims.change_claim")
    claim = get_object_or_404(Claim, pk=pk)
    form = AppearanceForm(request.POST or None)
    return _by_form(
        model_admin,
        request,
        claim,
        form,
        lambda: form.pin(claim, by=request.user),
        "The appearance is added.",
        "Add an appearance",
        "Add",
    )


@method_decorator(require_POST)
def move_appearance(model_admin, request: HttpRequest, pk: int) -> HttpResponse:
    require(request, "claims.change_claim")
    checks = QuoteCheck.objects.select_related("appearance__claim")
    check = get_object_or_404(checks, pk=pk)
    claim = check.appearance.claim
    return _carry_out(
        model_admin,
        request,
        claim,
        lambda: claim.move_appearance(check, by=request.user),
        "The claim is pinned to the new place.",
    )


def set_quantity(model_admin, request: HttpRequest, pk: int) -> HttpResponse:
    require(request, "claims.change_claim")
    claim = get_object_or_404(Claim, pk=pk)
    form = forms.QuantityForm(request.POST or None, claim=claim)
    return _by_form(
        model_admin,
        request,
        claim,
        form,
        lambda: claim.set_quantity(by=request.user, **form.cleaned_data),
        "The quantity is stated.",
        "State the quantity",
        "Save",
    )


def add_evidence(model_admin, request: HttpRequest, pk: int) -> HttpResponse:
    require(request, "claims.add_evidence")
    claim = get_object_or_404(Claim, pk=pk)
    chosen = Selection.asked(request)
    form = forms.EvidenceForm(
        request.POST or None, initial=chosen.initial() if chosen else None
    )
    asking = request.method == "GET"
    return _by_form(
        model_admin,
        request,
        claim,
        form,
        lambda: claim.add_evidence(by=request.user, **form.cleaned_data),
        "The evidence is added.",
        "Add evidence",
        "Add the evidence",
        beside="desk/_suggested_sentences.html",
        bearings=suggest(claim, reader=request.user) if asking else [],
        kept=_kept(request),
    )


def withdraw(model_admin, request: HttpRequest, pk: int) -> HttpResponse:
    require(request, "claims.withdraw_evidence")
    evidence = get_object_or_404(
        Evidence.objects.for_reading().select_related("claim"), pk=pk
    )
    form = forms.WithdrawForm(request.POST or None)
    return _by_form(
        model_admin,
        request,
        evidence.claim,
        form,
        lambda: evidence.withdraw(reason=form.cleaned_data["reason"], by=request.user),
        "The evidence is withdrawn.",
        "Withdraw evidence",
        "Withdraw the evidence",
        intro=f"{evidence}. {evidence.quote or evidence.note or evidence.url}",
    )


def relate(model_admin, request: HttpRequest, pk: int) -> HttpResponse:
    require(request, "claims.change_claim")
    claim = get_object_or_404(Claim, pk=pk)
    form = RelateForm(request.POST or None)
    return _by_form(
        model_admin,
        request,
        claim,
        form,
        lambda: claim.relate(by=request.user, **form.cleaned_data),
        "The claims are related.",
        "Relate to another claim",
        "Relate",
    )


def withdraw_relation(
    model_admin, request: HttpRequest, pk: int, relation_pk: int
) -> HttpResponse:
    require(request, "claims.change_claim")
    claim = get_object_or_404(Claim, pk=pk)
    relation = get_object_or_404(
        Relation.objects.of(pk).select_related("from_claim", "to_claim"), pk=relation_pk
    )
    form = WithdrawRelationForm(request.POST or None)
    seen = relation.seen_from(pk)
    return _by_form(
        model_admin,
        request,
        claim,
        form,
        lambda: relation.withdraw(by=request.user, **form.cleaned_data),
        "The relation is withdrawn.",
        "Withdraw a relation",
        "Withdraw the relation",
        intro=f"{seen.kind.label}: {seen.claim.text}",
    )


@method_decorator(require_POST)
def assign(model_admin, request: HttpRequest, pk: int) -> HttpResponse:
    require(request, "claims.assess_claim")
    claim = get_object_or_404(Claim, pk=pk)
    to = request.user if request.POST.get("to") == "me" else None
    words = "The claim is yours." if to else "The claim is nobody's."
    return _carry_out(
        model_admin, request, claim, lambda: claim.assign(to, by=request.user), words
    )


@method_decorator(require_POST)
def publish(model_admin, request: HttpRequest, pk: int) -> HttpResponse:
    require(request, "claims.publish_claim")
    claim = get_object_or_404(Claim, pk=pk)
    if claim.is_published:
        verb, words = claim.unpublish, "The claim is no longer published."
    else:
        verb, words = claim.publish, "The claim is published."
    return _carry_out(model_admin, request, claim, lambda: verb(by=request.user), words)


def _carry_out(
    model_admin, request, claim: Claim, verb: Callable[[], object], words: str
) -> HttpResponse:
    try:
        verb()
    except StaleError as error:
        messages.error(request, f"{error.message} Look at it, then try again.")
    except DomainError as error:
        messages.error(request, error.message)
    except Error as error:
        messages.error(request, sentence_of(error))
    else:
        messages.success(request, words)
    return HttpResponseRedirect(model_admin.desk_url(claim.pk, _kept(request)))


def _by_form(
    model_admin,
    request,
    claim: Claim,
    form,
    verb: Callable[[], object],
    done: str,
    title: str,
    submit: str,
    **context,
) -> HttpResponse:
    """The page of a claim with *form*; when it is sent, call *verb* and say *done*."""
    if request.method == "POST" and form.is_valid() and form.carry_out(verb):
        return _done(model_admin, request, claim, done)
    return _page(model_admin, request, claim, form, title, submit, **context)


def _page(
    model_admin, request, claim: Claim, form, title: str, submit: str, **context
) -> HttpResponse:
    return verb_page(
        model_admin,
        request,
        form,
        title=title,
        submit=submit,
        subject=claim.text,
        back=model_admin.desk_url(claim.pk, _kept(request)),
        **context,
    )


def _done(model_admin, request, claim: Claim, words: str) -> HttpResponse:
    messages.success(request, words)
    return HttpResponseRedirect(model_admin.desk_url(claim.pk, _kept(request)))


def _kept(request) -> str:
    """The list that one came from, as a link of the page goes on with it."""
    filters = request.GET.get(PRESERVED, "")
    return urlencode({PRESERVED: filters}) if filters else ""


def _relations(claim: Claim) -> list:
    related = Relation.objects.of(claim.pk).select_related("from_claim", "to_claim")
    return [relation.seen_from(claim.pk) for relation in related.for_reading()]


def _newest_row(claim: Claim) -> str:
    """What has just been written to the ledger, in a sentence."""
    row = claim.assessments.order_by("-number")[0]
    status = row.get_to_status_display().lower()
    match row.action:
        case Action.PROPOSED:
            return f"Proposed as {status}: a second person approves."
        case Action.APPROVED:
            return f"Approved: marked as {status}."
        case Action.REJECTED:
            return "The proposal is sent back."
    return f"Marked as {status}."


def _after_assessing(model_admin, request, claim: Claim, queue) -> HttpResponse:
    if "_next" not in request.POST:
        return HttpResponseRedirect(model_admin.desk_url(claim.pk, queue.query))
    if queue.next:
        return HttpResponseRedirect(model_admin.desk_url(queue.next, queue.query))
    messages.info(request, "That was the last claim of the list.")
    return HttpResponseRedirect(model_admin.list_url(request))
