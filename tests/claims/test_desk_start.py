"""The start page of the desk: what waits for whom."""

import datetime
import re

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from claims.desk import my_work
from claims.models import Claim
from claims.reading.document_counts import newest_documents
from tests.factories import (
    AppearanceFactory,
    ClaimFactory,
    DocumentFactory,
    EvidenceFactory,
    RevisionFactory,
    UserFactory,
)

pytestmark = pytest.mark.django_db
START = "/admin/"


def shown(client) -> dict[str, tuple[str, str]]:
    """The kinds of work that the page shows: the number and the way to the list."""
    page = client.get(START).content.decode()
    found = re.findall(r'<a href="([^"]+)"><b>([^<]+)</b> ([^<]+)</a>', page)
    return {label: (count, href.replace("&amp;", "&")) for href, count, label in found}


def listed(client, href: str) -> set[Claim]:
    return set(client.get(href).context["cl"].queryset)


def test_where_nothing_waits_it_says_so(client, editor):
    page = client.get(START).content.decode()
    assert "You have no open work." in page
    assert "No articles with claims yet." in page
    assert 'href="/admin/claims/claim/"' in page


def test_each_number_leads_to_just_those_claims(client, editor, settings):
    mine = AppearanceFactory(claim=ClaimFactory()).claim
    mine.assign(editor, by=editor)
    due = ClaimFactory(due_on=timezone.localdate() - datetime.timedelta(days=1))
    done = ClaimFactory(evidence_status="not_enough_evidence", published=True)
    quoted = ClaimFactory(evidence_status="not_enough_evidence")
    revision = RevisionFactory()
    AppearanceFactory(claim=quoted, revision=revision)
    revision.document.capture("Nothing of it is left.", by=editor)
    settings.FOUR_EYES = True
    theirs, own = ClaimFactory(), ClaimFactory()
    for claim, by in [(theirs, UserFactory()), (own, editor)]:
        claim.assess("not_checkable", rationale="So.", by=by)

    found = shown(client)
    wanted = {
        "Proposals to review": {theirs},
        "Ready to check": {due},
        "Assigned to you, open": {mine},
        "Assigned to you, flagged": {mine},
        "Broken quotations": {quoted},
        "Unassigned, open": {due, theirs, own},
        "Unpublished": {mine, due, quoted, theirs, own},
    }
    assert found.keys() == wanted.keys()
    for label, claims in wanted.items():
        count, href = found[label]
        assert count == str(len(claims)), label
        assert listed(client, href) == claims, label
    assert done not in set().union(*wanted.values())


def test_one_is_shown_what_one_may_do_something_about(client):
    ClaimFactory()
    client.force_login(UserFactory(group="Viewer"))
    assert shown(client) == {}
    client.force_login(UserFactory(group="Reviewer"))
    assert list(shown(client)) == ["Unassigned, open"]


def test_who_may_not_see_claims_is_shown_none(client):
    ClaimFactory()
    client.force_login(UserFactory(is_staff=True))
    page = client.get(START).content.decode()
    assert "Your work" not in page


def test_counting_stops_at_more_than_anybody_does(client, editor, monkeypatch):
    monkeypatch.setattr(my_work, "MAX_COUNT", 2)
    for _ in range(4):
        ClaimFactory()
    assert shown(client)["Unpublished"][0] == "more than 2"


def test_a_quote_in_other_typography_is_broken_and_an_exact_one_is_not(editor):
    exact, other = RevisionFactory(text="“It rained.”"), RevisionFactory(text="“Snow.”")
    for revision, words in [(exact, "It rained"), (other, "“Snow")]:
        AppearanceFactory(claim=ClaimFactory(), revision=revision, exact=words)
    exact.document.capture("“It rained.” Again.", by=editor)
    other.document.capture('"Snow." Again.', by=editor)
    [broken] = Claim.objects.with_broken_quote()
    assert broken.appearances.get().exact == "“Snow"


def test_the_documents_are_drawn_with_their_statuses_and_told_in_a_table(
    client, editor
):
    revision = RevisionFactory(document=DocumentFactory(title="Bridges <b>shut</b>"))
    for status in ("supported", "supported", "unassessed"):
        claim = ClaimFactory(evidence_status=status)
        AppearanceFactory(claim=claim, revision=revision)
    page = client.get(START).content.decode()
    assert "Bridges &lt;b&gt;shut&lt;/b&gt;" in page
    [bar] = re.findall(r'<svg class="status-bar".*?</svg>', page)
    assert "Of 3 claims: 1 unassessed, 2 supported." in bar
    row = re.search(r"<tbody>(.*?)</tbody>", page, re.DOTALL)
    assert re.findall(r"<td>(\d+)</td>", row[1]) == [
        "1",
        "0",
        "2",
        "0",
        "0",
        "0",
        "0",
        "3",
    ]


def test_a_claim_is_counted_once_in_a_document_however_often_it_appears():
    claim = ClaimFactory()
    first = RevisionFactory()
    AppearanceFactory(claim=claim, revision=first)
    AppearanceFactory(claim=claim, revision=first, exact="The mayor said")
    AppearanceFactory(claim=claim)
    assert [one.total for one in newest_documents()] == [1, 1]


def test_the_page_takes_as_many_queries_for_much_as_for_little(client, editor):
    # Session, account, two of permissions; a count for each kind of work; documents,
    # their claims; the log of the admin.
    def queries() -> int:
        with CaptureQueriesContext(connection) as captured:
            assert client.get(START).status_code == 200
        return len(captured)

    def add():
        claim = AppearanceFactory(claim=ClaimFactory()).claim
        EvidenceFactory(claim=claim)
        claim.refresh_from_db()
        claim.assign(editor, by=editor)

    add()
    queries()
    alone = queries()
    for _ in range(12):
        add()
    assert queries() == alone <= 15


def test_reviewer_sees_the_tables_of_daily_work_first(client):
    client.force_login(UserFactory(group="Editor"))

    shown = client.get("/admin/")

    daily = [row["object_name"] for row in shown.context["daily_work"]]
    rest = {row["object_name"] for row in shown.context["administration"]}
    assert daily == ["Claim", "Document", "Source", "Series"]
    assert {"Assessment", "Evidence"} <= rest
    assert "New article" in shown.content.decode()


def test_viewer_is_offered_no_new_article(client):
    client.force_login(UserFactory(group="Viewer"))

    assert "New article" not in client.get("/admin/").content.decode()
