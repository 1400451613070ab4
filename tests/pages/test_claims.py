"""The list of claims: what it shows, its filters, its pages."""

import re
from datetime import UTC, date, datetime, timedelta
from html import unescape
from urllib.parse import urlencode

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from claims.models import AttributionStep
from claims.pages.claims import SIZE
from tests.factories import (
    AppearanceFactory,
    AssessmentFactory,
    ClaimFactory,
    RevisionFactory,
    SourceFactory,
    UserFactory,
    reword,
)

pytestmark = pytest.mark.django_db

EARLY = datetime(2022, 1, 13, 8, tzinfo=UTC)


def get(client, expected=200, **query) -> str:
    response = client.get(f"/claims/?{urlencode(query)}")
    assert response.status_code == expected
    return response.content.decode()


def sentences(page: str) -> list[str]:
    found = re.findall(r'<p class="sentence">(.*?)</p>', page, re.S)
    return [unescape(re.sub(r"<[^>]*>", "", one)) for one in found]


def legend(page: str) -> dict[str, int]:
    [nav] = re.findall(r'<nav class="legend".*?</nav>', page, re.S)
    return {
        name.strip(): int(count)
        for name, count in re.findall(r">([^<>]+)<b>(\d+)</b>", nav)
    }


def chips(page: str) -> dict[str, str]:
    """What each chip says, and where it leads."""
    [listed] = re.findall(r'<ul class="chips".*?</ul>', page, re.S) or [""]
    return {
        re.sub(r"\s+", " ", re.sub(r"<b aria.*?</b>|<[^>]*>", "", words)).strip(): href
        for href, words in re.findall(r'<a href="([^"]*)"[^>]*>(.*?)</a>', listed)
    }


def test_a_row_tells_sentence_status_claimant_document_and_day(client):
    mayor = SourceFactory(name="The mayor")
    claim = ClaimFactory(text="Twelve bridges were closed.", at=EARLY)
    AppearanceFactory(claim=claim, claimant=mayor, at=EARLY)
    claim.publish(by=claim.created_by, at=EARLY)
    AssessmentFactory(claim=claim, at=EARLY)
    page = get(client)
    document = claim.appearances.get().revision.document
    assert sentences(page) == ["Twelve bridges were closed."]
    assert f'href="/claims/{claim.pk}/"' in page
    assert "Not enough evidence" in page
    assert "concluded 13 Jan 2022" in page
    assert f'<a href="/sources/{mayor.pk}/"><bdi>The mayor</bdi></a>' in page
    assert f'href="/documents/{document.pk}/?claim={claim.pk}#words-{claim.pk}"' in page
    assert document.title in page


def test_neighbors_of_one_article_have_its_title_once(client):
    text = RevisionFactory(text="Rain fell. Snow fell. Hail fell.")
    for words in ("Rain fell", "Snow fell", "Hail fell"):
        claim = ClaimFactory()
        AppearanceFactory(claim=claim, revision=text, exact=words)
        claim.publish(by=claim.created_by)
        if words == "Rain fell":
            assert '<cite dir="auto">' in get(client)
            assert '<h2 class="group">' not in get(client)
    other = ClaimFactory(published=True).appearances.get().revision.document_id
    page = get(client)
    headings = re.findall(r'<h2 class="group">.*?href="/documents/(\d+)/"', page)
    assert headings == [str(other), str(text.document_id)]
    assert page.count('<cite dir="auto">') == 2
    assert page.count(f'href="/documents/{text.document_id}/?claim=') == 3


def test_drafts_are_shown_to_the_desk_only(client):
    ClaimFactory(text="A draft.")
    assert sentences(get(client)) == []
    client.force_login(UserFactory(group="Viewer"))
    page = get(client)
    assert sentences(page) == ["A draft."]
    assert "not published" in page


def test_without_claims_the_list_says_so(client):
    assert "No published claims yet." in get(client)


def test_the_newest_is_first_unless_the_oldest_is_asked_for(client):
    for text in ("First.", "Second."):
        ClaimFactory(text=text, published=True)
    assert sentences(get(client)) == ["Second.", "First."]
    assert sentences(get(client, order="oldest")) == ["First.", "Second."]


def test_counts_are_those_of_the_other_filters(client):
    ClaimFactory(published=True, evidence_status="supported", claim_type="causal")
    ClaimFactory(published=True, evidence_status="refuted", claim_type="causal")
    ClaimFactory(published=True, evidence_status="refuted")
    assert legend(get(client)) == {"All": 3, "Supported": 1, "Refuted": 2}
    narrowed = get(client, claim_type="causal", status="refuted")
    assert legend(narrowed) == {"All": 2, "Supported": 1, "Refuted": 1}
    assert len(sentences(narrowed)) == 1


