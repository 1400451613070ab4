"""Claims from a file: looked at first, then recorded, all or none."""

import csv
import hashlib
import io
import json
from dataclasses import dataclass
from typing import Any

from django import forms
from django.contrib import messages
from django.core import signing
from django.core.exceptions import ValidationError
from django.db import Error, transaction
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import reverse

from tracker.accounts.models import IdempotencyKey
from tracker.common.database_errors import sentence_of
from tracker.common.desk.pages import require
from tracker.common.transactions import serialized_write

from ..exchange import columns, named_rows, spreadsheet
from ..exchange.claim_body import MAX_CLAIMS, RecordManySerializer, read
from ..models import Claim, Draft
from ..verbs.create import MAX_PROBLEMS
from .export import TYPES

SALT = "claims.import"
KEY = "import-"
KEPT_FOR = 60 * 60
# What is sent back with the confirmation; Django takes a little more.
MAX_KEPT = 1000 * 1000
SHOWN = 50


@dataclass(frozen=True)
class RowError:
    """What is wrong with a row of the file."""

    row: int
    column: str
    sentence: str


@dataclass(frozen=True)
class Sheet:
    """The rows of a file, with their numbers in it; ``is_table`` is not JSON Lines."""

    rows: list[tuple[int, Any]]
    is_table: bool

    def digest(self) -> str:
        """SHA-256 of what the file says."""
        told = json.dumps([self.is_table, self.rows])
        return hashlib.sha256(told.encode()).hexdigest()

    def drafts(self, reader) -> list[Draft]:
        given = [row for _, row in self.rows]
        if self.is_table:
            return columns.drafts(given, reader)
        bodies = read({"claims": given}, RecordManySerializer)["claims"]
        return named_rows.drafts(bodies, reader, path="claims")

    def record(self, *, by) -> int:
        """Record the claims, all or none; return how many.

        Raises:
            ValidationError: see :meth:`Claim.record_many`.
        """
        drafts = self.drafts(by)
        return len(Claim.record_many(drafts, by=by, path="claims"))

    def try_out(self, *, by) -> None:
        """Record the claims and take it all back. Raises as :meth:`record` does."""
        with serialized_write():
            self.record(by=by)
            transaction.set_rollback(True)

    def row_errors(self, error: ValidationError) -> list[RowError]:
        """What is wrong by the rows of the file."""
        if not hasattr(error, "error_dict"):
            return [RowError(0, "", one) for one in error.messages]
        found = []
        for path, errors in error.message_dict.items():
            _, _, rest = path.partition(".")
            index, _, way = rest.partition(".")
            number, row = 0, ()
            if index.isdigit() and int(index) < len(self.rows):
                number, row = self.rows[int(index)]
            if self.is_table and way not in row:
                way = columns.column_of(way)
            found += [RowError(number, way, sentence) for sentence in errors]
        return sorted(found, key=lambda trouble: trouble.row)


class UploadForm(forms.Form):
    file = forms.FileField(
        help_text=f"CSV, Excel (.xlsx) or JSON Lines, with up to {MAX_CLAIMS:,} claims."
    )

    def clean(self) -> dict:
        given = super().clean() or {}
        file = given.get("file")
        if file:
            content = file.read(spreadsheet.MAX_BYTES + 1)
            rows = spreadsheet.read(file.name, content, MAX_CLAIMS)
            self.sheet = Sheet(rows, not file.name.lower().endswith(".jsonl"))
        return given


def upload(model_admin, request: HttpRequest) -> HttpResponse:
    """The file is read and tried out; what would come of it is shown, and confirmed."""
    require(request, "claims.add_claim")
    if "_confirm" in request.POST:
        return _confirm(model_admin, request)
    context: dict[str, Any] = {}
    form = UploadForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        context = _preview(request, form)
    return TemplateResponse(
        request,
        "desk/import.html",
        {
            **model_admin.admin_site.each_context(request),
            "opts": model_admin.opts,
            "title": "Import claims",
            "form": form,
            "columns": columns.IMPORTED.values(),
            "media": model_admin.media,
            **context,
        },
    )


