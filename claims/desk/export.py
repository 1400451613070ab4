"""Export of the filtered list of claims."""

import tempfile
from collections.abc import Iterable
from itertools import chain
from typing import Any

from django.contrib.admin.options import IncorrectLookupParameters
from django.http import (
    FileResponse,
    Http404,
    HttpRequest,
    HttpResponseBadRequest,
    StreamingHttpResponse,
)

from tracker.common.desk.pages import DeskPage

from ..api import export
from ..exchange import columns, spreadsheet
from ..reading import cached_json
from . import permissions
from .review_queue import filtered_claims

TYPES = {
    "csv": "text/csv; charset=utf-8",
    "jsonl": "application/jsonl; charset=utf-8",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}


class ExportPage(DeskPage):
    """Sends all claims of the list, in the columns of the API's exports."""

    permissions = (permissions.VIEW,)

    def get(self, request: HttpRequest, ending: str):
        if ending not in TYPES:
            raise Http404(f"There is no export in the format {ending}.")
        try:
            claims: Any = filtered_claims(
                self.model_admin, request, request.GET.urlencode()
            )
        except IncorrectLookupParameters:
            return HttpResponseBadRequest(
                "These filters are not valid. Open the list and set them again."
            )
        bodies = (body for _, body in cached_json.all_bodies(claims, request.user))
        if ending == "xlsx":
            return workbook(bodies, request)
        if ending == "csv":
            head = export.csv_text([columns.HEADER])
            pieces = export.pieces_of(bodies, request, export.csv_of, head)
        else:
            pieces = export.pieces_of(bodies, request, export.lines_of)
        name = f'attachment; filename="claims.{ending}"'
        return StreamingHttpResponse(
            pieces, content_type=TYPES[ending], headers={"Content-Disposition": name}
        )


def workbook(bodies: Iterable, request: HttpRequest) -> FileResponse:
    hosted = (cached_json.at_host(body, request) for body in bodies)
    # The response closes the file, which deletes it.
    out = tempfile.TemporaryFile()  # noqa: SIM115
    spreadsheet.write_xlsx(chain([columns.HEADER], map(columns.row_of, hosted)), out)
    out.seek(0)
    return FileResponse(
        out,
        as_attachment=True,
        filename="claims.xlsx",
        content_type=TYPES["xlsx"],
    )
