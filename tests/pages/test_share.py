"""The pictures that shared links show."""

import re
from datetime import UTC, datetime
from io import BytesIO

import pytest
from django.conf import settings as given
from django.db import connection
from django.test.utils import CaptureQueriesContext
from PIL import Image

from claims.choices import EvidenceStatus
from claims.exchange import share_picture
from claims.exchange.share_picture import COLORS
from claims.models import Claim, SeededRow
from sources.models import Document
from tests.factories import (
    AppearanceFactory,
    AssessmentFactory,
    ClaimFactory,
    DocumentFactory,
    EvidenceFactory,
    SourceFactory,
    reword,
)

pytestmark = pytest.mark.django_db


def picture(client, address: str) -> Image.Image:
    response = client.get(address)
    assert response.status_code == 200
    assert response.headers["Content-Type"] == "image/png"
    return Image.open(BytesIO(response.content))


def color_at(image: Image.Image, x: int, y: int) -> str:
    return "#{:02x}{:02x}{:02x}".format(*image.getpixel((x, y)))


def stripe(image: Image.Image) -> str:
    """The color of the stripe at the edge."""
    [color] = {color_at(image, x, y) for x in (0, 20) for y in (0, 300, 629)}
    return color


def share(claim: Claim) -> str:
    return f"/claims/{claim.pk}/share.png"


@pytest.fixture
def drawn(monkeypatch) -> list:
    """What has been drawn, in order."""
    cards = []
    draw = share_picture.draw
    monkeypatch.setattr(
        share_picture, "draw", lambda card: cards.append(card) or draw(card)
    )
    return cards


@pytest.mark.parametrize("status", EvidenceStatus)
def test_claim_has_a_picture_in_the_color_of_its_status(client, status):
    claim = ClaimFactory(published=True, evidence_status=status)

    image = picture(client, share(claim))

    assert (image.format, image.size, image.mode) == ("PNG", (1200, 630), "RGB")
    assert stripe(image) == COLORS[status]
    # Of the round box around the status, left of the words.
    assert color_at(image, share_picture.LEFT + 15, 90) == COLORS[status]


def variables(name: str) -> dict[str, str]:
    """The variables of a style sheet, as they are by day: they come first."""
    sheet = (given.BASE_DIR / "tracker/static/tracker" / name).read_text()
    day = sheet.partition("@media")[0]
    return dict(re.findall(r"--([\w-]+): (#\w+);", day))


def test_colors_are_those_of_the_pages():
    found = variables("status.css")
    for status, color in COLORS.items():
        assert found[status.value.replace("_", "-")] == color
    found = variables("colors.css")
    for name in ("PAPER", "INK", "QUIET", "LINE"):
        assert found[name.lower()] == getattr(share_picture, name)
    assert found["link"] == share_picture.ACCENT


def test_picture_changes_with_the_status(client):
    claim = ClaimFactory(published=True)
    before = client.get(share(claim)).content

    AssessmentFactory(claim=claim, to_status="refuted")

    after = client.get(share(claim)).content
    assert before != after
    assert stripe(Image.open(BytesIO(after))) == COLORS["refuted"]


def test_picture_has_who_says_so_and_since_when(client, drawn, settings):
    settings.PUBLISHER_NAME = "The desk"
    claim = ClaimFactory(text="The bridge was closed.")
    names = ("The mayor", "קול ישראל", "A witness")
    claimants = [SourceFactory(name=name) for name in names]
    for claimant in (*claimants, claimants[0]):
        AppearanceFactory(claim=claim, claimant=claimant)
    claim.refresh_from_db()
    claim.publish(by=claim.created_by)
    client.get(share(claim))
    moment = datetime.now(UTC)
    AssessmentFactory(claim=claim, at=moment)

    client.get(share(claim))

    before, after = drawn
    said = "Said by The mayor, \u2068קול ישראל\u2069 and 1 more"
    assert before.text == after.text == "The bridge was closed."
    assert before.below == (said, "No conclusion yet · The desk")
    day = f"{moment.day} {moment:%b %Y}"
    assert after.below == (said, f"Assessed {day} · The desk")


def test_claim_that_is_unassessed_again_has_no_day(client, drawn):
    claim = ClaimFactory(published=True)
    for status, why in (("pending_outcome", "No day is named."), ("unassessed", "")):
        claim.assess(status, rationale="So.", timing_reason=why, by=claim.created_by)
        client.get(share(claim))

    pending, unassessed = (card.below[1] for card in drawn)
    assert pending.startswith("Assessed")
    assert unassessed.startswith("No conclusion yet")


