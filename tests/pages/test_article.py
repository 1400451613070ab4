"""The article: its text with the claims marked."""

import re
from datetime import UTC, date, datetime
from html import unescape

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from claims.reading import change_log
from claims.reading.marked_text import direction
from sources.models import Passage
from tests.factories import (
    AppearanceFactory,
    ClaimFactory,
    DocumentFactory,
    EvidenceFactory,
    RevisionFactory,
    SourceFactory,
    UserFactory,
)

pytestmark = pytest.mark.django_db

TEXT = "Twelve bridges were closed. The mayor said so.\n\nView of a bridge.\n"
EARLY = datetime(2022, 1, 13, 8, tzinfo=UTC)


@pytest.fixture
def revision():
    return RevisionFactory(text=TEXT, at=EARLY)


def claim_in(revision, exact: str, *, published=True, at=EARLY, **fields):
    claim = ClaimFactory(at=at, **fields)
    AppearanceFactory(claim=claim, revision=revision, exact=exact, at=at)
    if published:
        claim.publish(by=claim.created_by, at=at)
    return claim


def page_of(client, revision, query: str = "") -> str:
    response = client.get(f"/documents/{revision.document_id}/{query}")
    assert response.status_code == 200
    return response.content.decode()


def text_of(page: str) -> str:
    """What a reader reads of the text, marks and what is only told left out."""
    [text] = re.findall(r'<article id="text".*?</article>', page, re.S)
    text = re.sub(r'<span class="visually-hidden">.*?</span>', "", text)
    return unescape(re.sub(r"<[^>]*>", "", text)).strip()


def marks_of(page: str) -> list[str]:
    return [unescape(words) for words in re.findall(r"<mark>(.*?)</mark>", page)]


def test_the_words_of_a_claim_are_marked_with_its_status(client, revision):
    claim = claim_in(revision, "bridges were closed", evidence_status="supported")
    page = page_of(client, revision)
    assert marks_of(page) == ["bridges were closed"]
    assert 'class="mark status-supported"' in page
    assert '<span class="visually-hidden"> (Supported)</span>' in page
    assert f'id="words-{claim.pk}"' in page


def test_the_text_stays_verbatim(client, revision):
    claim_in(revision, "Twelve bridges were closed. The mayor said so.")
    claim_in(revision, "bridges were closed")
    claim_in(revision, "closed. The mayor")
    assert text_of(page_of(client, revision)).split() == TEXT.split()


def test_a_text_cannot_become_markup(client):
    hostile = 'A <script>alert("x")</script> & <b>bridge</b> \u202ewas closed.'
    revision = RevisionFactory(text=hostile, at=EARLY)
    claim_in(revision, '<script>alert("x")</script>', text="It is <i>so</i>.")
    page = page_of(client, revision)
    assert "<script>alert" not in page
    assert "<i>so</i>" not in page
    assert marks_of(page) == ['<script>alert("x")</script>']


def test_what_is_not_published_is_not_marked(client, revision):
    claim_in(revision, "bridges were closed")
    claim_in(revision, "The mayor said so", published=False)
    assert marks_of(page_of(client, revision)) == ["bridges were closed"]


def test_the_desk_sees_drafts_and_that_they_are_drafts(client, revision):
    claim_in(revision, "The mayor said so", published=False)
    client.force_login(UserFactory(group="Viewer"))
    page = page_of(client, revision)
    assert marks_of(page) == ["The mayor said so"]
    assert "not published" in page


def test_a_chosen_claim_is_shown_beside_the_text(client, revision):
    claim = claim_in(revision, "bridges were closed", evidence_status="supported")
    EvidenceFactory(claim=claim, stance="refutes", note="One was open.", quote="")
    page = page_of(client, revision, f"?claim={claim.pk}")
    assert "Nobody else was there." in page
    assert "One was open." in page
    assert 'aria-current="true"' in page


def test_claims_in_the_same_words_lead_to_each_other(client, revision):
    chosen = claim_in(revision, "Twelve bridges were closed")
    other = claim_in(revision, "bridges", text="There are bridges.")
    page = page_of(client, revision, f"?claim={chosen.pk}")
    beside = page.split("Other claims in this passage")[1]
    assert "There are bridges." in beside
    assert f"?claim={other.pk}#words-{other.pk}" in beside


