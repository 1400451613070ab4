"""The permanent page of a claim."""

import json
import re
from datetime import UTC, date, datetime
from html import unescape

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from claims.models import AttributionStep
from tests.database import execute, without_triggers
from tests.factories import (
    AppearanceFactory,
    AssessmentFactory,
    ClaimFactory,
    DocumentFactory,
    EvidenceFactory,
    QuantityFactory,
    RelationFactory,
    RevisionFactory,
    SeriesFactory,
    SourceFactory,
    UserFactory,
    reword,
)

pytestmark = pytest.mark.django_db

EARLY = datetime(2022, 1, 13, 8, tzinfo=UTC)
LATER = datetime(2022, 1, 20, 8, tzinfo=UTC)


@pytest.fixture
def claim():
    return ClaimFactory(published=True, text="The bridge was closed.", at=EARLY)


def page_of(client, claim, query: str = "", status: int = 200) -> str:
    response = client.get(f"/claims/{claim.pk}/{query}")
    assert response.status_code == status
    return response.content.decode()


def words_of(page: str, section: str = "") -> str:
    """What a reader reads, of the whole page or of the section with that id."""
    if section:
        [page] = re.findall(
            rf'<section aria-labelledby="{section}">.*?</section>\s*(?=<section|</a)',
            page,
            re.S,
        )
    page = re.sub(r"<script.*?</script>", "", page, flags=re.S)
    return " ".join(unescape(re.sub(r"<[^>]*>", " ", page)).split())


def test_the_status_and_its_reason_come_first(client, claim):
    ruth = UserFactory(public_name="Ruth Reed")
    claim.assess("not_checkable", rationale="No log.", by=ruth, at=LATER)
    [verdict] = re.findall(
        r'<article class="known">\s*<header.*?</header>', page_of(client, claim), re.S
    )
    assert words_of(verdict) == (
        "Not a checkable claim The bridge was closed. No log. Ruth Reed, 20 Jan 2022"
    )


def test_a_claim_that_nobody_has_assessed_says_so(client, claim):
    page = words_of(page_of(client, claim))
    assert "No conclusion yet." in page
    assert "No supporting evidence yet." in page
    assert "Evidence, for or against." in page


def test_a_correction_is_told_with_the_conclusion(client):
    claim = ClaimFactory(published=True, evidence_status="supported")
    claim.assess(
        "not_checkable",
        rationale="The log is lost.",
        correction_type="new_evidence",
        correction_note="We said it was so.",
        by=claim.created_by,
    )
    head = page_of(client, claim).split("</header>")[1]
    assert "Correction (new evidence): We said it was so." in words_of(head)


def test_the_chain_names_who_said_it_who_relays_it_and_where(client, claim):
    town, police = SourceFactory(name="The town"), SourceFactory(name="The police")
    wire, paper = SourceFactory(name="The wire"), SourceFactory(name="The paper")
    document = DocumentFactory(title="Closed!", publisher=paper)
    AppearanceFactory(
        claim=claim,
        revision=RevisionFactory(document=document),
        steps=[
            AttributionStep((town, police), "told"),
            AttributionStep((wire,)),
            AttributionStep((paper,)),
        ],
    )
    page = page_of(client, claim)
    chain = words_of(re.findall(r'<ol class="flow.*?</ol>', page, re.S)[1])
    assert [one for one in re.findall("The \\w+", chain)] == [
        "The town",
        "The police",
        "The wire",
        "The paper",
    ]
    assert re.findall(r"said by|relayed by|reported by|published in", chain) == [
        "said by",
        "relayed by",
        "reported by",
        "published in",
    ]
    assert f'href="/sources/{police.pk}/"' in page
    assert "Closed!" in chain


def test_the_quote_stands_in_its_paragraph_and_leads_to_the_article(client, claim):
    appearance = claim.appearances.get()
    page = page_of(client, claim)
    assert f'id="appearance-{appearance.pk}"' in page
    assert (
        "The mayor said that <mark>at least 12 bridges were closed</mark> on Thursday."
        in page
    )
    document = appearance.revision.document_id
    link = f"/documents/{document}/?claim={claim.pk}#words-{claim.pk}"
    assert f'href="{link}"' in page
    assert "quotation verified in the current text" in page
    assert f'id="words-{claim.pk}"' in client.get(link).content.decode()


