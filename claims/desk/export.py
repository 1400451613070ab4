"""The list of claims as a file, with the filters that the desk has set."""

import tempfile
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

from tracker.common.desk.site import require

from ..api import cached_json, export
from ..exchange import columns, spreadsheet
from .work_order import listed

TYPES = {
    "csv": "text/csv; charset=utf-8",
    "jsonl": "application/jsonl; charset=utf-8",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}


def download(model_admin, request: HttpRequest, ending: str):
    """All claims of the list, in the columns of the exports of the API."""
    require(request, "claims.view_claim")
    if ending not in TYPES:
        raise Http404
    try:
        claims: Any = listed(model_admin, request, request.GET.urlencode())
    except IncorrectLookupParameters:
        return HttpResponseBadRequest("There is no list with these filters.")
    bodies = (body for _, body in cached_json.all_bodies(claims, request.user))
    name = f"claims.{ending}"
    if ending == "xlsx":
        hosted = (cached_json.at_host(body, request) for body in bodies)
        # Closed, and so deleted, with the response.
        out = tempfile.TemporaryFile()  # noqa: SIM115
        spreadsheet.write_xlsx(
            chain([columns.HEADER], map(columns.row_of, hosted)), out
        )
        out.seek(0)
        return FileResponse(
            out, as_attachment=True, filename=name, content_type=TYPES[ending]
        )
    if ending == "csv":
        head = export.csv_text([columns.HEADER])
        pieces = export.pieces_of(bodies, request, export.csv_of, head)
    else:
        pieces = export.pieces_of(bodies, request, export.lines_of)
    return StreamingHttpResponse(
        pieces,
        content_type=TYPES[ending],
        headers={"Content-Disposition": f'attachment; filename="{name}"'},
    )