def test_a_link_to_a_claim_that_is_gone_says_so(client, revision):
    claim_in(revision, "bridges were closed")
    page = page_of(client, revision, "?claim=999999")
    assert "The linked claim is not in this text" in page


@pytest.mark.parametrize("query", ["?claim=x", "?revision=99", "?status=x", "?utm=1"])
def test_what_makes_no_sense_is_left_out(client, revision, query):
    claim_in(revision, "bridges were closed")
    assert marks_of(page_of(client, revision, query)) == ["bridges were closed"]


def test_the_legend_counts_and_shows_one_status_alone(client, revision):
    claim_in(revision, "bridges were closed", evidence_status="supported")
    claim_in(revision, "The mayor said so")
    response = client.get(f"/documents/{revision.document_id}/?status=supported")
    counts = {one["status"]: one["count"] for one in response.context["legend"]}
    assert counts == {"unassessed": 1, "supported": 1}
    assert marks_of(response.content.decode()) == ["bridges were closed"]


def test_how_much_of_the_text_is_covered_is_told(client):
    revision = RevisionFactory(text="abcdefghij", at=EARLY)
    claim_in(revision, "abcd")
    claim_in(revision, "cde")
    assert "2 claims cover 50% of this text." in page_of(client, revision)


def test_captions_and_headings_are_set_as_such(client, revision):
    claim_in(revision, "bridges were closed")
    Passage.objects.create(
        document=revision.document, kind="caption", exact="View of a bridge."
    )
    page = page_of(client, revision)
    start = revision.text.index("View of a bridge.")
    told = f'<p class="caption" dir="ltr" data-start="{start}">View of a bridge.</p>'
    assert told in page


def test_the_page_as_it_stood_on_a_day(client, revision):
    claim = claim_in(revision, "bridges were closed")
    later = datetime(2022, 1, 20, 8, tzinfo=UTC)
    claim.assess("not_checkable", rationale="No.", by=claim.created_by, at=later)
    claim_in(revision, "The mayor said so", at=later)
    page = page_of(client, revision, "?as_of=2022-01-14")
    assert "as it was on 14 Jan 2022" in page
    assert marks_of(page) == ["bridges were closed"]
    assert "status-unassessed" in page
    assert len(marks_of(page_of(client, revision, "?as_of=2022-01-20"))) == 2


def test_before_a_text_was_captured_there_is_none(client, revision):
    claim_in(revision, "bridges were closed")
    assert "No text of this article had been captured by that day." in page_of(
        client, revision, "?as_of=2022-01-12"
    )


@pytest.mark.parametrize("day", ["2022-02-30", "yesterday", "0000-01-01", "\0"])
def test_a_day_that_is_none_is_told(client, revision, day):
    claim_in(revision, "bridges were closed")
    response = client.get(f"/documents/{revision.document_id}/", {"as_of": day})
    assert response.status_code == 400
    assert marks_of(response.content.decode()) == ["bridges were closed"]


def test_a_quote_that_was_found_again_is_marked_in_the_newer_text(client, revision):
    claim_in(revision, "bridges were closed")
    newer = revision.document.capture(f"Update. {TEXT}", by=UserFactory())
    assert marks_of(page_of(client, newer)) == ["bridges were closed"]
    assert marks_of(page_of(client, newer, "?revision=1")) == ["bridges were closed"]


def test_a_claim_whose_words_are_gone_is_listed_apart(client, revision):
    claim = claim_in(revision, "bridges were closed", text="Bridges closed.")
    newer = revision.document.capture("Nothing of it.", by=UserFactory())
    page = page_of(client, newer)
    assert marks_of(page) == []
    assert claim.text in page.split("could not be located in this one")[1]


def test_a_document_without_published_claims_is_not_found(client, revision):
    claim_in(revision, "bridges were closed", published=False)
    assert client.get(f"/documents/{revision.document_id}/").status_code == 404
    assert client.get("/documents/999999/").status_code == 404


