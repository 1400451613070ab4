"""The numbered canonical forms: rows written in an earlier one hold for ever."""

import re
from dataclasses import replace

import pytest
from django.conf import settings

from claims import ledger
from claims.models import Assessment, ClaimVersion, Evidence, canonical_forms
from claims.models.canonical_forms import FORMS, NEWEST
from claims.models.version import FACTS
from claims.verbs import change
from tests.database import execute, without_triggers
from tests.factories import AppearanceFactory, AssessmentFactory, EvidenceFactory
from tracker.common.canonical import digest

pytestmark = pytest.mark.django_db

LATER = NEWEST + 1

# Released forms: never edit one of these lines, add a form instead.
RELEASED = {
    1: "fddc8b0317e5f7a4585d441ec4ebf23b2c164b3a5400a7c4e9ee6faf82bdcc46",
    2: "08e9eb63eb0645260bcc18c1140d3903e82e033137ed39b4b232a6ecfb793096",
    3: "d6a93eab89cf2bad2ccff299965b833353f2e8933ac4eff6395297a9995b4711",
    4: "c8108fade3775c2b9649037979fca2a2af8d1b25020099048394562be948a55f",
}


def described(number: int) -> str:
    form = FORMS[number]
    return digest(
        {
            "version": list(form.version),
            "assessment": dict(form.assessment),
            "evidence": dict(form.evidence),
            "events": {name: list(columns) for name, columns in form.events.items()},
        }
    )


@pytest.fixture
def claim():
    claim = AssessmentFactory().claim
    AppearanceFactory(claim=claim)
    EvidenceFactory(claim=claim)
    return claim


@pytest.fixture
def next_form(monkeypatch):
    """A later release, which records one more column of each version."""
    newest = FORMS[NEWEST]
    without = tuple(name for name in FACTS if name != "context")
    monkeypatch.setitem(FORMS, NEWEST, replace(newest, version=without))
    later = replace(newest, defaults=newest.defaults | {"context": ""})
    monkeypatch.setitem(FORMS, LATER, later)

    def upgrade():
        for module in (change, canonical_forms):
            monkeypatch.setattr(module, "NEWEST", LATER)

    return upgrade


@pytest.mark.parametrize("number", FORMS)
def test_released_form_is_what_it_was(number):
    assert described(number) == RELEASED[number]


def test_newest_form_covers_every_column_of_a_version():
    assert set(FORMS[NEWEST].version) == set(FACTS)


@pytest.mark.parametrize(
    ("model", "left_out"),
    [
        (Assessment, {"id", "digest", "evidence_count"}),
        (
            Evidence,
            {"id", "digest", "revision_id", "withdrawn_at", "withdrawn_by_id"}
            | {"withdrawal_reason"},
        ),
    ],
)
def test_newest_form_covers_every_column_of_a_row(model, left_out):
    columns = {field.attname for field in model._meta.concrete_fields} - left_out
    keys = getattr(FORMS[NEWEST], model._meta.model_name)
    assert set(keys.values()) - {"revision__sha256"} == columns


def test_documentation_lists_the_fields_of_each_form():
    text = (settings.BASE_DIR / "docs/ledger.md").read_text()
    rows = re.findall(r"^\| (\d+) \| (`form`.*) \|$", text, re.MULTILINE)
    listed = {int(number): set(re.findall(r"`(\w+)`", row)) for number, row in rows}
    assert listed == {
        number: {*form.assessment, "evidence"} for number, form in FORMS.items()
    }


def test_rows_of_an_earlier_form_hold_after_an_upgrade(next_form, claim):
    kept = ledger.checkpoint()
    next_form()
    claim.edit(context="Recorded since the upgrade.", by=claim.created_by)
    assert set(claim.versions.values_list("form", flat=True)) == {NEWEST, LATER}
    assert list(ledger.verify()) == []
    assert list(ledger.verify_against(kept)) == []


def test_column_of_a_later_form_cannot_be_slipped_into_an_earlier_row(next_form, claim):
    next_form()
    with without_triggers():
        execute("UPDATE claims_claimversion SET context = 'x' WHERE version = 1")
    assert "a column that its form lacks" in str(next(ledger.verify()))


def test_form_that_this_release_does_not_know_is_named(claim):
    with without_triggers():
        execute("UPDATE claims_claimversion SET form = 9 WHERE version = 1")
    assert "does not know form 9" in str(next(ledger.verify()))


@pytest.mark.parametrize("model", [Assessment, Evidence])
def test_form_of_a_row_cannot_be_changed_unnoticed(claim, model):
    with without_triggers():
        execute(f"UPDATE {model._meta.db_table} SET form = 9")
    assert list(ledger.verify())
    assert ClaimVersion.objects.exists()
