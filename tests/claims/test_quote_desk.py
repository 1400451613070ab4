"""What the desk shows of quotes whose text has changed, and what it does about them."""

import pytest
from django.urls import reverse

from claims.models import Claim
from tests.claims.test_quote_checks import TEXTS, capture
from tests.factories import (
    TEXT,
    AppearanceFactory,
    QuantityFactory,
    RevisionFactory,
    UserFactory,
)

pytestmark = pytest.mark.django_db
BUTTON = "Move to the new place"


@pytest.fixture
def appearance():
    return AppearanceFactory()


@pytest.fixture
def check(appearance):
    capture(appearance, TEXTS["moved"])
    return appearance.quote_checks.get()


def desk(client, appearance) -> str:
    address = reverse("admin:claims_claim_change", args=[appearance.claim_id])
    return client.get(address).content.decode()


def move(check) -> str:
    return reverse("admin:claims_claim_move", args=[check.pk])


def sentences(response) -> list[str]:
    return [str(message) for message in response.context["messages"]]


def test_old_and_proposed_words_stand_in_their_surroundings(client, editor, check):
    shown = desk(client, check.appearance)

    assert "The mayor said that <mark>at least 12 bridges were closed</mark>" in shown
    assert "🌉 The mayor said that <mark>at least 12" in shown
    assert '<strong class="state">Moved</strong> in revision 2' in shown
    assert BUTTON in shown


@pytest.mark.parametrize(
    ("state", "words", "button"),
    [
        ("normalized", "only spacing, quotation marks or dashes differ", True),
        ("ambiguous", "several places match, and none is clearly the right one", False),
        ("orphaned", "the quotation is no longer in the text.", False),
    ],
)
def test_the_state_is_told_in_words(client, editor, appearance, state, words, button):
    capture(appearance, TEXTS[state])

    shown = desk(client, appearance)

    assert words in shown
    assert (BUTTON in shown) == button


def test_an_exact_quote_and_one_in_the_newest_text_say_nothing(client, editor):
    appearance = AppearanceFactory()
    assert "quote-check" not in desk(client, appearance)

    capture(appearance, TEXTS["exact"])

    assert "quote-check" not in desk(client, appearance)


def test_lost_words_are_linked_to_the_document_that_has_them(
    client, editor, appearance
):
    other = RevisionFactory(document__title="<b>Reprint</b>")
    capture(appearance, TEXTS["orphaned"])

    shown = desk(client, appearance)

    assert f"/admin/sources/document/{other.document_id}/change/" in shown
    assert "<cite>&lt;b&gt;Reprint&lt;/b&gt;</cite></a>, revision 1" in shown


@pytest.mark.parametrize("group", ["Viewer", "Reviewer"])
def test_only_editors_are_offered_to_move_a_quote(client, check, group):
    client.force_login(UserFactory(group=group))

    shown = desk(client, check.appearance)

    assert "🌉 The mayor said" in shown
    assert BUTTON not in shown
    assert client.post(move(check)).status_code == 403


def test_the_button_moves_the_quote(client, editor, check):
    response = client.post(move(check), follow=True)

    new = check.appearance.claim.appearances.active().get()
    assert sentences(response) == ["Quotation moved to its new position."]
    assert (new.start, new.created_by) == (check.start, editor)
    assert BUTTON not in response.content.decode()


def test_the_number_is_stated_anew_in_the_new_words(client, editor, appearance):
    QuantityFactory(appearance=appearance)
    capture(appearance, TEXTS["moved"])
    client.post(move(appearance.quote_checks.get()))

    address = reverse("admin:claims_claim_quantity", args=[appearance.claim_id])
    form = client.get(address).context["form"]
    new = appearance.claim.appearances.active().get()
    assert list(form.fields["appearance"].queryset) == [new]
    assert (form.initial["appearance"], form.initial["wording"]) == (new, "at least 12")


def test_what_is_refused_is_said(client, editor, appearance):
    QuantityFactory(appearance=appearance, wording="12 bridges")
    capture(appearance, TEXTS["normalized"])
    check = appearance.quote_checks.get()

    assert errors(client.post(move(check))) == [
        "The claim's number is worded “12 bridges”, which the new words lack: "
        "quote it from other words of the claim first."
    ]
    capture(appearance, "So: " + TEXT)
    assert errors(client.post(move(check)))[0].startswith("A newer")


def errors(response) -> list[str]:
    return response.context["form"].non_field_errors()


def test_a_link_moves_nothing(client, editor, check):
    assert client.get(move(check)).status_code == 200
    assert check.appearance.claim.appearances.active().get() == check.appearance


def test_a_check_that_is_not_there_is_not_found(client, editor, check):
    check.pk = 99999

    assert client.post(move(check)).status_code == 404


def test_nobody_moves_a_quote_without_logging_in(client, check):
    response = client.post(move(check))

    assert response.url.startswith("/admin/login/")
    assert Claim.objects.get().appearances.active().get() == check.appearance


def test_the_list_finds_claims_by_how_a_quote_stands(client, editor, check):
    lost = AppearanceFactory()
    capture(lost, TEXTS["orphaned"])
    AppearanceFactory()

    def listed(**query):
        response = client.get("/admin/claims/claim/", query)
        return list(response.context["cl"].result_list)

    assert listed(quote="moved") == [check.appearance.claim]
    assert listed(quote="orphaned") == [lost.claim]
    assert listed(quote="ambiguous") == []
    assert len(listed(quote="nonsense")) == len(listed()) == 3


def test_capturing_a_text_says_what_became_of_the_quotes(client, editor):
    first = AppearanceFactory()
    for words in ("The mayor", "on Thursday", "DPA"):
        AppearanceFactory(revision=first.revision, exact=words)
    document = first.revision.document
    address = reverse("admin:sources_document_capture", args=[document.pk])
    text = TEXT.replace("on Thursday", "on Friday")

    said = client.post(address, {"text": text}, follow=True)
    assert sentences(said) == [
        "Text captured as revision 2. Quotations of earlier revisions: 1 unchanged, "
        "2 moved, 1 not found."
    ]
    said = client.post(address, {"text": text}, follow=True)
    assert sentences(said) == ["This text is already captured, as revision 2."]
    said = client.post(address, {"text": TEXT + "More of it."}, follow=True)
    assert sentences(said) == [
        "Text captured as revision 3. Quotations of earlier revisions: 4 unchanged."
    ]


def test_a_first_text_has_no_quotes_to_speak_of(client, editor):
    document = RevisionFactory().document
    address = reverse("admin:sources_document_capture", args=[document.pk])

    said = client.post(address, {"text": "Another text."}, follow=True)

    assert sentences(said) == ["Text captured as revision 2."]