def test_of_a_long_paragraph_only_what_is_around_the_words_is_read(client, claim):
    text = f"First.\n{'a' * 5000}🌉 it was closed {'b' * 5000}\nLast."
    AppearanceFactory(
        claim=claim, revision=RevisionFactory(text=text), exact="it was closed"
    )
    page = page_of(client, claim)
    assert f"…{'a' * 598}🌉 <mark>it was closed</mark> {'b' * 599}…" in page
    assert "First." not in page
    assert "a" * 600 not in page


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("Update. {}", "quotation found elsewhere in the current text"),
        ("Nothing of it.", "quotation no longer in the current text"),
        ("{0} {0}", "quotation found in several places of the current text"),
    ],
)
def test_what_became_of_the_quote_is_told_in_words(client, claim, text, told):
    appearance = claim.appearances.get()
    document = appearance.revision.document
    new = text.format(appearance.exact) if "no longer" not in told else text
    document.capture(new, by=claim.created_by)
    page = page_of(client, claim)
    assert told in words_of(page)
    [link] = re.findall(r'href="(/documents/\d+/\?[^"]*#words-\d+)"', page)
    shown = client.get(unescape(link)).content.decode()
    assert f'id="words-{claim.pk}"' in shown


def test_the_number_and_the_dates_are_told(client):
    claim = ClaimFactory(
        published=True,
        due_on=date(2022, 1, 22),
        starts_on=date(2022, 1, 6),
        ends_on=date(2022, 1, 7),
    )
    series = SeriesFactory(name="Bridges of 2022")
    QuantityFactory(appearance=claim.appearances.get(), series=series)
    facts = words_of(page_of(client, claim), "facts")
    assert "at least 12 bridges : bridges closed" in facts
    assert "Other estimates of this number: Bridges of 2022" in facts
    assert "Refers to 6 – 7 Jan 2022" in facts
    assert "Can be checked from 22 Jan 2022 . Ready to check." in facts


def test_a_day_to_come_is_not_due_yet(client):
    claim = ClaimFactory(published=True, due_on=date(2222, 1, 22))
    assert "Ready to check" not in words_of(page_of(client, claim), "facts")


def test_evidence_stands_by_stance_and_the_withdrawn_below(client, claim):
    log = EvidenceFactory(claim=claim, note="A log of the day.")
    EvidenceFactory(claim=claim, stance="refutes", note="It was open.", credibility=2)
    log.withdraw(reason="The log was forged.", by=claim.created_by)
    page = page_of(client, claim)
    tables = re.findall(r'<table class="evidence-table stance-(\w+)', page)
    assert tables == ["refutes"]
    evidence = words_of(page, "evidence")
    assert "No supporting evidence yet." in evidence
    assert "credibility 2 – probably true It was open." in evidence
    struck = evidence.split("Withdrawn", 1)[1]
    assert "A log of the day." in struck
    assert "The log was forged." in struck


def test_five_reprints_are_drawn_as_one_origin(client, claim):
    wire = SourceFactory(name="The wire")
    for number in range(3):
        EvidenceFactory(
            claim=claim,
            directness="relayed",
            relays=wire,
            source=SourceFactory(name=f"Paper {number}"),
        )
    page = page_of(client, claim)
    [picture] = re.findall(r"<svg.*?</svg>", page, re.S)
    assert picture.count('<g class="origin"><title>The wire</title>') == 1
    assert picture.count('<g class="teller">') == 4  # the publisher of the quote, too
    assert 'role="img"' in picture
    assert "style=" not in picture
    assert (
        "The wire through Paper 0 , through Paper 1 , through Paper 2 0 3"
        in words_of(page, "origins")
    )


def test_what_contradicts_it_comes_first_among_related_claims(client, claim):
    part = ClaimFactory(published=True, text="It is a part.")
    against = ClaimFactory(published=True, text="It is against.")
    hidden = ClaimFactory(text="It is a draft.")
    for kind, to in (("part_of", part), ("repeats", hidden), ("contradicts", against)):
        claim.refresh_from_db()
        RelationFactory(from_claim=claim, to=to, kind=kind)
    related = words_of(page_of(client, claim), "related")
    assert related.index("Contradicts It is against.") < related.index("It is a part.")
    assert "Unassessed" in related
    assert "It is a draft." not in related


def test_the_review_is_in_the_page_as_data(client):
    hostile = "</script><script>alert(1)</script> & “so”"
    claim = ClaimFactory(published=True, text=f"It is {hostile}.")
    AssessmentFactory(claim=claim, rationale=hostile)
    page = page_of(client, claim)
    assert "<script>alert" not in page
    [script] = re.findall(
        r'<script type="application/ld\+json">(.*?)</script>', page, re.S
    )
    address = f"/api/v1/claims/{claim.pk}/claimreview/"
    assert json.loads(script) == client.get(address).json()
    assert f'type="application/ld+json" href="{address}"' in page


def test_without_a_conclusion_there_is_no_review(client, claim):
    assert "ld+json" not in page_of(client, claim)
    client.force_login(UserFactory(group="Viewer"))
    draft = ClaimFactory(evidence_status="supported")
    assert "ld+json" not in page_of(client, draft)


