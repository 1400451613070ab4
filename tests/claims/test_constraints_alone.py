"""Constraints that triggers stand before, with the triggers down."""

import hashlib

import pytest
from django.db import connection

from claims.models import Appearance, Assessment, Attribution, Claim, Evidence, Reliance
from sources.models import Revision, SourceAlias
from tests.database import refused
from tests.factories import AppearanceFactory, AssessmentFactory, EvidenceFactory
from tracker.common import triggers

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def rows():
    AppearanceFactory()
    AssessmentFactory(to_status="supported")
    EvidenceFactory()
    connection.check_constraints()
    triggers.remove(connection)


OTHER_TEXT = {"text": "Other.", "sha256": hashlib.sha256(b"Other.").hexdigest()}
UNIQUE = [
    (SourceAlias, "sourcealias_distinct|sourcealias.folded", {}),
    (Revision, "revision_number_unique|revision.number", OTHER_TEXT),
    (Revision, "revision_text_unique|revision.sha256", {"number": 2}),
    (Appearance, "appearance_unique|appearance.start", {}),
    (Attribution, "attribution_source_once_per_hop|attribution.position", {}),
    (Assessment, "assessment_number_unique|assessment.number", {}),
    (Reliance, "reliance_unique|reliance.assessment_id", {}),
]


@pytest.mark.parametrize(("model", "constraint", "change"), UNIQUE)
def test_the_same_row_twice_is_refused(model, constraint, change):
    row = model.objects.first()
    for name, value in {"pk": None, **change}.items():
        setattr(row, name, value)

    with refused(constraint):
        model.objects.bulk_create([row])


@pytest.mark.parametrize(
    ("model", "change", "constraint"),
    [
        (Appearance, {"end": 0}, "appearance_span"),
        (Appearance, {"exact": "shorter"}, "appearance_span"),
        (Assessment, {"from_status": "true"}, "assessment_from_known"),
        (Claim, {"evidence_status": "true"}, "claim_status_known"),
    ],
)
def test_a_row_that_breaks_a_rule_is_refused(model, change, constraint):
    with refused(constraint):
        model.objects.update(**change)


def test_a_revision_of_no_document_is_refused():
    with refused("evidence_revision_of_document"):
        Evidence.objects.update(revision=Revision.objects.first())
