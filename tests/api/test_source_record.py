"""The record of a source: what it claims and reports, by what was concluded."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from claims.choices import EvidenceStatus
from claims.models import AttributionStep
from tests.api.conftest import AT
from tests.factories import (
    AppearanceFactory,
    AssessmentFactory,
    ClaimFactory,
    DocumentFactory,
    RevisionFactory,
    SourceFactory,
    UserFactory,
)

pytestmark = pytest.mark.django_db

NONE = dict.fromkeys(EvidenceStatus.values, 0)
HOUR = timedelta(hours=1)


@pytest.fixture
def mayor():
    return SourceFactory(name="Mayor")


@pytest.fixture
def paper():
    return SourceFactory(name="The Bridge")


@pytest.fixture
def revision(paper):
    return RevisionFactory(document=DocumentFactory(publisher=paper))


@pytest.fixture
def say(mayor, revision):
    """A claim of the mayor that the paper reports."""

    def say(status="unassessed", published=True, at=AT):
        claim = ClaimFactory(at=at)
        AppearanceFactory(claim=claim, revision=revision, claimant=mayor, at=at)
        if published:
            claim.publish(by=claim.created_by, at=at)
        if status != "unassessed":
            AssessmentFactory(claim=claim, to_status=status, at=at)
        return claim

    return say


def read(client, source, **query):
    answer = client.get(f"/api/v1/sources/{source.pk}/record/", query)
    assert answer.status_code == 200, answer.json()
    return answer.json()


def counts(**by_status):
    return {"total": sum(by_status.values()), "by_status": NONE | by_status}


def test_a_record_counts_claims_by_status_with_their_total(
    anonymous, say, mayor, paper
):
    for status in ("unassessed", "not_enough_evidence", "not_enough_evidence"):
        say(status)

    counted = counts(unassessed=1, not_enough_evidence=2)
    assert read(anonymous, mayor) == {
        "source": {
            "id": mayor.pk,
            "url": f"http://testserver/api/v1/sources/{mayor.pk}/",
            "name": "Mayor",
            "kind": "organization",
        },
        "as_claimant": counted,
        "as_reporting_source": counts(),
    }
    reported = read(anonymous, paper)
    assert (reported["as_claimant"], reported["as_reporting_source"]) == (
        counts(),
        counted,
    )


def test_a_claim_that_appears_twice_counts_once(anonymous, say, mayor, paper):
    claim = say()
    AppearanceFactory(claim=claim, claimant=mayor)

    assert read(anonymous, mayor)["as_claimant"] == counts(unassessed=1)


def test_its_own_voice_counts_on_both_sides(anonymous, paper, revision):
    claim = AppearanceFactory(
        revision=revision, steps=[AttributionStep((paper,))]
    ).claim
    claim.publish(by=claim.created_by)

    record = read(anonymous, paper)

    assert record["as_claimant"] == record["as_reporting_source"]
    assert record["as_claimant"] == counts(unassessed=1)


def test_there_is_no_rate(anonymous, say, mayor):
    say("not_enough_evidence")

    assert set(read(anonymous, mayor)["as_claimant"]) == {"total", "by_status"}


def test_what_is_not_published_counts_for_the_desk_only(anonymous, viewer, say, mayor):
    say()
    say("pending_outcome", published=False)

    assert read(anonymous, mayor)["as_claimant"] == counts(unassessed=1)
    assert read(viewer, mayor)["as_claimant"] == counts(unassessed=1, pending_outcome=1)


def test_as_of_a_moment_it_counts_what_was_known(anonymous, say, mayor):
    claim = say()
    claim.assess(
        "pending_outcome",
        rationale="So.",
        timing_reason="No day is named.",
        by=claim.created_by,
        at=AT + 2 * HOUR,
    )

    def known(hours):
        moment = (AT + hours * HOUR).isoformat()
        return read(anonymous, mayor, as_of=moment)["as_claimant"]

    assert known(-1) == counts()
    assert known(1) == counts(unassessed=1)
    assert known(2) == counts(pending_outcome=1)


def test_a_source_that_is_not_there_is_404(anonymous, say, mayor):
    for key in (999999, mayor.pk):
        answer = anonymous.get(f"/api/v1/sources/{key}/record/")
        assert answer.status_code == 404
        assert answer.json()["detail"] == f"Source {key} was not found."


@pytest.mark.parametrize("query", [{"as_of": "yesterday"}, {"status": "refuted"}])
def test_what_means_nothing_is_refused(anonymous, say, mayor, query):
    say()

    answer = anonymous.get(f"/api/v1/sources/{mayor.pk}/record/", query)

    assert answer.status_code == 400


def test_a_record_takes_as_many_queries_for_fifty_claims_as_for_one(
    anonymous, say, mayor
):
    # The feed; the source; what it claims; what it reports.
    say()
    with CaptureQueriesContext(connection) as for_one:
        read(anonymous, mayor)
    for _ in range(49):
        say()

    with CaptureQueriesContext(connection) as for_fifty:
        assert read(anonymous, mayor)["as_claimant"]["total"] == 50
    assert len(for_fifty) == len(for_one) == 4


def test_the_desk_shows_the_record_and_leads_to_the_claims(client, say, mayor):
    client.force_login(UserFactory(group="Viewer"))
    say("not_enough_evidence")
    say(published=False)
    source = client.get(reverse("admin:sources_source_change", args=[mayor.pk]))
    address = reverse("admin:claims_claim_source_record", args=[mayor.pk])
    assert f'href="{address}"' in source.content.decode()

    shown = client.get(address).content.decode()

    claims = reverse("admin:claims_claim_changelist")
    query = f"?claimant={mayor.pk}&amp;evidence_status__exact=not_enough_evidence"
    assert f'<a href="{claims}{query}">1</a>' in shown
    assert '<th scope="row">Total</th><td>2</td><td>0</td>' in shown
    listed = client.get(claims + query.replace("&amp;", "&")).content.decode()
    assert "1 claim" in listed


def test_who_may_not_see_claims_sees_no_record(client, mayor):
    client.force_login(UserFactory(is_staff=True))

    address = reverse("admin:claims_claim_source_record", args=[mayor.pk])
    assert client.get(address).status_code == 403
