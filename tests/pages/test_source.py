"""The page of a source, and the list of sources."""

import re
from base64 import b64encode
from datetime import UTC, date, datetime
from html import unescape

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from sources.models import Source
from tests.factories import (
    AppearanceFactory,
    AssessmentFactory,
    ClaimFactory,
    DocumentFactory,
    EvidenceFactory,
    RevisionFactory,
    SourceFactory,
    SourceRatingFactory,
    UserFactory,
    reword,
)

pytestmark = pytest.mark.django_db


def claim_by(source, *, published=True, **fields):
    claim = ClaimFactory(**fields)
    AppearanceFactory(claim=claim, claimant=source)
    if published:
        claim.publish(by=claim.created_by)
    return claim


def page_of(client, source, query: str = "", status: int = 200) -> str:
    response = client.get(f"/sources/{source.pk}/{query}")
    assert response.status_code == status
    return response.content.decode()


def walk(client, address: str) -> list[str]:
    """The pages from *address* on; going back from the last, they are the same."""
    pages, back = [], []
    for rel, found in (("next", pages), ("prev", back)):
        following = [address]
        while following:
            [address] = following
            response = client.get(unescape(address), follow=True)
            assert response.status_code == 200
            page = response.content.decode()
            found.append(page)
            links = re.findall(f'rel="{rel}" href="([^"]*)"', page)
            path = response.request["PATH_INFO"]
            following = [f"{path}{link}" for link in links]
    assert [words_of(page) for page in back] == [
        words_of(page) for page in reversed(pages)
    ]
    return pages


def cursor_at(place: str) -> str:
    return b64encode(f"p={place}".encode()).decode()


def words_of(page: str) -> str:
    main = re.sub(r"^.*<main", "<main", page, flags=re.S)
    return " ".join(unescape(re.sub("<[^>]*>", " ", main)).split())


def names(client, **query) -> list[str]:
    response = client.get("/sources/", query)
    assert response.status_code == 200
    return [one.source.name for one in response.context["listed"]]


def test_it_says_who_a_source_is(client):
    ministry = SourceFactory(name="The ministry", kind="government_body")
    mayor = SourceFactory(
        name="The mayor",
        kind="person",
        description="Mayor since 2019.",
        affiliation=ministry,
        wikidata_id="Q42",
    )
    mayor.add_name("Mayor of the town")
    claim_by(mayor)
    claim_by(ministry)
    page = page_of(client, mayor)
    told = words_of(page)
    assert "Person The mayor Mayor since 2019." in told
    assert "Speaks for The ministry" in told
    assert "Also known as Mayor of the town" in told
    assert "https://www.wikidata.org/wiki/Q42" in page
    assert "Affiliates The mayor" in words_of(page_of(client, ministry))


def test_its_record_is_counts_with_totals_that_lead_to_the_claims(client):
    mayor = SourceFactory()
    claim_by(mayor, evidence_status="supported")
    claim_by(mayor)
    claim_by(mayor, published=False)
    page = page_of(client, mayor)
    assert "Supported 1 0" in words_of(page)
    assert "Total 2 0" in words_of(page)
    link = f'href="/claims/?claimant={mayor.pk}&amp;status=supported"'
    assert link in page
    [bar] = re.findall(r'<svg class="status-bar".*?</svg>', page, re.S)
    assert "Of 2 claims: 1 unassessed, 1 supported." in bar
    assert re.findall(r'width="(\d+)', bar) == ["298", "298"]


def test_without_claims_there_is_no_bar(client):
    claim = ClaimFactory(published=True)
    witness = SourceFactory()
    EvidenceFactory(claim=claim, source=witness)
    page = page_of(client, witness)
    assert "status-bar" not in page
    assert "No published claims yet." in page
    assert "Not rated yet." in page


