"""A quotation that would turn a page round turns nothing but itself."""

from html.parser import HTMLParser

import pytest

from claims.exchange.calendar import calendar
from claims.models import Claim, Relation
from tests.claims.desk_pages import REGISTERED, addresses, new_world
from tests.database import execute, without_triggers
from tests.factories import (
    AppearanceFactory,
    AssessmentFactory,
    DocumentFactory,
    EvidenceFactory,
    RelationFactory,
    RevisionFactory,
    UserFactory,
)
from tests.routes import every_route
from tracker.common.bidi import CONTROLS, contained, is_balanced, isolated

pytestmark = pytest.mark.django_db

WORDS = "the bridge \u202eis\u2069 closed \u2067today"
# What was stored before such texts were refused.
OLD = "A claim \u202eturned round."
VOID = {"meta", "link", "br", "input", "img", "hr", "wbr"}
BLOCKS = {"blockquote", "p", "h1", "h2", "h3", "li", "td", "th", "div", "pre", "dd"}
# They show their text alone.
ALONE = {"textarea", "option", "script", "style"}


class Texts(HTMLParser):
    """What is wrong with the texts of a page that have controls of direction."""

    def __init__(self, html):
        super().__init__()
        self.open, self.wrong, self.seen = [], [], 0
        self.feed(html)
        self.close()

    def handle_starttag(self, tag, attributes):
        for name, value in attributes:
            shows = name in {"content", "title", "alt", "aria-label", "placeholder"}
            if shows and CONTROLS.search(value or "") and not stands_alone(value):
                self.wrong.append(f"<{tag} {name}={value!r}>")
        if tag not in VOID:
            alone = "readonly" in (dict(attributes).get("class") or "")
            isolates = "dir" in dict(attributes) or tag == "bdi" or alone
            self.open.append((tag, isolates))

    def handle_endtag(self, tag):
        while self.open and self.open.pop()[0] != tag:
            pass

    def handle_data(self, text):
        if not CONTROLS.search(text):
            return
        self.seen += 1
        tags = [tag for tag, _ in self.open]
        if ALONE & set(tags):
            return
        isolating = next((tag for tag, dirs in reversed(self.open) if dirs), None)
        is_fine = stands_alone(text) or isolating in BLOCKS
        if not (is_fine or isolating and contained(text) == text):
            self.wrong.append(f"{'/'.join(tags[-4:])}: {text!r}")


def stands_alone(text):
    """Whether what stands after *text* is not in an isolate or embedding of it."""
    return is_balanced(text) or isolated(OLD) in text or isolated(WORDS) in text


@pytest.fixture
def rows():
    revision = RevisionFactory(text=f"Officials say that {WORDS}. No more.")
    appearance = AppearanceFactory(revision=revision, exact=WORDS)
    claim, user = appearance.claim, UserFactory()
    evidence = EvidenceFactory(
        claim=claim, document=revision.document, quote=WORDS, stance="refutes"
    )
    EvidenceFactory(claim=claim, document=revision.document, quote=WORDS).withdraw(
        reason="A slip.", by=user
    )
    claim.refresh_from_db()
    claim.publish(by=user)
    AssessmentFactory(claim=claim, to_status="refuted", evidence=[evidence])
    RelationFactory(from_claim=claim)
    document = DocumentFactory(title="Another")
    document.capture(f"It says that {WORDS}.", by=user)
    source = appearance.attributions.first().source
    return {"claims": claim, "documents": revision.document, "sources": source}


def test_quotation_turns_nothing_on_the_pages(client, rows):
    seen = {}
    for route in every_route():
        if route.is_api or (route.names_row and route.collection not in rows):
            continue
        address = route.address(rows)
        for asked in (address, f"{address}?claim={rows['claims'].pk}"):
            answer = client.get(asked)
            if answer.headers["Content-Type"].startswith("text/html"):
                page = Texts(answer.content.decode())
                assert page.wrong == [], asked
                seen[str(route)] = seen.get(str(route), 0) + page.seen
    assert seen["/claims/{pk}/"] > 1
    assert seen["/documents/{pk}/"] > 1


def test_quotation_found_by_a_search_turns_nothing(client, rows):
    page = Texts(client.get("/claims/?q=today").content.decode())
    assert (page.wrong, page.seen > 0) == ([], True)


def test_quotation_turns_nothing_at_the_desk(client, rows):
    world = new_world()
    world.claim, world.document = rows["claims"], rows["documents"]
    world.evidence = world.claim.evidence.active().first()
    world.relation = Relation.objects.of(world.claim.pk).first()
    client.force_login(UserFactory(is_staff=True, is_superuser=True))
    seen = 0
    for label, model in REGISTERED.items():
        for name, address in addresses(model, world).items():
            for pk in {world.claim.pk, world.document.pk}:
                answer = client.get(address.replace("/1/", f"/{pk}/"))
                if answer.headers["Content-Type"].startswith("text/html"):
                    page = Texts(answer.content.decode())
                    assert page.wrong == [], (label, name)
                    seen += page.seen
    assert seen


def test_old_text_turns_no_title_feed_calendar_or_citation(client, rows):
    claim = rows["claims"]
    with without_triggers():
        for table, key in (("claims_claim", "id"), ("claims_claimversion", "claim_id")):
            execute(
                f"UPDATE {table} SET text = %s, due_on = '2022-01-22' WHERE {key} = %s",
                OLD,
                claim.pk,
            )

    page = client.get(claim.get_absolute_url()).content.decode()
    feed = client.get("/feeds/conclusions.atom").content.decode()
    [shown] = Claim.objects.filter(pk=claim.pk)

    assert Texts(page).wrong == []
    assert f"<title>{isolated(OLD)} – Claim Tracker</title>" in page
    assert f"“{isolated(OLD)}” Evidence status: Refuted." in page
    assert f"<title>Refuted: {isolated(OLD)}</title>" in feed
    assert f"SUMMARY:{isolated(OLD)}" in calendar([shown], "https://example.org")