def template(model_admin, request: HttpRequest, ending: str) -> HttpResponse:
    """An empty table with the columns that are known."""
    require(request, "claims.add_claim")
    if ending == "csv":
        text = io.StringIO()
        csv.writer(text).writerow(columns.IMPORTED)
        content = text.getvalue().encode()
    elif ending == "xlsx":
        out = io.BytesIO()
        spreadsheet.write_xlsx([columns.IMPORTED], out)
        content = out.getvalue()
    else:
        raise Http404
    name = f'attachment; filename="claims-template.{ending}"'
    return HttpResponse(
        content,
        content_type=TYPES[ending],
        headers={"Content-Disposition": name},
    )


def _preview(request, form: UploadForm) -> dict:
    sheet = form.sheet
    try:
        sheet.try_out(by=request.user)
    except ValidationError as error:
        return {"row_errors": sheet.row_errors(error), "most": MAX_PROBLEMS}
    except Error as error:
        form.add_error("file", sentence_of(error))
        return {}
    # Only now: whoever was recording them while they were tried out is done.
    before = _recorded(sheet).last()
    known = before.pk if before else 0
    kept = signing.dumps(
        [request.user.pk, known, sheet.is_table, sheet.rows], salt=SALT, compress=True
    )
    if len(kept) > MAX_KEPT:
        form.add_error("file", "The file is too large: split it.")
        return {}
    return {
        "sheet": sheet,
        "before": before,
        "kept": kept,
        "shown": [(number, _told(row)) for number, row in sheet.rows[:SHOWN]],
        "more": max(0, len(sheet.rows) - SHOWN),
    }


def _told(row: dict) -> dict:
    """What the preview shows of a row, whichever kind it is of."""
    first = (row.get("appearances") or [{}])[0]
    return {"exact": first.get("exact", ""), **row}


def _confirm(model_admin, request: HttpRequest) -> HttpResponse:
    again = HttpResponseRedirect(reverse("admin:claims_claim_import"))
    kept = request.POST.get("kept", "")
    try:
        user, known, is_table, rows = signing.loads(kept, salt=SALT, max_age=KEPT_FOR)
    except signing.BadSignature:
        user = None
    if user != request.user.pk:
        messages.error(request, "That was too long ago: choose the file again.")
        return again
    sheet = Sheet([(number, row) for number, row in rows], is_table)
    done = HttpResponseRedirect(reverse("admin:claims_claim_changelist"))
    try:
        with serialized_write():
            # Confirmed twice, by a double click say, it is recorded once.
            key, is_new = IdempotencyKey.objects.get_or_create(
                user=request.user,
                key=KEY + hashlib.sha256(kept.encode()).hexdigest(),
                defaults={"request_digest": sheet.digest()},
            )
            earlier = _recorded(sheet).filter(pk__gt=known).exclude(pk=key.pk).last()
            if is_new and earlier:
                key.delete()
            elif is_new:
                count = sheet.record(by=request.user)
                key.answer_with(done)
    except ValidationError as error:
        for trouble in sheet.row_errors(error)[:SHOWN]:
            messages.error(
                request, f"Row {trouble.row}, {trouble.column}: {trouble.sentence}"
            )
        return again
    if not is_new:
        messages.info(request, "These claims had been recorded already.")
    elif earlier:
        sentence = f"{earlier.user} has recorded the same claims meanwhile."
        messages.error(request, f"{sentence} To record them again, choose the file.")
        return again
    else:
        noun = "claim is" if count == 1 else "claims are"
        messages.success(request, f"{count:,} {noun} recorded, not published yet.")
    return done


def _recorded(sheet: Sheet) -> QuerySet[IdempotencyKey]:
    """How often just these rows were recorded of late, by whomever."""
    keys = IdempotencyKey.objects.filter(
        key__startswith=KEY, request_digest=sheet.digest()
    )
    return keys.select_related("user").order_by("pk")
