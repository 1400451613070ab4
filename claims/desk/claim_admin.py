from urllib.parse import urlencode

from django.contrib import admin
from django.db.models import OrderBy, QuerySet
from django.http import HttpRequest
from django.urls import reverse
from django.utils.timesince import timesince

from tracker.common.desk.model_admins import ValidatedActionsMixin
from tracker.common.desk.pages import PagesAdmin
from tracker.common.desk.row_fields import whole_number
from tracker.common.patterns import MAX_TERMS
from tracker.rest.filters import MAX_LENGTH

from ..exchange.claim_files import FORMATS
from ..models import Claim
from . import add_claim, bulk_actions, permissions, verb_pages
from .claim_page import ClaimPage
from .export import ExportPage
from .import_page import ImportPage, ImportTemplate
from .list_columns import due, status
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
from .review_queue import PRESERVED
from .track_record import TrackRecordPage
from .undo_page import UndoPage, last_action


@admin.register(Claim)
class ClaimAdmin(PagesAdmin, ValidatedActionsMixin):
    """The list of claims, and the pages of a claim."""

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
    search_help_text = "Search claims, quotations, names and context."
    ordering = ["-priority", "id"]
    list_per_page = 50
    show_full_result_count = False
    actions = [
        bulk_actions.assign_to_me,
        bulk_actions.assign_to_nobody,
        bulk_actions.publish,
        bulk_actions.unpublish,
        bulk_actions.assess,
    ]

    pages = [
        (address, f"claims_claim_{name}", page)
        for address, name, page in [
            ("add/", "add", add_claim.AddClaim),
            ("<int:pk>/edit/", "edit", verb_pages.EditClaim),
            ("<int:pk>/delete/", "delete", verb_pages.DeleteClaim),
            ("<int:pk>/appearance/", "appearance", verb_pages.AddAppearance),
            ("appearance/", "appearance_of", add_claim.AddAppearanceOf),
            ("quote/<int:pk>/move/", "move", verb_pages.MoveAppearance),
            ("<int:pk>/quantity/", "quantity", verb_pages.SetQuantity),
            (
                "<int:pk>/quantity/withdraw/",
                "withdraw_quantity",
                verb_pages.WithdrawQuantity,
            ),
            (
                "<int:pk>/appearance/<int:appearance_pk>/withdraw/",
                "withdraw_appearance",
                verb_pages.WithdrawAppearance,
            ),
            (
                "<int:pk>/appearance/<int:appearance_pk>/replace/",
                "replace_appearance",
                verb_pages.ReplaceAppearance,
            ),
            (
                "<int:pk>/appearance/<int:appearance_pk>/dispute/",
                "dispute",
                verb_pages.DisputeAttribution,
            ),
            ("<int:pk>/evidence/", "evidence", verb_pages.AddEvidence),
            ("evidence/", "evidence_of", add_claim.AddEvidenceOf),
            ("evidence/<int:pk>/withdraw/", "withdraw", verb_pages.WithdrawEvidence),
            ("<int:pk>/relate/", "relate", verb_pages.Relate),
            (
                "<int:pk>/relation/<int:relation_pk>/withdraw/",
                "withdraw_relation",
                verb_pages.WithdrawRelation,
            ),
            ("source/<int:pk>/record/", "source_record", TrackRecordPage),
            ("undo/", "undo", UndoPage),
            ("export/<slug:ending>/", "export", ExportPage),
            ("import/", "import", ImportPage),
            ("import/template/<slug:ending>/", "template", ImportTemplate),
            ("<int:pk>/assign/", "assign", verb_pages.Assign),
            ("<int:pk>/publish/", "publish", verb_pages.Publish),
            ("<int:pk>/unpublish/", "unpublish", verb_pages.Unpublish),
        ]
    ]

    class Media:
        css = {"all": ["tracker/status.css", "tracker/desk.css"]}

    def get_queryset(self, request: HttpRequest) -> QuerySet[Claim]:
        return super().get_queryset(request).with_claimants()

    def get_ordering(self, request: HttpRequest):
        """The order of the article where the list is of one."""
        document = whole_number(request.GET.get(DocumentFilter.parameter_name))
        if document is None:
            return self.ordering
        return [OrderBy(Claim.objects.all().place_in(document)), "id"]

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

    @admin.display(description="Claimant")
    def claimant(self, claim: Claim) -> str:
        return ", ".join(map(str, claim.claimants())) or "–"

    @admin.display(description="Deadline", ordering="due_on")
    def due(self, claim: Claim) -> str:
        return due(claim)

    @admin.display(description="Age", ordering="created_at")
    def age(self, claim: Claim) -> str:
        return timesince(claim.created_at, depth=1)

    def changelist_view(self, request, extra_context=None):
        return super().changelist_view(
            request,
            {
                "title": "Claims",
                "last_action": last_action(request),
                "exports": FORMATS,
                "filters": urlencode({PRESERVED: request.GET.urlencode()}),
            },
        )

    def change_view(self, request, object_id, form_url="", extra_context=None):
        return ClaimPage.as_view(model_admin=self)(request, pk=object_id)

    def has_change_permission(self, request, obj=None) -> bool:
        """Opens the page of a claim; each page checks its own permissions."""
        return super().has_view_permission(request, obj)

    def has_delete_permission(self, request, obj=None) -> bool:
        allowed = super().has_delete_permission(request, obj)
        return allowed and (obj is None or obj.can_be_deleted())

    def has_assess_permission(self, request) -> bool:
        return request.user.has_perm(permissions.ASSESS)

    def has_publish_permission(self, request) -> bool:
        return request.user.has_perm(permissions.PUBLISH)

    def desk_url(self, pk: int, query: str = "") -> str:
        address = reverse("admin:claims_claim_change", args=[pk])
        return f"{address}?{query}" if query else address

    def list_url(self, request: HttpRequest) -> str:
        """The list, with the filters that *request* came from."""
        filters = request.GET.get(PRESERVED, "")
        address = reverse("admin:claims_claim_changelist")
        return f"{address}?{filters}" if filters else address
