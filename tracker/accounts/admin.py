from django import forms
from django.contrib import admin
from django.contrib.auth.admin import UserAdmin
from django.http import HttpRequest
from django.template.response import TemplateResponse

from ..common.desk.model_admins import SerializedAdmin
from ..common.desk.pages import PagesAdmin
from .models import Token, User
from .public_name_page import PublicNamePage

admin.site.site_header = "Claim Tracker"
admin.site.site_title = "Claim Tracker"
admin.site.index_title = "Desk"
# The lists need the space, and the start page links everything.
admin.site.enable_nav_sidebar = False


@admin.register(User)
class AccountAdmin(PagesAdmin, SerializedAdmin, UserAdmin):
    """Accounts, with their groups."""

    pages = [("public-name/", "accounts_user_public_name", PublicNamePage)]
    fieldsets = [
        *(UserAdmin.fieldsets or ()),
        ("For readers", {"fields": ["public_name"]}),
    ]
    search_fields = [*UserAdmin.search_fields, "public_name"]


class TokenForm(forms.ModelForm):
    """A token's name and scopes; its account too where a superuser makes it."""

    maker: User

    def __init__(self, *args, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        # Without scopes, a token may do all that its account may.
        if "scopes" in self.fields:
            self.fields["scopes"].required = False

    def clean(self) -> dict:
        given = super().clean()
        owner = given.get("user") if "user" in self.fields else self.maker
        self.instance.user = owner or self.maker
        taken = Token.objects.filter(user=owner, name=given.get("name"))
        if taken.exists():
            self.add_error("name", "This account has a token of that name.")
        return given


@admin.register(Token)
class TokenAdmin(SerializedAdmin):
    """Keys to the API. Members of the desk manage their own."""

    list_display = [
        "name",
        "user",
        "scopes",
        "hint",
        "created_at",
        "last_used_at",
        "expires_at",
    ]
    list_display_links = None
    list_select_related = ["user"]
    form = TokenForm
    fields = ["user", "name", "scopes", "expires_at"]
    autocomplete_fields = ["user"]
    ordering = ["-created_at", "-id"]
    actions = ["revoke"]

    def get_queryset(self, request: HttpRequest):
        tokens = super().get_queryset(request).filter(revoked_at=None)
        return tokens if request.user.is_superuser else tokens.filter(user=request.user)

    def get_form(self, request, obj=None, change=False, **kwargs):
        form = super().get_form(request, obj, change, **kwargs)
        form.maker = request.user
        return form

    def get_fields(self, request, obj=None):
        return self.fields if request.user.is_superuser else self.fields[1:]

    def has_module_permission(self, request) -> bool:
        return self.admin_site.has_permission(request)

    def has_view_permission(self, request, obj=None) -> bool:
        return self.admin_site.has_permission(request)

    def has_add_permission(self, request) -> bool:
        return self.admin_site.has_permission(request)

    def has_change_permission(self, request, obj=None) -> bool:
        return False

    def has_delete_permission(self, request, obj=None) -> bool:
        return False

    def has_revoke_permission(self, request) -> bool:
        return self.admin_site.has_permission(request)

    @admin.action(description="Revoke", permissions=["revoke"])
    def revoke(self, request: HttpRequest, queryset) -> None:
        for token in queryset:
            token.revoke()
        self.message_user(request, f"{len(queryset)} revoked.")

    def save_model(self, request, obj, form, change) -> None:
        request.token_secret = obj.issue()

    def response_add(self, request, obj, post_url_continue=None):
        """The page that shows the secret once, without a redirect."""
        return TemplateResponse(
            request,
            "desk/token_issued.html",
            {
                **self.admin_site.each_context(request),
                "opts": self.opts,
                "title": "Token created",
                "token": obj,
                "secret": request.token_secret,
            },
        )
