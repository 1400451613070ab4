from urllib.parse import urlencode

from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest
from django.urls import path, reverse
from django.utils.timesince import timesince

from tracker.common.desk.site import ValidatedActionsMixin
from tracker.common.rest.filters import MAX_LENGTH
from tracker.common.rest.patterns import MAX_TERMS

from ..models import Claim
from . import actions, add_claim, claim_pages, export, imports, track_record, undo
from .html import due, status
from .list_filters import (
    AssignedFilter,
    ClaimantFilter,
    ConclusionFilter,
    DocumentFilter,
    DueFilter,
    EvidenceFilter,
    FlagFilter,
    ProposalFilter,
    PublishedFilter,
    QuoteFilter,
)
from .work_order import PRESERVED


@admin.register(Claim)
class ClaimAdmin(ValidatedActionsMixin):
    """The list of claims, and the way to the desk of each."""

    change_list_template = "desk/claim_list.html"
    list_display = ["sentence", "status", "claimant", "claim_type", "due", "age"]
    list_filter = [
        "evidence_status",
        "claim_type",
        ConclusionFilter,
        DueFilter,
        AssignedFilter,
        EvidenceFilter,
        FlagFilter,
        ProposalFilter,
        PublishedFilter,
        QuoteFilter,
        ClaimantFilter,
        DocumentFilter,
    ]
    search_fields = ["text"]
    search_help_text = "Searches claims, quotes, sources and context."
    ordering = ["id"]
    list_per_page = 50
    show_full_result_count = False
    actions = [
        actions.assign_to_me,
        actions.assign_to_nobody,
        actions.publish,
        actions.unpublish,
        actions.assess,
    ]

    class Media:
        css = {"all": ["tracker/status.css", "tracker/desk.css"]}

    def get_queryset(self, request: HttpRequest) -> QuerySet[Claim]:
        return super().get_queryset(request).with_claimants()

    def get_search_results(self, request, queryset, search_term):
        words = search_term.replace("\0", "")[:MAX_LENGTH].split()[:MAX_TERMS]
        return queryset.search(" ".join(words)), False

    def get_actions(self, request):
        known = super().get_actions(request)
        known.pop("delete_selected", None)
        return known

    @admin.display(description="Claim", ordering="text")
    def sentence(self, claim: Claim) -> str:
        return claim.text

    @admin.display(description="Status", ordering="evidence_status")
    def status(self, claim: Claim) -> str:
        return status(claim.evidence_status)

    @admin.display(description="Said by")
    def claimant(self, claim: Claim) -> str:
        return ", ".join(source.name for source in claim.claimants()) or "–"

    @admin.display(description="Due", ordering="due_on")
    def due(self, claim: Claim) -> str:
        return due(claim)

    @admin.display(description="Age", ordering="created_at")
    def age(self, claim: Claim) -> str:
        return timesince(claim.created_at, depth=1)

    def get_urls(self):
        def view(address, function, name):
            wrapped = self.admin_site.admin_view(self._bound(function))
            return path(address, wrapped, name=f"claims_claim_{name}")

        return [
            view("<int:pk>/edit/", claim_pages.edit, "edit"),
            view("<int:pk>/appearance/", claim_pages.add_appearance, "appearance"),
            view("appearance/", add_claim.add_appearance_of, "appearance_of"),
            view("quote/<int:pk>/move/", claim_pages.move_appearance, "move"),
            view("<int:pk>/quantity/", claim_pages.set_quantity, "quantity"),
            view("<int:pk>/evidence/", claim_pages.add_evidence, "evidence"),
            view("evidence/<int:pk>/withdraw/", claim_pages.withdraw, "withdraw"),
            view("<int:pk>/relate/", claim_pages.relate, "relate"),
            view(
                "<int:pk>/relation/<int:relation_pk>/withdraw/",
                claim_pages.withdraw_relation,
                "withdraw_relation",
            ),
            view("source/<int:pk>/record/", track_record.show, "source_record"),
            view("undo/", undo.take_back, "undo"),
            view("export/<slug:ending>/", export.download, "export"),
            view("import/", imports.upload, "import"),
            view("import/template/<slug:ending>/", imports.template, "template"),
            view("<int:pk>/assign/", claim_pages.assign, "assign"),
            view("<int:pk>/publish/", claim_pages.publish, "publish"),
            *super().get_urls(),
        ]

    def _bound(self, function):
        return lambda request, *args, **kwargs: function(self, request, *args, **kwargs)

    def changelist_view(self, request, extra_context=None):
        return super().changelist_view(
            request,
            {
                "title": "Claims",
                "last_action": undo.last_action(request),
                "exports": export.TYPES,
                "filters": urlencode({PRESERVED: request.GET.urlencode()}),
            },
        )

    def add_view(self, request, form_url="", extra_context=None):
        return add_claim.add(self, request)

    def change_view(self, request, object_id, form_url="", extra_context=None):
        return claim_pages.show(self, request, object_id)

    def has_change_permission(self, request, obj=None) -> bool:
        """Rows change through the desk; each of its verbs asks for its permission."""
        return super().has_view_permission(request, obj)

    def has_delete_permission(self, request, obj=None) -> bool:
        allowed = super().has_delete_permission(request, obj)
        return allowed and (obj is None or obj.can_be_deleted())

    def has_assess_permission(self, request) -> bool:
        return request.user.has_perm("claims.assess_claim")

    def has_publish_permission(self, request) -> bool:
        return request.user.has_perm("claims.publish_claim")

    def desk_url(self, pk: int, query: str = "") -> str:
        address = reverse("admin:claims_claim_change", args=[pk])
        return f"{address}?{query}" if query else address

    def list_url(self, request: HttpRequest) -> str:
        """The list that *request* was led here from."""
        filters = request.GET.get(PRESERVED, "")
        address = reverse("admin:claims_claim_changelist")
        return f"{address}?{filters}" if filters else address