def test_picture_of_a_past_moment_has_who_said_so_then(client, drawn):
    march = [datetime(2025, 3, day, tzinfo=UTC) for day in range(1, 10)]
    claim = ClaimFactory(at=march[0])
    mayor, witness = SourceFactory(name="The mayor"), SourceFactory(name="A witness")
    AppearanceFactory(claim=claim, claimant=mayor, at=march[1])
    claim.refresh_from_db()
    claim.publish(by=claim.created_by, at=march[2])
    AppearanceFactory(claim=claim, claimant=witness, at=march[5])
    AssessmentFactory(claim=claim, at=march[6])
    AssessmentFactory(claim=claim, at=march[8])

    for day in (4, 7):
        client.get(f"{share(claim)}?as_of=2025-03-0{day}")

    then, later = drawn
    assert then.below[0] == "Said by The mayor"
    assert then.below[1].startswith("No conclusion yet")
    assert later.below[0] == "Said by The mayor, A witness"
    assert later.below[1].startswith("Assessed 7 Mar 2025")


def test_picture_of_the_demo_says_that_it_is_fiction(client, drawn):
    claim = ClaimFactory(published=True)
    document = claim.appearances.get().revision.document
    addresses = (share(claim), f"/documents/{document.pk}/share.png")
    SeededRow.note("article.claims.yaml", claim, document)
    SeededRow.note("demo", ClaimFactory())
    for address in addresses:
        client.get(address)
    assert not any("Fiction" in card.below[1] for card in drawn)
    drawn.clear()
    SeededRow.objects.all().delete()
    SeededRow.note("demo", claim, document)

    for address in addresses:
        client.get(address)

    assert all(card.below[1].startswith("Fiction, for a demo · ") for card in drawn)
    assert len(drawn) == 2


def test_draft_has_no_picture(client, admin_client):
    claim = ClaimFactory()
    document = AppearanceFactory(claim=claim).revision.document

    for reader in (client, admin_client):
        for address in (share(claim), f"/documents/{document.pk}/share.png"):
            assert reader.get(address).status_code == 404
            assert reader.get(f"{address}?as_of=2100-01-01").status_code == 404


def test_claim_that_was_taken_back_has_no_picture_of_any_day(client):
    claim = ClaimFactory(published=True)
    address = f"{share(claim)}?as_of={claim.updated_at:%Y-%m-%dT%H:%M:%S.%fZ}"
    assert client.get(address).status_code == client.get(share(claim)).status_code

    claim.unpublish(reason="It was wrong.", by=claim.created_by)

    assert client.get(share(claim)).status_code == 404
    assert client.get(address).status_code == 404


def test_picture_of_a_past_moment_has_the_status_of_then(client):
    claim = ClaimFactory(published=True, at=datetime(2025, 3, 1, tzinfo=UTC))
    AssessmentFactory(
        claim=claim, to_status="refuted", at=datetime(2025, 3, 5, tzinfo=UTC)
    )

    for day, status in [("2025-03-03", "unassessed"), ("2025-03-05", "refuted")]:
        image = picture(client, f"{share(claim)}?as_of={day}")
        assert stripe(image) == COLORS[status]
    assert client.get(f"{share(claim)}?as_of=2025-02-27").status_code == 404
    assert client.get(f"{share(claim)}?as_of=then").status_code == 400


@pytest.mark.parametrize("place", ["claims", "documents"])
@pytest.mark.parametrize("number", ["0", "999999", "9" * 30])
def test_what_is_not_there_has_no_picture(client, place, number):
    response = client.get(f"/{place}/{number}/share.png")
    assert response.status_code == 404
    assert "Page not found" in response.content.decode()


def test_picture_that_has_not_changed_is_not_sent_again(client, admin_client):
    claim = ClaimFactory(published=True)

    first = client.get(share(claim))
    again = client.get(share(claim), headers={"If-None-Match": first.headers["ETag"]})

    assert (again.status_code, again.content) == (304, b"")
    assert first.headers["Cache-Control"] == "no-cache, public"
    kept = admin_client.get(share(claim)).headers["Cache-Control"]
    assert kept == "no-cache, private"
    assert client.post(share(claim)).status_code == 405


def test_picture_is_drawn_once_for_what_is_on_it(client, drawn, settings):
    claim = ClaimFactory(published=True)
    other = ClaimFactory(published=True)

    def drawings() -> int:
        drawn.clear()
        client.get(share(claim))
        return len(drawn)

    assert [drawings(), drawings()] == [1, 0]
    AssessmentFactory(claim=other)
    EvidenceFactory(claim=claim)
    assert drawings() == 0
    claim.refresh_from_db()
    reword(claim, "The city closed a bridge.", by=claim.created_by)
    assert [drawings(), drawings()] == [1, 0]
    AssessmentFactory(claim=claim)
    assert [drawings(), drawings()] == [1, 0]
    settings.PUBLISHER_NAME = "The desk"
    assert [drawings(), drawings()] == [1, 0]


