"""A reviewer's work, in a real browser on the real server."""

import re

import pytest
from playwright.sync_api import Page, expect

from claims.models import Assessment, Claim
from tracker.accounts.models import Token, User

pytestmark = pytest.mark.django_db(transaction=True)

TERRORIST = "000_4749671f1aa43fdd:disturbances-foreign-terrorist-aggression"
UNASSESSED = "000_4749671f1aa43fdd:tokayev-no-concrete-evidence"


@pytest.fixture
def reviewer(loaded_seeds) -> User:
    return User.objects.create_superuser(
        "ayan", password="a-long-password", public_name="Ayan Bek"
    )


@pytest.fixture
def desk(page: Page, server, reviewer) -> Page:
    """The list of claims, after logging in."""
    page.goto(f"{server.url}/admin/claims/claim/")
    page.get_by_label("Username").fill("ayan")
    page.get_by_label("Password").fill("a-long-password")
    page.get_by_role("button", name="Log in").click()
    return page


def claim_of(external_id: str) -> Claim:
    return Claim.objects.get(external_id=external_id)


def correct(desk: Page) -> None:
    """Fill in the note to readers: the seeds have a public conclusion."""
    desk.get_by_label("Type of correction").select_option("clarification")
    desk.get_by_label("Note to readers").fill("We give the reason in full.")


def open_terrorist_claim(desk: Page) -> None:
    desk.locator("#searchbar").fill("terrorist aggression")
    desk.get_by_role("button", name="Search").click()
    desk.get_by_role("link", name=re.compile("were a foreign terrorist")).click()


def test_a_reviewer_assesses_the_terrorist_claim_and_a_program_fetches_it(desk, server):
    open_terrorist_claim(desk)
    expect(desk.locator(".appearance mark")).to_have_text(
        "described the disturbances as foreign “terrorist” aggression"
    )
    expect(desk.locator(".chain").first).to_contain_text("Kassym-Jomart Tokayev")

    desk.get_by_role("radio", name="Not enough evidence").check()
    desk.get_by_label("Reason").fill("Nobody has shown evidence of foreign fighters.")
    desk.get_by_role("checkbox", name=re.compile("concrete evidence")).check()
    correct(desk)
    desk.get_by_role("button", name="Save", exact=True).click()

    expect(desk.locator(".messagelist")).to_contain_text("not enough evidence")
    expect(desk.locator(".history")).to_contain_text("foreign fighters")
    claim = claim_of(TERRORIST)
    answer = desk.request.get(f"{server.url}/api/v1/claims/{claim.pk}/").json()
    assert answer["evidence_status"] == "not_enough_evidence"
    assert answer["latest_assessment"]["rationale"] == (
        "Nobody has shown evidence of foreign fighters."
    )


def test_an_error_keeps_what_was_typed(desk):
    open_terrorist_claim(desk)
    desk.get_by_role("radio", name="Refuted").check()
    desk.get_by_label("Reason").fill("It was not so.")
    desk.get_by_role("button", name="Save", exact=True).click()
    expect(desk.locator(".rests-on .errorlist")).to_contain_text("needs evidence")
    expect(desk.get_by_label("Reason")).to_have_value("It was not so.")
    expect(desk.get_by_role("radio", name="Refuted")).to_be_checked()


def test_the_second_of_two_reviewers_keeps_their_text_and_sees_the_first(desk, server):
    claim = claim_of(UNASSESSED)
    desk.goto(f"{server.url}/admin/claims/claim/{claim.pk}/change/")
    desk.get_by_role("radio", name="Not a checkable claim").check()
    desk.get_by_label("Reason").fill("My own reason.")
    other = User.objects.create_user("bota", public_name="Bota Ahmet")
    claim.assess(
        "pending_outcome",
        rationale="The first.",
        timing_reason="No day is named.",
        by=other,
    )

    desk.get_by_role("button", name="Save", exact=True).click()
    expect(desk.locator(".assess .errorlist")).to_contain_text("Somebody else")
    expect(desk.get_by_label("Reason")).to_have_value("My own reason.")
    expect(desk.locator(".history")).to_contain_text("The first.")

    desk.get_by_role("button", name="Save", exact=True).click()
    expect(desk.locator(".messagelist")).to_contain_text("not a checkable claim")
    assert claim.assessments.count() == 2