def test_a_document_known_only_by_evidence_has_no_text_to_show(client):
    document = DocumentFactory()
    claim = ClaimFactory(published=True)
    EvidenceFactory(claim=claim, document=document)
    page = client.get(f"/documents/{document.pk}/").content.decode()
    assert "No text of this article has been captured yet" in page


def test_a_page_that_has_not_changed_is_not_sent_again(client, revision):
    claim_in(revision, "bridges were closed")
    first = client.get(f"/documents/{revision.document_id}/")
    assert first.headers["Cache-Control"] == "no-cache, public"
    again = client.get(
        f"/documents/{revision.document_id}/",
        headers={"If-None-Match": first.headers["ETag"]},
    )
    assert again.status_code == 304


def test_many_claims_take_as_many_queries_as_one(client, revision):
    def queries(query: str) -> int:
        with CaptureQueriesContext(connection) as captured:
            page_of(client, revision, query)
        return len(captured)

    first = claim_in(revision, "Twelve")
    plain, chosen = queries(""), queries(f"?claim={first.pk}")
    for words in ("bridges", "were", "closed", "mayor"):
        AppearanceFactory(
            claim=claim_in(revision, words), revision=revision, exact="said so"
        )
    assert queries("") == plain <= 9
    assert queries(f"?claim={first.pk}") == chosen <= 21


def test_a_claim_that_is_taken_back_meanwhile_is_not_shown(
    client, revision, monkeypatch
):
    claim = claim_in(revision, "bridges were closed", text="Bridges closed.")
    query = f"?claim={claim.pk}"
    page_of(client, revision, query)
    # The feed that one reads is that of a moment before.
    before = change_log.latest(public=True)
    claim.unpublish(reason="It was wrong.", by=claim.created_by)
    claim_in(revision, "The mayor said so")
    monkeypatch.setattr("claims.pages.base.latest", lambda public: before)
    page = page_of(client, revision, query)
    assert "The linked claim is not in this text" in page
    assert 'id="chosen" class="panel none"' in page


@pytest.mark.parametrize(
    ("text", "runs"),
    [
        ("The mayor spoke.", "ltr"),
        ("قال رئيس البلدية.", "rtl"),
        ("BBC تقول إن الطرق مغلقة", "rtl"),
        ("“שלום”, said the mayor of the city.", "ltr"),
        ("12 🌉 – 34", "ltr"),
        ("日本語の文章", "ltr"),
        ("", "ltr"),
    ],
)
def test_a_paragraph_runs_as_most_of_its_letters_do(text, runs):
    assert direction(text) == runs


def test_names_in_another_direction_do_not_turn_what_stands_around_them(client):
    agency = SourceFactory(name="وكالة الأنباء")
    document = DocumentFactory(publisher=agency, published_on=date(2022, 2, 1))
    text = "قال رئيس البلدية.\n\nThe mayor spoke."
    revision = RevisionFactory(document=document, text=text)
    claim = ClaimFactory()
    AppearanceFactory(
        claim=claim, revision=revision, exact="The mayor spoke", claimant=agency
    )
    claim.publish(by=claim.created_by)
    page = client.get(f"/documents/{document.pk}/?claim={claim.pk}").content.decode()
    assert f'/sources/{agency.pk}/" dir="auto">وكالة الأنباء</a>' in page
    assert '<span class="by"><bdi>وكالة الأنباء</bdi></span>' in page
    assert '<strong dir="auto">وكالة الأنباء</strong>' in page
    assert re.findall(r'<p dir="(\w+)" data-start', page) == ["rtl", "ltr"]


def test_all_claims_of_an_earlier_text_are_those_of_that_text(client, revision):
    claim = claim_in(revision, "Twelve bridges", at=EARLY)
    revision.document.capture("Another text.", by=claim.created_by)
    page = client.get(
        f"/documents/{revision.document_id}/?revision=1&status=unassessed"
    ).content.decode()
    [everything] = re.findall(r'href="([^"]*)"[^>]*>All <b>', page)
    assert unescape(everything).endswith("/?revision=1#text")
