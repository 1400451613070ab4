from django.contrib import admin

from tracker.common.desk.model_admins import SerializedAdmin

from ..models import Claim, Series
from ..rules.estimates import conflicts, estimates_of
from . import permissions


@admin.register(Series)
class SeriesAdmin(SerializedAdmin):
    """Series of estimates of the same quantity, with their contradictions."""

    list_display = ["name", "unit"]
    search_fields = ["name", "description"]
    fields = ["name", "unit", "description"]
    ordering = ["name", "id"]
    change_form_template = "desk/series_form.html"
    show_full_result_count = False

    class Media:
        css = {"all": ["tracker/status.css", "tracker/desk.css"]}

    def get_readonly_fields(self, request, obj=None):
        return ["unit"] if obj else []

    def render_change_form(self, request, context, *args, obj=None, **kwargs):
        if obj and request.user.has_perm(permissions.VIEW):
            context["estimates"] = estimates = estimates_of(obj, Claim.objects.all())
            context["conflicts"] = list(conflicts(estimates))
        return super().render_change_form(request, context, *args, obj=obj, **kwargs)