def test_claims_are_narrowed_down_by_who_where_and_when(client):
    mayor, revision = SourceFactory(name="The mayor"), RevisionFactory()
    today = date.today()
    said = ClaimFactory(text="Said.", due_on=today - timedelta(days=1))
    AppearanceFactory(claim=said, claimant=mayor, revision=revision)
    said.publish(by=said.created_by)
    ClaimFactory(text="Other.", published=True, due_on=today + timedelta(days=9))
    publisher = revision.document.publisher
    for query in (
        {"claimant": mayor.pk},
        {"reporting_source": publisher.pk},
        {"document": revision.document_id},
        {"due": "now"},
    ):
        page = get(client, **query)
        assert sentences(page) == ["Said."], query
        assert chips(page), query
    assert sentences(get(client, due="later")) == ["Other."]


def test_corrected_claims_are_found_and_not_offered_to_the_api(client):
    claim = ClaimFactory(text="Corrected.", published=True, evidence_status="refuted")
    ClaimFactory(published=True)
    AssessmentFactory(
        claim=claim, correction_type="factual_error", correction_note="We erred."
    )
    page = get(client, corrected="true")
    assert sentences(page) == ["Corrected."]
    assert "export.csv" not in page
    assert "corrected " in page


def test_a_correction_counts_from_its_moment_on(client):
    claim = ClaimFactory(published=True, evidence_status="refuted", at=EARLY)
    AssessmentFactory(
        claim=claim,
        correction_type="factual_error",
        correction_note="We erred.",
        at=EARLY + timedelta(days=2),
    )
    before = get(client, corrected="true", as_of="2022-01-14")
    after = get(client, corrected="true", as_of="2022-01-15")
    assert (len(sentences(before)), len(sentences(after))) == (0, 1)


def test_a_chip_leads_to_the_list_without_its_filter(client):
    ClaimFactory(published=True, evidence_status="supported")
    page = get(client, status="supported", q="bridge")
    assert chips(page) == {
        "Words: bridge (remove)": "/claims/?status=supported",
        "Status: Supported (remove)": "/claims/?q=bridge",
    }
    assert 'href="/claims/">Clear all' in page


def test_search_marks_the_words_and_puts_what_fits_best_first(client):
    ClaimFactory(text="A bridge was closed.", published=True)
    in_context = ClaimFactory(
        text="It fell.", context="The bridge, that is.", published=True
    )
    page = get(client, q="BRIDGE")
    assert sentences(page) == ["A bridge was closed.", "It fell."]
    assert "A <mark>bridge</mark> was closed." in page
    assert "The <mark>bridge</mark>, that is." in page
    newest = get(client, q="bridge", order="newest")
    assert sentences(newest) == ["It fell.", "A bridge was closed."]
    assert f"/claims/{in_context.pk}/" in page


def test_a_search_without_result_says_what_to_do(client):
    page = get(client, q="zeppelin")
    assert "No matching claims." in page
    assert sentences(page) == []


def test_exports_are_those_of_the_list(client):
    ClaimFactory(text="A bridge.", published=True)
    page = get(client, status="unassessed", q="a bridge", order="oldest")
    [address] = re.findall(r'href="(/api/v1/claims/export.csv[^"]*)"', page)
    assert address == (
        "/api/v1/claims/export.csv?q=a+bridge&amp;evidence_status=unassessed"
    )
    assert client.get(unescape(address)).status_code == 200


def test_pages_lead_on_and_back_through_all_claims(client):
    for number in range(2 * SIZE + 1):
        ClaimFactory(text=f"Claim {number}.", published=True)
    pages, query = [], "?status=unassessed"
    while query:
        page = client.get(f"/claims/{query}").content.decode()
        pages.append(sentences(page))
        found = re.search(r'rel="next" href="([^"]*)"', page)
        query = unescape(found[1]) if found else ""
    assert [len(one) for one in pages] == [SIZE, SIZE, 1]
    assert len({text for one in pages for text in one}) == 2 * SIZE + 1
    back = re.search(r'rel="prev" href="([^"]*)"', page)
    assert back
    before = client.get(f"/claims/{unescape(back[1])}").content.decode()
    assert sentences(before) == pages[1]


def test_pages_of_a_search_lead_on(client):
    for number in range(SIZE + 1):
        ClaimFactory(text=f"Bridge {number}.", published=True)
    page = get(client, q="bridge")
    [following] = re.findall(r'rel="next" href="([^"]*)"', page)
    last = client.get(f"/claims/{unescape(following)}").content.decode()
    assert sentences(last) == ["Bridge 0."]


def test_the_list_is_told_as_of_a_day(client):
    ClaimFactory(text="Early.", published=True, at=EARLY)
    ClaimFactory(text="Late.", published=True, at=EARLY + timedelta(days=9))
    page = get(client, as_of="2022-01-14", q="early")
    assert sentences(page) == ["Early."]
    assert "This page shows what was known on 14 Jan 2022." in page
    assert legend(page) == {"All": 1, "Unassessed": 1}
    assert sentences(get(client, as_of="2022-01-14", status="refuted")) == []


