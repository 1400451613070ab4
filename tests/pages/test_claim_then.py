"""The history on a claim's page, what it was before, and who may see that."""

import re
from datetime import UTC, datetime
from html import unescape

import pytest

from tests.factories import (
    AppearanceFactory,
    AssessmentFactory,
    ClaimFactory,
    EvidenceFactory,
    RelationFactory,
    SourceFactory,
    UserFactory,
    reword,
)

pytestmark = pytest.mark.django_db

EARLY = datetime(2022, 1, 13, 8, tzinfo=UTC)
LATER = datetime(2022, 1, 20, 8, tzinfo=UTC)
NOTE = {"correction_type": "factual_error", "correction_note": "We were wrong."}


@pytest.fixture
def claim():
    return ClaimFactory(published=True, text="The bridge was closed.", at=EARLY)


def page_of(client, claim, query: str = "", status: int = 200) -> str:
    response = client.get(f"/claims/{claim.pk}/{query}")
    assert response.status_code == status
    return response.content.decode()


def history_of(page: str) -> list[str]:
    """What the history says, the newest first."""
    [timeline] = re.findall(r'<ol class="history">.*?</ol>', page, re.S)
    items = re.findall(
        r'<li class="(?:concluded|changed).*?(?=<li class="c|</ol>)', timeline, re.S
    )
    return [" ".join(unescape(re.sub("<[^>]*>", " ", one)).split()) for one in items]


def test_the_history_has_what_was_done_the_newest_first(client, claim):
    EvidenceFactory(claim=claim, at=LATER)
    ruth = UserFactory(public_name="Ruth Reed")
    claim.refresh_from_db()
    row = claim.assess("not_checkable", rationale="No log.", by=ruth)
    reword(claim, "The bridge was shut.", by=ruth)

    stands, edited, concluded, added, published, recorded = history_of(
        page_of(client, claim)
    )

    assert stands.startswith("Not a checkable claim the conclusion stands")
    assert "It means the same." in stands
    assert "Correction (clarification): It was unclear." in stands
    assert edited.startswith("Edited,")
    assert edited.endswith("Previous wording: The bridge was closed.")
    assert concluded.startswith(
        "Not a checkable claim from unassessed No log. Ruth Reed"
    )
    assert concluded.endswith(row.digest[:12])
    assert added == "Evidence added, 20 Jan 2022, 08:00 UTC"
    assert published == "Published, 13 Jan 2022, 08:00 UTC"
    assert recorded == "Recorded, 13 Jan 2022, 08:00 UTC"


def test_more_of_the_same_on_one_day_is_told_once(client, claim):
    for hour in (8, 9, 10):
        EvidenceFactory(claim=claim, at=LATER.replace(hour=hour))
    EvidenceFactory(claim=claim, at=datetime(2022, 1, 21, tzinfo=UTC))
    newest, before, *_ = history_of(page_of(client, claim))
    assert newest == "Evidence added, 21 Jan 2022, 00:00 UTC"
    assert before == "Evidence added (3 times), last on 20 Jan 2022, 10:00 UTC"


def test_a_proposal_and_its_approval_are_rows_of_the_history(client, claim, settings):
    settings.FOUR_EYES = True
    ruth, edith = (
        UserFactory(public_name=f"{name} Reed") for name in ("Ruth", "Edith")
    )
    claim.assess("not_checkable", rationale="No log.", by=ruth)
    assert "No conclusion yet" in page_of(client, claim)
    claim.approve(by=edith)
    approved, proposed, *_ = history_of(page_of(client, claim))
    assert "approved by a second person No log. Edith Reed" in approved
    assert proposed.startswith("Proposed: Not a checkable claim")


def test_a_correction_stands_in_the_history_with_its_note(client, claim):
    AssessmentFactory(claim=claim, to_status="supported")
    claim.refresh_from_db()
    AssessmentFactory(claim=claim, **NOTE)
    newest, *_ = history_of(page_of(client, claim))
    assert "Not enough evidence from supported" in newest
    assert "Correction (factual error): We were wrong." in newest


def test_of_a_long_history_the_newest_is_shown(client, claim, monkeypatch):
    monkeypatch.setattr("claims.reading.history.LENGTH", 3)
    for number in range(5):
        AssessmentFactory(
            claim=claim,
            to_status="not_checkable",
            rationale=f"Look number {number}.",
        )
        claim.refresh_from_db()
    *told, more, recorded = history_of(page_of(client, claim))
    assert [one.split("Look number ")[1][0] for one in told] == ["4", "3", "2"]
    assert "Older entries are not shown." in more
    assert recorded.startswith("Recorded")