def test_its_newest_claims_are_shown(client):
    mayor = SourceFactory()
    for number in range(12):
        claim_by(mayor, text=f"Claim number {number}.")
    claim_by(mayor, text="A draft.", published=False)
    told = re.findall(r"Claim number \d+|A draft", words_of(page_of(client, mayor)))
    assert told == [f"Claim number {number}" for number in range(11, 1, -1)]
    client.force_login(UserFactory(group="Viewer"))
    assert "A draft. Unassessed not published" in words_of(page_of(client, mayor))


def test_the_rating_that_counts_comes_first_with_its_reason(client):
    mayor = SourceFactory()
    claim_by(mayor)
    SourceRatingFactory(source=mayor, reliability="C", reason="Nothing is known.")
    SourceRatingFactory(source=mayor, reliability="B", reason="It held.")
    now, earlier = words_of(page_of(client, mayor)).split("Earlier ratings")
    assert "B – usually reliable" in now
    assert "It held." in now
    assert "C – fairly reliable" in earlier


def test_what_it_published_comes_in_pages_the_newest_first(client, monkeypatch):
    monkeypatch.setattr("claims.pages.source.PAGE", 2)
    paper, claim = SourceFactory(), ClaimFactory(published=True)
    days = [None, date(2022, 1, 5), date(2022, 1, 9), date(2022, 1, 5), None, None]
    for number, day in enumerate(days):
        document = DocumentFactory(
            publisher=paper, title=f"Article {number}", published_on=day
        )
        EvidenceFactory(claim=claim, document=document)
    DocumentFactory(publisher=paper, title="Article unseen")
    pages = [words_of(page) for page in walk(client, f"/sources/{paper.pk}/")]
    assert [re.findall(r"Article (\w+)", page) for page in pages] == [
        ["2", "3"],
        ["1", "5"],
        ["4", "0"],
    ]


def test_a_page_that_is_none_is_refused_in_words(client):
    paper = SourceFactory()
    claim_by(paper)
    for address in ("/sources/", f"/sources/{paper.pk}/"):
        for cursor in ("x!", "cD0x" * 9, cursor_at("999"), cursor_at("x")):
            response = client.get(address, {"cursor": cursor})
            assert response.status_code == 400
            assert "This page was not found." in response.content.decode()


def test_a_source_of_drafts_only_is_not_found(client):
    claim = claim_by(SourceFactory(), published=False)
    [mayor] = claim.claimants()
    assert client.get(f"/sources/{mayor.pk}/").status_code == 404
    assert client.get(f"/sources/{'9' * 30}/").status_code == 404
    assert names(client) == []
    client.force_login(UserFactory(group="Viewer"))
    assert client.get(f"/sources/{mayor.pk}/").status_code == 200


def test_whom_it_speaks_for_is_told_if_that_one_is_published(client):
    service = SourceFactory(name="Secret service")
    office = SourceFactory(name="Office", affiliation=service)
    desk = SourceFactory(name="Unpublished desk", affiliation=office)
    claim_by(office)
    claim_by(desk, published=False)
    page = page_of(client, office) + client.get("/sources/").content.decode()
    assert "Secret service" not in page
    assert "Unpublished desk" not in page
    client.force_login(UserFactory(group="Viewer"))
    page = page_of(client, office)
    assert "Secret service" in page
    assert "Unpublished desk" in page


def test_names_of_others_cannot_become_markup(client):
    hostile = '<b onclick="x">“bold”</b>'
    boss = SourceFactory(name=f"Boss {hostile}")
    source = SourceFactory(name=hostile, description=hostile, affiliation=boss)
    source.add_name(f"Also {hostile}")
    SourceRatingFactory(source=source, reason=hostile)
    claim_by(source, text=hostile)
    claim_by(boss)
    assert "<b onclick" not in page_of(client, source)
    listed = client.get("/sources/", {"q": hostile}).content.decode()
    assert "<b onclick" not in listed
    assert "bold" in listed


