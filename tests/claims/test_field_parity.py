"""Every editable field of the models is on every surface, or left out for a reason.

This test fails for each surface that a new field is missing on.
"""

import re
from dataclasses import dataclass, fields

import pytest
from django.conf import settings
from django.db.models import Field
from django.utils import timezone

from claims.api.input_serializers import (
    AddAppearanceSerializer,
    AddEvidenceSerializer,
    EditSerializer,
    SetQuantitySerializer,
)
from claims.api.serializers import (
    AppearanceSerializer,
    AttributionSerializer,
    ClaimSerializer,
    EvidenceSerializer,
    QuantitySerializer,
    SelectorSerializer,
)
from claims.desk.appearance_forms import AddClaimForm, AppearanceForm
from claims.desk.attribution_field import AttributionStepForm
from claims.desk.claim_forms import EditClaimForm, QuantityForm
from claims.desk.evidence_forms import EvidenceForm
from claims.exchange.claim_body import (
    AppearanceInputSerializer,
    AttributionStepSerializer,
    EvidenceInputSerializer,
    QuantityInputSerializer,
    RecordSerializer,
)
from claims.exchange.columns import TABLE
from claims.exchange.seed_body import (
    SeedAppearanceSerializer,
    SeedClaimSerializer,
    SeedEvidenceSerializer,
    SeedQuantitySerializer,
    SeedStepSerializer,
)
from claims.models import (
    Appearance,
    Attribution,
    AttributionStep,
    Claim,
    ClaimVersion,
    Evidence,
    NewAppearance,
    Quantity,
)
from claims.models.canonical_forms import FORMS, NEWEST
from claims.triggers import TRIGGERS

FORM = FORMS[NEWEST]
# Names on a surface, with those of the model.
RENAMED = {"sources": "source", "steps": "attributions"}


@dataclass(frozen=True)
class Surface:
    """The fields on a surface, and those left out with their reasons."""

    name: str
    has: set[str]
    without: dict[str, str]


def surface(name: str, has, **without: str) -> Surface:
    named = {one.removesuffix("_id") for one in has}
    return Surface(name, {RENAMED.get(one, one) for one in named}, without)


def columns(attribute: str, place: str = "") -> set[str]:
    """The keys at *place* that columns of a table export or import."""
    paths = [getattr(column, attribute) for column in TABLE]
    # A row that is named there has its name or title shown.
    places = [re.sub(r"\.(name|title)$", "", path).rpartition(".") for path in paths]
    return {key for part, _, key in places if part == place}


def guarded(trigger: str) -> set[str]:
    """The columns that *trigger* watches."""
    (event,) = [one.event for one in TRIGGERS if one.name == trigger]
    return set(re.findall(r"\w+", event.partition(" OF ")[2]))


def shown(page: str) -> set[str]:
    """The fields of a claim in a template."""
    text = (settings.BASE_DIR / "templates" / page).read_text(encoding="utf-8")
    return set(re.findall(r"\bclaim\.(?:get_)?(\w+?)(?:_display)?\b", text))


OF_CLAIM = "It is the claim that it stands in."
QUOTED_WHOLE = "The words are quoted with what stands around them."
END = "It follows from the start and the words."
NEWEST_TEXT = "The newest text is quoted."
ONE_DOCUMENT = "The words of a seed file are those of its document."
CHAIN = {"appearance": "It is the appearance that it stands in."}
ORDER = CHAIN | {"position": "The steps stand in order."}
DISPUTED = dict.fromkeys(
    ("is_claimant", "dispute", "dispute_reason", "dispute_evidence"),
    "Attributions are disputed by a verb of their own.",
)
PLACED = {"claim": OF_CLAIM, "end": END}
FOUND = {"claim": OF_CLAIM, "appearance": "It is found by the wording."}

# Not to be looked for in the database: whether it was once published.
PUBLIC = Claim(published_at=timezone.now())