def test_the_page_as_it_stood_on_a_day(client, claim):
    gone = EvidenceFactory(claim=claim, note="A log.", at=EARLY)
    other = ClaimFactory(published=True, text="The other one.", at=EARLY)
    RelationFactory(from_claim=claim, to=other, at=LATER)
    claim.refresh_from_db()
    reword(claim, "The bridge was shut.", by=claim.created_by, at=LATER)
    AssessmentFactory(claim=claim, to_status="supported", evidence=[gone], at=LATER)
    gone.refresh_from_db()
    gone.withdraw(reason="Forged.", by=claim.created_by, at=LATER)

    then = page_of(client, claim, "?as_of=2022-01-14")
    now = page_of(client, claim, "?as_of=2022-01-20")

    assert "as it was on 14 Jan 2022" in then
    assert "The bridge was closed.</h1>" in then
    assert "No conclusion yet." in then
    assert "A log." in then
    assert "Forged." not in then
    assert "The other one." not in then
    assert len(history_of(then)) == 3
    assert "The bridge was shut.</h1>" in now
    assert "Forged." in now
    assert "(since withdrawn)" in now
    assert "The other one." in now
    assert f"/claims/{other.pk}/?as_of=2022-01-20" in now
    assert "ld+json" not in now


def test_before_it_was_published_there_was_nothing_to_see(client, claim):
    page = page_of(client, claim, "?as_of=2022-01-12", status=404)
    assert "was not public on 12 Jan 2022" in page
    assert claim.text not in page


def test_what_is_not_public_any_more_stays_hidden_in_the_past(client, claim):
    claim.unpublish(reason="It was wrong.", by=claim.created_by)
    assert client.get(f"/claims/{claim.pk}/?as_of=2022-01-14").status_code == 410
    assert client.get(f"/claims/{claim.pk}/").status_code == 410


@pytest.mark.parametrize("day", ["2022-02-30", "soon", "0000-01-01", "\0", "9" * 99])
def test_a_day_that_is_none_is_told(client, claim, day):
    response = client.get(f"/claims/{claim.pk}/", {"as_of": day})
    assert response.status_code == 400
    assert f"{claim.text}</h1>" in response.content.decode()


@pytest.mark.parametrize("day", ["0001-01-01", "9999-12-31", "9999-12-31T23:59:59Z"])
def test_the_ends_of_time_are_before_it_and_to_come(client, claim, day):
    response = client.get(f"/claims/{claim.pk}/", {"as_of": day})
    assert response.status_code == (404 if day.startswith("0") else 400)


def test_a_draft_is_seen_by_the_desk_only(client):
    draft = ClaimFactory(evidence_status="supported")
    AppearanceFactory(claim=draft)
    assert client.get(f"/claims/{draft.pk}/").status_code == 404
    client.force_login(UserFactory())
    assert client.get(f"/claims/{draft.pk}/").status_code == 404
    client.force_login(UserFactory(group="Viewer"))
    response = client.get(f"/claims/{draft.pk}/")
    assert "not published" in response.content.decode()
    assert "private" in response.headers["Cache-Control"]


def test_what_a_draft_said_is_not_told(client):
    draft = ClaimFactory(text="A rumor.")
    AppearanceFactory(claim=draft)
    draft.refresh_from_db()
    reword(draft, "The bridge was closed.", by=draft.created_by)
    draft.publish(by=draft.created_by)
    page = page_of(client, draft)
    assert "A rumor." not in page
    assert [one.split(",")[0] for one in history_of(page)] == ["Published", "Recorded"]
    client.force_login(UserFactory(group="Viewer"))
    _, edited, _ = history_of(page_of(client, draft))
    assert edited.startswith("Edited (2 times")


def test_accounts_are_known_by_the_names_of_people_only(client, claim):
    ruth = UserFactory(username="ruth-login")
    EvidenceFactory(claim=claim, by=ruth)
    claim.refresh_from_db()
    AssessmentFactory(claim=claim, by=ruth)
    assert "ruth-login" not in page_of(client, claim)


def test_an_origin_speaks_for_nobody_who_is_not_published(client, claim):
    service = SourceFactory(name="Secret service")
    office = SourceFactory(name="Office", affiliation=service)
    desk = SourceFactory(name="Press desk", affiliation=office)
    AppearanceFactory(claim=claim, claimant=office)
    EvidenceFactory(claim=claim, source=desk)
    page = page_of(client, claim)
    assert "Secret service" not in page
    assert f'speaks for <a href="/sources/{office.pk}/"' in page


def test_every_link_of_the_page_can_be_followed(client, claim):
    other = ClaimFactory(published=True)
    line = SourceFactory(affiliation=SourceFactory(affiliation=SourceFactory()))
    EvidenceFactory(claim=claim, directness="relayed", relays=line)
    EvidenceFactory(claim=claim, source=line).withdraw(
        reason="Wrong.", by=claim.created_by
    )
    claim.refresh_from_db()
    RelationFactory(from_claim=claim, to=other)
    page = page_of(client, claim)
    [main] = re.findall(r"<main.*</main>", page, re.S)
    links = {unescape(link) for link in re.findall(r'href="(/[^"]*)"', main)}
    assert {f"/sources/{line.pk}/", other.get_absolute_url()} < links
    for link in links:
        assert client.get(link).status_code == 200, link