def test_sources_are_listed_by_name_with_the_claims_they_make(client):
    for name in ("Zoe", "äbba", "Mia"):
        claim_by(SourceFactory(name=name), published=name != "Mia")
    claim_by(Source.objects.get(name="Zoe"))
    response = client.get("/sources/")
    counts = {one.source.name: one.claims for one in response.context["listed"]}
    assert (counts["Zoe"], counts["äbba"]) == (2, 1)
    assert "Mia" not in counts
    assert "Zoe Organization 2 claims" in words_of(response.content.decode())


def test_sources_are_found_by_a_part_of_any_spelling(client):
    tokayev = SourceFactory(name="Kassym-Jomart Tokayev", kind="person")
    tokayev.add_name("Токаев")
    claim_by(tokayev)
    claim_by(SourceFactory(name="100% sure", kind="news_outlet"))
    assert names(client, q="jomart  TOK") == ["Kassym-Jomart Tokayev"]
    assert names(client, q="токаев") == ["Kassym-Jomart Tokayev"]
    assert names(client, q="%") == ["100% sure"]
    assert names(client, q="-") == names(client, q="\u200b") == []
    assert names(client, kind="news_outlet") == ["100% sure"]
    assert names(client, q="tokayev", kind="news_outlet", utm="1") == []
    assert "No matching sources." in words_of(
        client.get("/sources/?q=nobody").content.decode()
    )


def test_an_empty_list_says_so(client):
    page = client.get("/sources/").content.decode()
    assert "No sources of published claims yet." in page


def test_the_pages_of_a_search_keep_what_was_searched(client, monkeypatch):
    monkeypatch.setattr("claims.pages.source.PAGE", 1)
    for name in ("Anna 2", "Anna 1", "Bert", "Anna 3"):
        claim_by(SourceFactory(name=name))
    pages = [words_of(page) for page in walk(client, "/sources/?q=anna")]
    assert [re.findall(r"Anna \d|Bert", page) for page in pages] == [
        ["Anna 1"],
        ["Anna 2"],
        ["Anna 3"],
    ]


def test_sources_with_the_longest_names_come_in_pages(client, monkeypatch):
    monkeypatch.setattr("claims.pages.source.PAGE", 1)
    # Folded, each letter of it is eighteen.
    for number in range(3):
        name = "\ufdfa" * 20 + str(number)
        claim_by(SourceFactory(name=name, kind="person"))
    assert len(walk(client, "/sources/?kind=person")) == 3


@pytest.mark.parametrize(
    "query",
    [{"cursor": "²"}, {"cursor": ""}, {"kind": "x"}, {"q": "\0"}, {"q": "a" * 201}],
    ids=str,
)
def test_what_makes_no_sense_is_told(client, query):
    claim_by(SourceFactory(name="Anna"))
    response = client.get("/sources/", query)
    assert response.status_code == 400
    assert 'role="alert"' in response.content.decode()


def test_many_rows_take_as_many_queries_as_one(client):
    def queries(address: str) -> int:
        with CaptureQueriesContext(connection) as captured:
            assert client.get(address).status_code == 200
        return len(captured)

    def fill(publisher) -> None:
        boss = SourceFactory()
        source = SourceFactory(affiliation=boss)
        claim = claim_by(source)
        EvidenceFactory(claim=claim, source=boss)
        mayor.refresh_from_db()
        AppearanceFactory(
            claim=claim,
            claimant=mayor,
            revision=RevisionFactory(
                document=DocumentFactory(publisher=publisher, origin=boss)
            ),
        )
        SourceRatingFactory(source=mayor)
        mayor.add_name(f"Mayor {claim.pk}")
        speaker = SourceFactory(affiliation=mayor)
        EvidenceFactory(claim=claim, source=speaker)

    mayor = SourceFactory()
    fill(mayor)
    addresses = [f"/sources/{mayor.pk}/", "/sources/", "/sources/?q=source"]
    alone = [queries(address) for address in addresses]
    for _ in range(4):
        fill(mayor)
    # The source, whom it speaks for, who for it, names, ratings, two counts, claims,
    # its evidence, documents; the sources, their affiliations, their counts; always
    # whether the demo is here.
    assert [queries(address) for address in addresses] == alone == [11, 4, 4]


