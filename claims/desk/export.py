"""Export of the filtered list of claims."""

from typing import Any

from django.contrib.admin.options import IncorrectLookupParameters
from django.http import Http404, HttpRequest, HttpResponseBadRequest

from tracker.common.desk.pages import DeskPage

from ..exchange.claim_files import FORMATS, file_response
from ..reading.cached_json import all_bodies
from . import permissions
from .review_queue import filtered_claims


class ExportPage(DeskPage):
    """Sends all claims of the list, in the formats of the API and in XLSX."""

    permissions = (permissions.VIEW,)

    def get(self, request: HttpRequest, ending: str):
        if ending not in FORMATS:
            raise Http404(f"There is no export in the format {ending}.")
        try:
            claims: Any = filtered_claims(
                self.model_admin, request, request.GET.urlencode()
            )
        except IncorrectLookupParameters:
            return HttpResponseBadRequest(
                "These filters are not valid. Open the list and set them again."
            )
        bodies = (body for _, body in all_bodies(claims, request.user))
        return file_response(FORMATS[ending], bodies, request)