SURFACES: dict[type, list[Surface]] = {
    Claim: [
        surface("verbs", Claim.EDITABLE),
        surface("body that records", RecordSerializer().fields),
        surface("body that edits", EditSerializer().fields),
        surface("answer", ClaimSerializer().fields),
        surface("columns of exports", columns("exported")),
        surface("columns of imports", columns("imported")),
        surface("desk, added", AddClaimForm().fields),
        surface(
            "desk, edited",
            EditClaimForm(claim=PUBLIC).fields,
        ),
        surface("seed file", SeedClaimSerializer().fields),
        surface("version", {one.name for one in ClaimVersion._meta.fields}),
        surface("trigger of the claim", guarded("claim_version")),
        surface("trigger of the version", guarded("claimversion_kept")),
        surface("ledger", FORM.version),
        surface(
            "page for readers",
            shown("pages/claim.html"),
            priority="It only orders lists.",
        ),
        surface("page of the desk", shown("desk/claim.html")),
    ],
    Appearance: [
        surface("verbs", {one.name for one in fields(NewAppearance)}, **PLACED),
        surface("body", AppearanceInputSerializer().fields, **PLACED),
        surface("body that adds", AddAppearanceSerializer().fields, **PLACED),
        surface(
            "answer",
            {*AppearanceSerializer().fields, *SelectorSerializer().fields},
            claim=OF_CLAIM,
        ),
        surface(
            "columns of exports",
            columns("exported", "appearances.0")
            | columns("exported", "appearances.0.selector"),
            **PLACED,
            revision="A reader of a table looks the words up in the document.",
            prefix=QUOTED_WHOLE,
            suffix=QUOTED_WHOLE,
            start=QUOTED_WHOLE,
        ),
        surface(
            "columns of imports",
            columns("imported", "appearances.0"),
            **PLACED,
            revision=NEWEST_TEXT,
            start="A person does not count characters.",
        ),
        surface("desk", AppearanceForm.base_fields, **PLACED, revision=NEWEST_TEXT),
        surface(
            "seed file",
            SeedAppearanceSerializer().fields,
            **PLACED,
            revision=ONE_DOCUMENT,
        ),
        surface("trigger", guarded("appearance_stays")),
        surface("ledger", FORM.events["appearance"]),
    ],
    Attribution: [
        surface(
            "verbs",
            {one.name for one in fields(AttributionStep)},
            **ORDER,
            is_claimant="It follows from the disputes.",
        ),
        surface("body", AttributionStepSerializer().fields, **ORDER, **DISPUTED),
        surface("answer", AttributionSerializer().fields, **CHAIN),
        surface(
            "columns of imports",
            columns("imported", "appearances.0.attributions.0"),
            **ORDER,
            **DISPUTED,
        ),
        surface("desk", AttributionStepForm.base_fields, **ORDER, **DISPUTED),
        surface("seed file", SeedStepSerializer().fields, **ORDER, **DISPUTED),
        surface("ledger", FORM.events["attribution"]),
    ],
    Quantity: [
        surface("verbs", Quantity.STATED, **FOUND),
        surface("body", QuantityInputSerializer().fields, **FOUND),
        surface("body that sets", SetQuantitySerializer().fields, claim=OF_CLAIM),
        surface("answer", QuantitySerializer().fields, **FOUND),
        surface(
            "columns of exports",
            columns("exported", "quantity"),
            **FOUND,
        ),
        surface("columns of imports", columns("imported", "quantity"), **FOUND),
        surface("desk", QuantityForm.base_fields, claim=OF_CLAIM),
        surface("seed file", SeedQuantitySerializer().fields, **FOUND),
        surface("trigger", guarded("quantity_stays")),
        surface("ledger", FORM.events["quantity"]),
    ],
    Evidence: [
        surface("verbs", Evidence.STATED, claim=OF_CLAIM),
        surface("body", EvidenceInputSerializer().fields, claim=OF_CLAIM),
        surface("body that adds", AddEvidenceSerializer().fields, claim=OF_CLAIM),
        surface("answer", EvidenceSerializer().fields, claim=OF_CLAIM),
        surface(
            "desk",
            EvidenceForm.base_fields,
            claim=OF_CLAIM,
            revision=NEWEST_TEXT,
        ),
        surface(
            "seed file",
            SeedEvidenceSerializer().fields,
            claim=OF_CLAIM,
            document=ONE_DOCUMENT,
            revision=ONE_DOCUMENT,
        ),
        surface("trigger", guarded("evidence_stated")),
        surface("ledger", {path.partition("__")[0] for path in FORM.evidence.values()}),
    ],
}
CASES = [(model, one) for model, known in SURFACES.items() for one in known]


def given(model) -> set[str]:
    """The editable fields of *model*."""
    stored: list[Field] = list(model._meta.fields)
    return {one.name for one in stored if one.editable and not one.primary_key}


def forgotten(names: set[str], where: Surface) -> set[str]:
    """Missing fields without a reason, and reasons for fields that are not missing."""
    return (names - where.has) ^ set(where.without)


@pytest.mark.parametrize(
    ("model", "where"),
    CASES,
    ids=[f"{model.__name__}: {one.name}" for model, one in CASES],
)
def test_surface_has_every_field(model, where):
    assert forgotten(given(model), where) == set()


@pytest.mark.parametrize("model", SURFACES, ids=lambda model: model.__name__)
def test_field_of_the_model_only_is_missed_on_each_surface(model):
    names = given(model) | {"headline"}

    assert [forgotten(names, one) for one in SURFACES[model]] == [
        {"headline"} for _ in SURFACES[model]
    ]
