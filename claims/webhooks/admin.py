from django.contrib import admin
from django.http import HttpRequest

from tracker.common.desk.model_admins import ReadOnly

from .models import Delivery, Webhook


class OfOwnTokens(ReadOnly):
    """Shows the rows of the person's own tokens, and all rows to superusers."""

    path_to_user: str

    def get_queryset(self, request: HttpRequest):
        rows = super().get_queryset(request)
        user = request.user
        return rows if user.is_superuser else rows.filter(**{self.path_to_user: user})

    def has_module_permission(self, request) -> bool:
        return request.user.has_perm("webhooks.view_webhook")

    def has_view_permission(self, request, obj=None) -> bool:
        return request.user.has_perm("webhooks.view_webhook")

    def has_manage_permission(self, request) -> bool:
        return request.user.has_perm("webhooks.change_webhook")


class ActiveFilter(admin.SimpleListFilter):
    title = "active"
    parameter_name = "active"

    def lookups(self, request, model_admin):
        return [("yes", "Active"), ("no", "Not active")]

    def queryset(self, request, queryset):
        match self.value():
            case "yes":
                return queryset.active()
            case "no":
                return queryset.filter(disabled_at__isnull=False)


@admin.register(Webhook)
class WebhookAdmin(OfOwnTokens, admin.ModelAdmin):
    """Webhooks, read-only: they are created over REST with a token."""

    path_to_user = "token__user"
    list_display = [
        "url",
        "token",
        "owner",
        "created_at",
        "active",
        "disabled_reason",
        "failures",
        "position",
    ]
    list_display_links = None
    list_filter = [ActiveFilter]
    list_select_related = ["token__user"]
    search_fields = ["url"]
    ordering = ["-id"]
    actions = ["deactivate", "activate"]

    @admin.display(boolean=True)
    def active(self, webhook: Webhook) -> bool:
        return webhook.is_active

    @admin.display(ordering="token__user")
    def owner(self, webhook: Webhook) -> str:
        return str(webhook.token.user)

    @admin.action(description="Deactivate", permissions=["manage"])
    def deactivate(self, request: HttpRequest, queryset) -> None:
        for webhook in queryset:
            webhook.disable(f"Deactivated at the desk by {request.user}.")
        self.message_user(request, f"Webhooks deactivated: {len(queryset)}.")

    @admin.action(description="Activate", permissions=["manage"])
    def activate(self, request: HttpRequest, queryset) -> None:
        for webhook in queryset:
            webhook.enable()
        self.message_user(request, f"Webhooks activated: {len(queryset)}.")


@admin.register(Delivery)
class DeliveryAdmin(OfOwnTokens, admin.ModelAdmin):
    """Deliveries and their results, newest first."""

    path_to_user = "webhook__token__user"
    list_display = [
        "position",
        "webhook",
        "events_sent",
        "claim_id",
        "state",
        "attempts",
        "attempted_at",
        "response_status",
        "duration_ms",
        "error",
        "due",
    ]
    list_display_links = None
    list_filter = ["state"]
    search_fields = ["webhook__url"]
    list_select_related = ["webhook"]
    ordering = ["-id"]
    show_full_result_count = False
    actions = ["send_again"]

    @admin.display(description="Events")
    def events_sent(self, delivery: Delivery) -> str:
        return ", ".join(delivery.events)

    @admin.display(description="Next attempt")
    def due(self, delivery: Delivery):
        return delivery.due_at if delivery.is_waiting else None

    @admin.action(description="Send again", permissions=["manage"])
    def send_again(self, request: HttpRequest, queryset) -> None:
        for delivery in queryset:
            delivery.send_again()
        self.message_user(request, f"Deliveries to be sent again: {len(queryset)}.")