@pytest.mark.parametrize(
    ("query", "told"),
    [
        ({"status": "true"}, "Status: “true” is not a valid choice."),
        ({"claim_type": "x"}, "Type: “x” is not a valid choice."),
        ({"due": "never"}, "Deadline: “never” is not a valid choice."),
        ({"order": "x"}, "Order: “x” is not a valid choice."),
        ({"corrected": "x"}, "Conclusion: “x” is not a valid choice."),
        ({"claimant": "x"}, "Said by: Give an id, a whole number from 1."),
        ({"claimant": "999"}, "Said by: Number 999 was not found."),
        ({"document": "9" * 30}, "Document: Give an id, a whole number from 1."),
        ({"q": "x " * 9}, "Words: Search for at most 8 visible words"),
        ({"q": "a\0b"}, "Words: "),
        ({"q": "x" * 300}, "Words: "),
        ({"cursor": "nonsense!"}, "This page was not found."),
        ({"cursor": "cD1hYmM="}, "This page was not found."),
        ({"as_of": "yesterday"}, "Enter a day such as 2022-01-14"),
    ],
)
def test_what_cannot_be_is_told_and_left_out(client, query, told):
    ClaimFactory(text="Here.", published=True)
    page = unescape(get(client, 400, **query))
    assert told in page
    if "cursor" not in query:
        assert sentences(page) == ["Here."]


def test_a_source_that_nobody_may_see_is_told_as_unknown(client):
    hidden = SourceFactory(name="Hidden")
    page = get(client, 400, claimant=hidden.pk)
    assert "Hidden" not in page


def test_parameters_that_mean_nothing_are_ignored(client):
    ClaimFactory(text="Here.", published=True)
    assert sentences(get(client, utm_source="x", page_size="0")) == ["Here."]


def test_hostile_words_are_shown_as_they_are(client):
    hostile = '<script>alert("1")</script>'
    revision = RevisionFactory(document__title=hostile)
    claim = ClaimFactory(text=f"{hostile} stands.")
    AppearanceFactory(
        claim=claim, revision=revision, claimant=SourceFactory(name=f"{hostile}!")
    )
    claim.publish(by=claim.created_by)
    for query in ({}, {"q": "script"}, {"document": revision.document_id}):
        page = get(client, **query)
        assert "<script>alert" not in page
        assert sentences(page) == [f"{hostile} stands."]
    assert "<script>alert" not in get(client, 400, status=hostile)


@pytest.mark.parametrize("query", [{}, {"q": "bridge"}, {"as_of": str(date.today())}])
def test_the_number_of_queries_is_the_same_for_one_claim_and_for_eight(client, query):
    def queries() -> int:
        with CaptureQueriesContext(
            connection,
        ) as captured:
            get(client, **query)
        return len(captured)

    ClaimFactory(published=True, evidence_status="supported", context="A bridge.")
    one = queries()
    for _ in range(7):
        ClaimFactory(published=True, evidence_status="supported", context="A bridge.")
    assert queries() == one


def test_what_is_kept_is_shown_until_anything_changes(client):
    mayor = SourceFactory(name="The mayor")
    claim = ClaimFactory()
    appearance = AppearanceFactory(claim=claim, claimant=mayor)
    claim.publish(by=claim.created_by)
    assert "The mayor" in get(client)
    with CaptureQueriesContext(connection) as captured:
        assert "The mayor" in get(client)
    # Where the change log ends, and whether the demo is here.
    assert len(captured) == 2
    mayor.edit(name="The old mayor")
    assert "The old mayor" in get(client)
    document = appearance.revision.document
    document.edit(title="Another title")
    assert "Another title" in get(client)
    reword(claim, "Another sentence.", by=claim.created_by)
    assert sentences(get(client)) == ["Another sentence."]
    AssessmentFactory(claim=claim)
    assert "Not enough evidence" in get(client)
    claim.unpublish(reason="It was wrong.", by=claim.created_by)
    assert sentences(get(client)) == []


def test_what_is_kept_for_readers_is_not_shown_to_the_desk_or_the_other_way(client):
    ClaimFactory(text="A draft.")
    ClaimFactory(text="Public.", published=True)
    assert sentences(get(client)) == ["Public."]
    client.force_login(UserFactory(group="Viewer"))
    assert sentences(get(client)) == ["Public.", "A draft."]
    client.logout()
    assert sentences(get(client)) == ["Public."]


def test_priority_comes_first_and_an_article_keeps_its_order(client):
    article = RevisionFactory(text="one two three")
    steps = [AttributionStep((SourceFactory(),))]
    for word, priority in (("three", 0), ("one", 0), ("two", 2)):
        claim = ClaimFactory(text=word, priority=priority)
        by = {"by": claim.created_by}
        claim.add_appearance(article, exact=word, mode="own_voice", steps=steps, **by)
        claim.publish(**by)

    assert sentences(get(client)) == ["two", "one", "three"]
    of_article = {"document": article.document_id}
    assert sentences(get(client, **of_article)) == ["one", "two", "three"]
    assert sentences(get(client, **of_article, order="newest")) == [
        "two",
        "one",
        "three",
    ]