def test_a_past_day_has_the_claims_and_the_ratings_of_that_day(client):
    early, later = (datetime(2022, 1, day, 8, tzinfo=UTC) for day in (13, 20))
    mayor = SourceFactory(kind="person")
    claim = ClaimFactory(text="It was so.", at=early)
    AppearanceFactory(claim=claim, claimant=mayor, at=early)
    claim.publish(by=claim.created_by, at=early)
    SourceRatingFactory(source=mayor, reliability="B", reason="It held.", at=early)
    assert "Supported 0 0" in words_of(page_of(client, mayor))

    AssessmentFactory(claim=claim, to_status="supported", at=later)
    claim.refresh_from_db()
    reword(claim, "It was otherwise.", by=claim.created_by, at=later)
    SourceRatingFactory(source=mayor, reliability="D", reason="It broke.", at=later)

    page = page_of(client, mayor, "?as_of=2022-01-14")
    then = words_of(page)
    assert "This page shows what was known on 14 Jan 2022." in then
    assert "Unassessed 1 0" in then
    assert "Supported 0 0" in then
    assert "It was so. Unassessed" in then
    assert "It was otherwise." not in then
    assert "It held." in then
    assert "It broke." not in then
    assert f'href="/claims/{claim.pk}/?as_of=2022-01-14"' in page
    now = words_of(page_of(client, mayor))
    assert "Supported 1 0" in now
    assert "It broke." in now
    before = words_of(page_of(client, mayor, "?as_of=2022-01-01"))
    assert "Not rated by that day." in before
    assert "No published claims on that day." in before
    assert "This day does not exist." in page_of(
        client, mayor, "?as_of=2022-02-30", 400
    )


def test_the_counts_of_a_past_day_lead_to_the_claims_of_that_day(client):
    mayor = SourceFactory()
    claim = claim_by(mayor, text="It was so.")
    day = f"{claim.updated_at:%Y-%m-%d}"
    page = page_of(client, mayor, f"?as_of={day}")
    [link] = re.findall(r'href="(/claims/\?claimant=\d+&amp;status=[^"]*)"', page)
    assert f"as_of={day}" in link
    assert "It was so." in client.get(unescape(link)).content.decode()


def test_source_of_evidence_shows_what_it_gave_and_no_table_of_zeros(client):
    witness = SourceFactory(name="The surveyor")
    claim = ClaimFactory(text="The bridge fell.", published=True)
    EvidenceFactory(claim=claim, source=witness, stance="refutes")

    page = page_of(client, witness)

    assert "Refutes:" in page
    assert "The bridge fell.</a>" in page
    assert "<table" not in page
    assert (
        '<meta name="description" content="Organization. 1 piece of evidence.">' in page
    )


def test_evidence_on_drafts_and_withdrawn_evidence_is_not_on_the_page(client):
    witness = SourceFactory()
    published = ClaimFactory(text="The bridge stands.", published=True)
    EvidenceFactory(claim=published, source=witness)
    gone = ClaimFactory(text="The bridge fell.", published=True)
    EvidenceFactory(claim=gone, source=witness).withdraw(
        reason="Of another bridge.", by=gone.created_by
    )
    EvidenceFactory(claim=ClaimFactory(text="A draft."), source=witness)

    page = page_of(client, witness)

    assert "The bridge stands." in page
    assert "The bridge fell." not in page
    assert "A draft." not in page


def test_evidence_of_a_past_day_is_what_was_known_then(client):
    witness = SourceFactory()
    first, second = (datetime(2022, 1, day, tzinfo=UTC) for day in (13, 15))
    claim = ClaimFactory(text="The bridge fell.", published=True, at=first)
    EvidenceFactory(claim=claim, source=witness, at=second)

    assert "The bridge fell." in page_of(client, witness)
    assert "The bridge fell." in page_of(client, witness, "?as_of=2022-01-15")
    assert "The bridge fell." not in page_of(client, witness, "?as_of=2022-01-14")