def test_the_keyboard_alone_assesses_and_goes_on_to_the_next(desk, server):
    first, second = Claim.objects.order_by("id")[:2]
    desk.goto(f"{server.url}/admin/claims/claim/{first.pk}/change/")
    desk.get_by_role("radio", name="Unassessed").focus()
    for _ in range(6):
        desk.keyboard.press("ArrowDown")
    desk.keyboard.press("Tab")
    desk.keyboard.type("The article names nobody for it.")
    desk.keyboard.press("Tab")
    desk.keyboard.press("Tab")
    expect(desk.get_by_role("button", name="Save and next")).to_be_focused()
    desk.keyboard.press("Enter")
    expect(desk.locator("h1")).to_have_text(second.text)
    first.refresh_from_db()
    assert first.evidence_status == "not_checkable"


def test_reason_about_the_day_is_asked_for_its_status(desk):
    open_terrorist_claim(desk)
    why = desk.get_by_label("why no day is known")
    expect(why).not_to_be_visible()
    desk.get_by_role("radio", name="Pending outcome").check()
    expect(why).to_be_visible()
    desk.get_by_role("radio", name="Supported").check()
    expect(why).not_to_be_visible()


def test_a_reviewer_adds_evidence_and_withdraws_it(desk):
    open_terrorist_claim(desk)
    desk.get_by_role("link", name="Add evidence").click()
    desk.get_by_role("radio", name="Context").check()
    desk.get_by_role("radio", name="Relayed").check()
    choose(desk, "id_source", "Kassym Jomart Tok", "Kassym-Jomart Tokayev")
    desk.get_by_label("URL").fill("https://example.org/speech")
    desk.get_by_role("button", name="Add evidence").click()
    expect(desk.locator(".messagelist")).to_contain_text("added")

    added = desk.locator(".evidence", has_text="example.org/speech")
    added.get_by_role("link", name="Withdraw").click()
    desk.get_by_label("Reason").fill("The page is gone.")
    desk.get_by_role("button", name="Withdraw evidence").click()
    expect(desk.locator(".evidence.withdrawn")).to_contain_text("The page is gone.")


def test_an_editor_adds_a_claim_by_pasting_the_words(desk, server):
    desk.goto(f"{server.url}/admin/claims/claim/add/")
    desk.get_by_label("Claim:", exact=True).fill("Almaty is in Kazakhstan.")
    choose(desk, "id_document", "Russian-led", "Russian-led troops begin")
    desk.get_by_label("Exact words").fill("in Almaty, Kazakhstan")
    desk.get_by_label("Mode").select_option("own_voice")
    choose(desk, "id_chain-0-sources", "AFP", "Agence France-Presse")
    desk.get_by_role("button", name="Add claim").click()
    expect(desk.locator(".errorlist")).to_contain_text("occur in 2 places")

    desk.get_by_label("Words after").fill("’s economic capital")
    desk.get_by_role("button", name="Add claim").click()
    expect(desk.locator("h1")).to_have_text("Almaty is in Kazakhstan.")
    expect(desk.locator(".chain")).to_contain_text("Agence France-Presse")


def test_a_status_is_marked_for_several_claims_at_once(desk):
    for row in range(2):
        desk.locator("input.action-select").nth(row).check()
    desk.locator("select[name=action]").select_option(label="Assess…")
    desk.get_by_role("button", name=re.compile("^(Go|Run)")).click()
    desk.get_by_role("radio", name="Not enough evidence").check()
    desk.get_by_label("Base each conclusion").check()
    desk.get_by_label("Reason").fill("Not looked into.")
    correct(desk)
    desk.get_by_role("button", name="Save assessments").click()
    expect(desk.locator(".messagelist")).to_contain_text("2 claims assessed")
    assessed = Assessment.objects.filter(rationale="Not looked into.")
    assert {row.claim.evidence_status for row in assessed} == {"not_enough_evidence"}
    assert assessed.count() == 2


def test_the_secret_of_a_token_is_shown_once_and_works(desk, server):
    desk.goto(f"{server.url}/admin/accounts/token/add/")
    choose(desk, "id_user", "ayan", "ayan")
    desk.get_by_label("Name").fill("notebook")
    desk.get_by_role("button", name="Save", exact=True).click()
    secret = desk.locator("code").first.inner_text()
    assert Token.objects.for_secret(secret).name == "notebook"
    answer = desk.request.get(
        f"{server.url}/api/v1/claims/",
        headers={"Authorization": f"Bearer {secret}"},
    )
    assert answer.status == 200


def choose(page: Page, field: str, typed: str, option: str) -> None:
    """Type into a field that finds rows, and take the one offered."""
    page.locator(f"#{field} + .select2 .select2-selection").click()
    page.locator(".select2-search__field").last.press_sequentially(typed)
    page.locator(".select2-results__option", has_text=option).first.click()
