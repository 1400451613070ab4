from django.contrib import admin
from django.db import models
from django.urls import reverse
from django.utils.html import format_html

from tracker.common.bidi import isolated
from tracker.common.desk.model_admins import ReadOnly

from ..models import Assessment, Claim, Evidence
from .list_columns import status


def desk_link(claim: Claim) -> str:
    return format_html(
        '<a href="{}">{}</a>',
        reverse("admin:claims_claim_change", args=[claim.pk]),
        claim,
    )


@admin.register(Assessment)
class AssessmentAdmin(ReadOnly, admin.ModelAdmin):
    """All assessments, newest first."""

    list_display = ["claim_link", "change", "number", "assessed_by", "assessed_at"]
    list_display_links = None
    list_filter = ["to_status", "assessed_by"]
    list_select_related = ["claim", "assessed_by"]
    search_fields = ["rationale"]
    ordering = ["-assessed_at", "-id"]
    show_full_result_count = False

    class Media:
        css = {"all": ["tracker/status.css", "tracker/desk.css"]}

    @admin.display(description="Claim")
    def claim_link(self, assessment: Assessment) -> str:
        return desk_link(assessment.claim)

    @admin.display(description="Status")
    def change(self, assessment: Assessment) -> str:
        return format_html(
            "{} → {}", status(assessment.from_status), status(assessment.to_status)
        )


@admin.register(Evidence)
class EvidenceAdmin(ReadOnly, admin.ModelAdmin):
    """All evidence, read-only: the page of a claim adds and withdraws it."""

    list_display = ["words", "stance", "source", "directness", "claim_link", "added_at"]
    list_display_links = None
    list_filter = ["stance", "directness", ("withdrawn_at", admin.EmptyFieldListFilter)]
    list_select_related = ["claim", "source"]
    search_fields = ["quote", "note", "source__name"]
    formfield_overrides = {models.URLField: {"assume_scheme": "https"}}
    ordering = ["-added_at", "-id"]
    show_full_result_count = False

    @admin.display(description="Claim")
    def claim_link(self, evidence: Evidence) -> str:
        return desk_link(evidence.claim)

    @admin.display(description="Content")
    def words(self, evidence: Evidence) -> str:
        return isolated(evidence.quote or evidence.note or evidence.url)
