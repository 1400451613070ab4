"""Import of claims from a file: a preview first, then all claims or none."""

import csv
import hashlib
import io

from django import forms
from django.contrib import messages
from django.core import signing
from django.core.exceptions import ValidationError
from django.db import Error
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse

from tracker.accounts.models import IdempotencyKey
from tracker.common.desk.pages import DeskPage
from tracker.common.errors import sentence_of
from tracker.common.transactions import serialized_write

from ..exchange import columns, spreadsheet
from ..exchange.claim_body import MAX_CLAIMS
from ..exchange.claim_files import FORMATS
from ..verbs.create import MAX_ERRORS
from . import permissions
from .import_sheet import Sheet

SALT = "claims.import"
KEY_PREFIX = "import-"
CONFIRM_WITHIN = 60 * 60
# Characters sent back with the confirmation; Django takes a little more.
MAX_SIGNED = 1000 * 1000
MAX_ROWS_SHOWN = 50
# The checkbox to import also what is recorded already.
AGAIN = "again"


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


class ImportPage(DeskPage):
    """Tries a file out, shows a preview or errors, and imports it when confirmed."""

    permissions = (permissions.ADD,)
    title = "Import claims"

    def get(self, request: HttpRequest, **kwargs) -> HttpResponse:
        return self.show(UploadForm())

    def post(self, request: HttpRequest, **kwargs) -> HttpResponse:
        if "_confirm" in request.POST:
            return _confirm(request)
        form = UploadForm(request.POST, request.FILES)
        return self.show(form, **(_preview(request, form) if form.is_valid() else {}))

    def show(self, form: UploadForm, **context) -> HttpResponse:
        known = columns.IMPORTED.values()
        return self.render("desk/import.html", form=form, columns=known, **context)


class ImportTemplate(DeskPage):
    """Sends an empty table with the columns of an import."""

    permissions = (permissions.ADD,)

    def get(self, request: HttpRequest, ending: str) -> HttpResponse:
        if ending == "csv":
            text = io.StringIO()
            csv.writer(text).writerow(columns.IMPORTED)
            content = text.getvalue().encode()
        elif ending == "xlsx":
            out = io.BytesIO()
            spreadsheet.write_xlsx([columns.IMPORTED], out)
            content = out.getvalue()
        else:
            raise Http404(f"There is no template in the format {ending}.")
        name = f'attachment; filename="claims-template.{ending}"'
        return HttpResponse(
            content,
            content_type=FORMATS[ending].content_type,
            headers={"Content-Disposition": name},
        )


def _preview(request, form: UploadForm) -> dict:
    sheet = form.sheet
    try:
        duplicates = sheet.try_out(by=request.user)
    except ValidationError as error:
        return {"row_errors": sheet.row_errors(error), "most": MAX_ERRORS}
    except Error as error:
        form.add_error("file", sentence_of(error))
        return {}
    # After the trial, so that an import that ran meanwhile is found too.
    before = _recorded(sheet).last()
    known = before.pk if before else 0
    signed = signing.dumps(
        [request.user.pk, known, sheet.is_table, sheet.rows], salt=SALT, compress=True
    )
    if len(signed) > MAX_SIGNED:
        form.add_error("file", "The file is too large. Split it into smaller files.")
        return {}
    return {
        "sheet": sheet,
        "before": before,
        "new": len(sheet.rows) - len({one.index for one in duplicates}),
        "duplicates": sheet.duplicate_rows(duplicates, most=MAX_ROWS_SHOWN),
        "known": len({one.index for one in duplicates}),
        "signed": signed,
        "shown": [(number, _shown(row)) for number, row in sheet.rows[:MAX_ROWS_SHOWN]],
        "more": max(0, len(sheet.rows) - MAX_ROWS_SHOWN),
    }


def _shown(row: dict) -> dict:
    """A row of a table or of JSON Lines, as the preview shows it."""
    first = (row.get("appearances") or [{}])[0]
    return {"exact": first.get("exact", ""), **row}


def _confirm(request) -> HttpResponse:
    again = HttpResponseRedirect(reverse("admin:claims_claim_import"))
    signed = request.POST.get("signed", "")
    try:
        user, known, is_table, rows = signing.loads(
            signed, salt=SALT, max_age=CONFIRM_WITHIN
        )
    except signing.BadSignature:
        user = None
    if user != request.user.pk:
        messages.error(request, "The preview has expired. Choose the file again.")
        return again
    sheet = Sheet([(number, row) for number, row in rows], is_table)
    done = HttpResponseRedirect(reverse("admin:claims_claim_changelist"))
    try:
        with serialized_write():
            # A double click confirms twice, but imports once.
            key, is_new = IdempotencyKey.objects.get_or_create(
                user=request.user,
                key=KEY_PREFIX + hashlib.sha256(signed.encode()).hexdigest(),
                defaults={"request_digest": sheet.digest()},
            )
            earlier = _recorded(sheet).filter(pk__gt=known).exclude(pk=key.pk).last()
            if is_new and earlier:
                key.delete()
            elif is_new:
                count, duplicates = sheet.record(
                    by=request.user, again=AGAIN in request.POST
                )
                key.answer_with(done)
    except ValidationError as error:
        for one in sheet.row_errors(error)[:MAX_ROWS_SHOWN]:
            messages.error(request, f"Row {one.row}, {one.column}: {one.sentence}")
        return again
    if not is_new:
        messages.info(request, "These claims have already been imported.")
    elif earlier:
        sentence = f"{earlier.user} has imported the same claims meanwhile."
        messages.error(request, f"{sentence} To import them again, choose the file.")
        return again
    else:
        noun = "claim" if count == 1 else "claims"
        left_out = len({one.index for one in duplicates})
        rows = f" {left_out:,} left out: already recorded." if left_out else ""
        sentence = f"{count:,} {noun} imported, not published yet.{rows}"
        messages.success(request, sentence)
    return done


def _recorded(sheet: Sheet) -> QuerySet[IdempotencyKey]:
    """Recent imports of exactly these rows, by anybody."""
    keys = IdempotencyKey.objects.filter(
        key__startswith=KEY_PREFIX, request_digest=sheet.digest()
    )
    return keys.select_related("user").order_by("pk")