def test_sentence_of_500_characters_is_drawn_whole(client, monkeypatch):
    text = "The city closed twelve bridges on a Thursday. " * 11
    claim = ClaimFactory(text=text[:500].strip(), published=True)
    fitted = []
    fit = share_picture.fit
    monkeypatch.setattr(
        share_picture, "fit", lambda *given: fitted.append(fit(*given)) or fitted[-1]
    )

    client.get(share(claim))

    assert " ".join(fitted[0].lines) == claim.text


@pytest.mark.parametrize("text", ["mm " * 300, "m" * 800, "بب " * 300])
def test_margins_are_empty(client, text):
    claim = ClaimFactory(text=text.strip(), published=True)

    image = picture(client, share(claim))

    for left, right in [(30, share_picture.LEFT - 6), (share_picture.RIGHT + 6, 1200)]:
        beside = image.crop((left, 0, right, 630))
        assert beside.getcolors() == [(beside.width * 630, (253, 252, 249))]


def test_sentence_without_a_font_is_left_out(client):
    chinese = ClaimFactory(text="总统说。", published=True)
    number = picture(client, share(chinese))

    # What a claim shows that says nothing but its number.
    reword(chinese, f"Claim {chinese.pk}", by=chinese.created_by)

    assert picture(client, share(chinese)).tobytes() == number.tobytes()


def test_claimants_without_a_font_are_left_out(client, drawn):
    claim = ClaimFactory(text="The bridge was closed.")
    claimant = SourceFactory(name="新华社")
    AppearanceFactory(claim=claim, claimant=claimant)
    claim.refresh_from_db()
    claim.publish(by=claim.created_by)

    image = picture(client, share(claim))

    [card] = drawn
    assert card.below[0] == "Said by 新华社"
    alone = share_picture.Card(card.text, "", card.below[1:], card.status)
    assert Image.open(BytesIO(share_picture.draw(alone))).tobytes() == image.tobytes()


def article() -> Document:
    claim = ClaimFactory(published=True, evidence_status="refuted")
    revision = claim.appearances.get().revision
    for status in ("refuted", "supported"):
        more = ClaimFactory(evidence_status=status)
        AppearanceFactory(claim=more, revision=revision)
        more.refresh_from_db()
        if status == "refuted":
            more.publish(by=more.created_by)
    return revision.document


def test_article_has_a_picture_with_the_counts_of_its_public_claims(
    client, admin_client, drawn, settings
):
    settings.PUBLISHER_NAME = "The desk"
    document = article()

    image = picture(client, f"/documents/{document.pk}/share.png")
    admin_client.get(f"/documents/{document.pk}/share.png")

    [card] = drawn
    assert card.text == document.title
    assert card.counts == ((EvidenceStatus.REFUTED, 2),)
    assert card.below == (document.publisher.name, "2 claims · The desk")
    bar = share_picture.BAR_TOP + 15
    ends = (share_picture.LEFT, share_picture.RIGHT - 10)
    assert {color_at(image, x, bar) for x in ends} == {COLORS["refuted"]}


def test_article_that_claims_only_rest_on_has_a_picture_without_counts(client, drawn):
    claim = ClaimFactory(published=True)
    document = DocumentFactory(published_on="2025-03-01")
    EvidenceFactory(claim=claim, document=document, source=document.publisher)

    picture(client, f"/documents/{document.pk}/share.png")

    [card] = drawn
    assert card.counts == ()
    assert card.below[0] == f"{document.publisher} · 1 Mar 2025"
    assert card.below[1].startswith("No claims")


def test_site_has_a_picture(client):
    image = picture(client, "/share.png")
    assert image.size == (1200, 630)
    assert stripe(image) == share_picture.ACCENT


def test_much_takes_as_many_queries_as_little(client):
    def queries(address: str) -> int:
        with CaptureQueriesContext(connection) as captured:
            client.get(address)
        return len(captured)

    claim = ClaimFactory(published=True)
    document = claim.appearances.get().revision.document
    addresses = (share(claim), f"/documents/{document.pk}/share.png")
    little = [queries(address) for address in addresses]
    for _ in range(3):
        more = ClaimFactory()
        AppearanceFactory(claim=more, revision=document.revisions.get())
        more.refresh_from_db()
        more.publish(by=more.created_by)
        claim.refresh_from_db()
        AppearanceFactory(claim=claim)
        claim.refresh_from_db()
        EvidenceFactory(claim=claim)

    assert [queries(address) for address in addresses] == little == [5, 3]
