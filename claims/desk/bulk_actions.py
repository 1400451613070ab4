"""Actions on all selected claims. Each failure is reported."""

from collections.abc import Callable

from django.contrib import admin, messages
from django.contrib.admin.helpers import ACTION_CHECKBOX_NAME
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse

from tracker.common.bidi import isolated
from tracker.common.desk.bulk import call_on_each

from ..choices import EvidenceStatus
from ..models import Claim
from . import permissions
from .assess_forms import AssessManyForm
from .bulk_undo import Done, Kind
from .undo_page import remember
from .unpublish_forms import UnpublishForm


@admin.action(description="Assign to me", permissions=["assess"])
def assign_to_me(model_admin, request, queryset: QuerySet[Claim]) -> None:
    user = request.user
    _each(
        request, queryset, lambda one: one.assign(user, by=user), "assigned", "assign"
    )


@admin.action(description="Unassign", permissions=["assess"])
def assign_to_nobody(model_admin, request, queryset: QuerySet[Claim]) -> None:
    user = request.user
    _each(
        request, queryset, lambda one: one.assign(None, by=user), "unassigned", "assign"
    )


@admin.action(description="Publish", permissions=["publish"])
def publish(model_admin, request, queryset: QuerySet[Claim]) -> None:
    user = request.user
    _each(request, queryset, lambda one: one.publish(by=user), "published", "publish")


@admin.action(description="Unpublish…", permissions=["publish"])
def unpublish(model_admin, request, queryset: QuerySet[Claim]) -> HttpResponse | None:
    """Ask for the reason, then unpublish each claim."""
    form = UnpublishForm(request.POST if "confirmed" in request.POST else None)
    if form.is_bound and form.is_valid():
        given = {"by": request.user, **form.cleaned_data}
        _each(
            request,
            queryset,
            lambda one: one.unpublish(**given),
            "unpublished",
            "unpublish",
        )
        return None
    labels = ("Unpublish claims", "Unpublish")
    return _ask(model_admin, request, queryset, form, "unpublish", labels)


@admin.action(description="Assess…", permissions=["assess"])
def assess(model_admin, request, queryset: QuerySet[Claim]) -> HttpResponse | None:
    """Ask for one status and reason, then assess each claim."""
    form = AssessManyForm(request.POST if "confirmed" in request.POST else None)
    if form.is_bound and form.is_valid():
        given = form.cleaned_data

        def conclude(claim: Claim) -> None:
            corrects = claim.needs_correction()
            claim.assess(
                given["evidence_status"],
                rationale=given["rationale"],
                evidence=claim.evidence.active() if given["all_evidence"] else (),
                timing_reason=form.reason_about_day(),
                **form.correction() if corrects else {},
                by=request.user,
            )

        label = EvidenceStatus(given["evidence_status"]).label.lower()
        done = "proposed" if permissions.needs_approval() else "assessed"
        _each(request, queryset, conclude, f"{done} as {label}", "assess")
        return None
    labels = ("Assess claims", "Save assessments")
    return _ask(model_admin, request, queryset, form, "assess", labels)


def _ask(
    model_admin, request, queryset: QuerySet[Claim], form, action: str, labels
) -> HttpResponse:
    """The page with the *form* of an *action*, and the claims it is about.

    *labels* are its title and what its button says.
    """
    title, submit = labels
    return TemplateResponse(
        request,
        f"desk/{action}_many.html",
        {
            **model_admin.admin_site.each_context(request),
            "opts": model_admin.opts,
            "title": title,
            "action": action,
            "submit": submit,
            "claims": queryset,
            "form": form,
            "checkbox": ACTION_CHECKBOX_NAME,
            "media": model_admin.media,
        },
    )


def _each(
    request: HttpRequest,
    queryset: QuerySet[Claim],
    verb: Callable[[Claim], object],
    past: str,
    kind: Kind,
) -> None:
    """Call *verb* on each claim; report the count with the verb in the *past* tense.

    Remembers what was done, so that it can be undone.
    """
    claims = list(queryset)
    before = {claim.pk: (claim.version, claim.assigned_to_id) for claim in claims}
    done, _ = call_on_each(
        request,
        claims,
        verb,
        name=lambda claim: f"“{isolated(str(claim))}”",
        stopped="Stopped here: the other claims are unchanged. Try again later.",
    )
    if done:
        noun = "claim" if len(done) == 1 else "claims"
        message = f"{len(done)} {noun} {past}."
        messages.success(request, message)
        changed = [
            Done(claim.pk, claim.version, before[claim.pk][1])
            for claim in done
            if claim.version != before[claim.pk][0]
        ]
        remember(request, kind, message, changed)