def test_the_address_to_cite_keeps_what_the_page_says(client, claim):
    citation = unescape(
        re.findall('<pre class="citation"[^>]*>(.*?)</pre>', page_of(client, claim))[0]
    )
    assert "“The bridge was closed.” Evidence status: Unassessed." in citation
    assert f"Claim {claim.pk}, version {claim.version} of 13 Jan 2022." in citation
    reword(claim, "It was open.", by=claim.created_by)
    AssessmentFactory(claim=claim)
    cited = client.get(citation.rsplit(" ", 1)[1]).content.decode()
    assert "The bridge was closed.</h1>" in cited
    assert "No conclusion yet." in cited


def test_the_page_names_its_address_and_its_data(client, claim):
    page = page_of(client, claim, "?as_of=2022-01-14")
    url = f"http://testserver/claims/{claim.pk}/"
    assert f'<link rel="canonical" href="{url}">' in page
    assert f'<meta property="og:url" content="{url}">' in page
    assert f'type="application/json" href="/api/v1/claims/{claim.pk}/"' in page
    assert claim.get_absolute_url() == f"/claims/{claim.pk}/"


def test_text_of_others_cannot_become_markup(client):
    hostile = '<b onclick="x">“bold”</b>'
    source = SourceFactory(name=f"S {hostile}")
    claim = ClaimFactory(published=True, text=hostile, context=hostile)
    EvidenceFactory(claim=claim, source=source, note=hostile)
    AssessmentFactory(claim=claim, rationale=hostile)
    RelationFactory(from_claim=claim, to=ClaimFactory(published=True, text=hostile))
    assert "<b onclick" not in page_of(client, claim)


def test_nothing_in_the_page_needs_a_looser_policy(client, claim):
    EvidenceFactory(claim=claim)
    page = page_of(client, claim)
    assert not re.search(r'<[^>]+ (style|on\w+)="', page)
    loads = r'<(script|link|img)[^>]+(src|href)="(https?:)?//(?!testserver)'
    assert not re.search(loads, page)


@pytest.mark.parametrize("number", ["0", "999999", "9" * 30])
def test_a_claim_that_is_not_there_is_not_found_in_words(client, number):
    response = client.get(f"/claims/{number}/")
    assert response.status_code == 404
    assert "no longer be published" in response.content.decode()


def test_a_page_that_has_not_changed_is_not_sent_again(client, claim):
    first = client.get(f"/claims/{claim.pk}/")
    again = client.get(
        f"/claims/{claim.pk}/", headers={"If-None-Match": first.headers["ETag"]}
    )
    assert (again.status_code, again.content) == (304, b"")


def test_much_takes_as_many_queries_as_little(client):
    def queries() -> int:
        with CaptureQueriesContext(connection) as captured:
            page_of(client, claim)
        return len(captured)

    claim = ClaimFactory(published=True)
    fill(claim)
    alone = queries()
    for _ in range(4):
        fill(claim)
    # Of them nine are the review's, six the history's, one asks for the demo.
    assert queries() == alone == 29


def fill(claim):
    """Adds one of everything that a page of a claim shows."""
    claim.refresh_from_db()
    line = SourceFactory(affiliation=SourceFactory(affiliation=SourceFactory()))
    quoted = AppearanceFactory(claim=claim, claimant=line)
    quoted.revision.document.capture(f"New. {quoted.revision.text}", by=UserFactory())
    EvidenceFactory(claim=claim, directness="relayed", relays=SourceFactory())
    item = EvidenceFactory(claim=claim, revision=RevisionFactory(), stance="refutes")
    gone = EvidenceFactory(claim=claim)
    gone.withdraw(reason="Wrong.", by=claim.created_by)
    claim.refresh_from_db()
    kinds = {} if claim.evidence_status == "unassessed" else {"to_status": "refuted"}
    AssessmentFactory(claim=claim, evidence=[item], **kinds | note(claim))
    RelationFactory(from_claim=claim, to=ClaimFactory(published=True))


def note(claim) -> dict[str, str]:
    if claim.needs_correction():
        return {"correction_type": "new_evidence", "correction_note": "Told."}
    return {}


def test_conclusion_about_what_the_claim_said_before_says_so(client):
    claim = ClaimFactory(published=True, evidence_status="supported")
    sentence = "The claim was changed after this conclusion."
    assert sentence not in client.get(claim.get_absolute_url()).content.decode()
    with without_triggers():
        execute("UPDATE claims_claim SET text = 'Another.'")
    SourceFactory()  # the pages are cached until something changes
    assert sentence in client.get(claim.get_absolute_url()).content.decode()
