"""Reading an article at the desk, and taking its words to a claim."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from claims.models import Claim
from tests.desk import chain
from tests.factories import (
    QUOTE,
    TEXT,
    AppearanceFactory,
    ClaimFactory,
    DocumentFactory,
    RevisionFactory,
    SourceFactory,
    UserFactory,
)

pytestmark = pytest.mark.django_db
ADD = "/admin/claims/claim/add/"
APPEAR = "/admin/claims/claim/appearance/"


@pytest.fixture
def revision():
    return RevisionFactory()


def address(document) -> str:
    return f"/admin/sources/document/{document.pk}/read/"


def take(client, revision, words, **given):
    """What the page answers to words that are taken to a new claim."""
    sent = {"exact": words, "_claim": "1"} | given
    return client.post(address(revision.document), sent)


def place(captured, **changes) -> dict:
    known = {"document": captured.document_id, "revision": captured.number}
    return known | {"start": 10, "end": 20} | changes


def new_claim(revision, **changes) -> dict:
    start = TEXT.index(QUOTE)
    return {
        "text": "At least twelve bridges were closed.",
        "claim_type": "numerical",
        "language": "en",
        "document": revision.document_id,
        "exact": QUOTE,
        "start": start,
        "mode": "paraphrase",
        **chain(([SourceFactory()], "said")),
    } | changes


def test_it_needs_a_login_and_the_permission_to_see_claims(client, revision):
    assert client.get(address(revision.document)).status_code == 302
    client.force_login(UserFactory(is_staff=True))
    assert client.get(address(revision.document)).status_code == 403


def test_a_document_that_is_not_there_is_not_found(client, editor):
    assert client.get("/admin/sources/document/99999/read/").status_code == 404


def test_the_text_is_shown_with_drafts_marked_and_the_way_to_each(
    client, editor, revision
):
    claim = ClaimFactory(text="Twelve <b>bridges</b> closed.")
    AppearanceFactory(claim=claim, revision=revision)
    shown = client.get(address(revision.document), {"claim": claim.pk})
    page = shown.content.decode()
    assert f'<mark>{QUOTE}</mark><span class="visually-hidden">' in page
    assert f'href="?claim={claim.pk}#words-{claim.pk}"' in page
    assert "Twelve &lt;b&gt;bridges&lt;/b&gt; closed." in page
    assert "not published" in page
    queue = f"?_changelist_filters=document%3D{revision.document_id}"
    assert f'href="/admin/claims/claim/{claim.pk}/change/{queue}"' in page


def test_a_viewer_reads_and_adds_nothing(client, revision):
    client.force_login(UserFactory(group="Viewer"))
    page = client.get(address(revision.document)).content.decode()
    assert "at least 12 bridges" in page
    assert "New claim" not in page
    refused = client.post(address(revision.document), {"_save": "1", "exact": QUOTE})
    assert refused.status_code == 403


def test_a_document_without_a_text_says_so(client, editor):
    page = client.get(address(DocumentFactory())).content.decode()
    assert "No text yet." in page


@pytest.mark.parametrize("claim", ["x", "0", "-1", "9" * 30, "99999"])
def test_a_claim_that_is_none_is_passed_over(client, editor, revision, claim):
    shown = client.get(address(revision.document), {"claim": claim})
    assert shown.status_code == 200
    assert shown.context["chosen"] is None


def test_reading_takes_as_many_queries_for_twenty_claims_as_for_one(
    client, editor, revision
):
    # Session, account, two of permissions; document, newest text, appearances, claims,
    # claimants, passages; the claimants here, other sources, and who shares a name.
    def queries() -> int:
        with CaptureQueriesContext(connection) as captured:
            assert client.get(address(revision.document)).status_code == 200
        return len(captured)

    AppearanceFactory(claim=ClaimFactory(), revision=revision)
    queries()
    alone = queries()
    for _ in range(19):
        AppearanceFactory(claim=ClaimFactory(), revision=revision)
    assert queries() == alone <= 14


def test_pasted_words_are_found_and_taken_to_the_form(client, editor, revision):
    answer = take(client, revision, f"  {QUOTE}\r\n")
    start = TEXT.index(QUOTE)
    assert answer.url == (
        f"{ADD}?document={revision.document_id}&revision=1&start={start}"
        f"&end={start + len(QUOTE)}"
    )
    form = client.get(answer.url).context["form"]
    assert form.initial["exact"] == QUOTE
    assert form.initial["start"] == start
    assert form.initial["prefix"] == TEXT[:start]


def test_pasted_words_that_stand_twice_are_chosen_from(client, editor):
    revision = RevisionFactory(text="It rained. It rained again.")
    page = take(client, revision, "It rained").content.decode()
    assert "This passage occurs more than once. Choose one." in page
    for start in (0, 11):
        query = f"revision=1&amp;start={start}&amp;end={start + 9}"
        assert query in page


def test_pasted_words_that_are_not_there_are_told_with_the_nearest(
    client, editor, revision
):
    page = take(client, revision, "at least 13 bridges").content.decode()
    assert "The most similar passage is “at least 12 bridges”" in page


def test_a_position_says_which_of_the_same_words_are_meant(client, editor):
    revision = RevisionFactory(text="It rained. It rained again.")
    answer = take(client, revision, "It rained", start=11, end=20)
    assert answer.url.endswith("&start=11&end=20")


def test_a_position_at_which_other_words_stand_is_not_believed(client, editor):
    revision = RevisionFactory(text="It rained. It snowed.")
    answer = take(client, revision, "It snowed", start=0, end=9)
    assert answer.url.endswith("&start=11&end=20")


def test_words_over_lines_are_found_whatever_the_line_breaks(client, editor):
    text = "One\r\ntwo\r\n\r\nthree"
    revision = RevisionFactory(text=text)
    answer = take(client, revision, "One\r\ntwo\r\n\r\nthree")
    assert answer.url.endswith(f"&start=0&end={len(text)}")
    given = new_claim(revision, exact="One\r\ntwo", start=0)
    client.post(answer.url, given)
    assert Claim.objects.get().appearances.get().exact == "One\r\ntwo"


def test_nothing_selected_is_an_error(client, editor, revision):
    page = take(client, revision, " ").content.decode()
    assert "This field is required." in page or "does not contain" in page


@pytest.mark.parametrize(
    "changes",
    [
        {"start": "x"},
        {"start": 20},
        {"end": 10**6},
        {"start": "-1"},
        {"document": 99999},
        {"document": "x'"},
        {"revision": 9},
        {"end": "9" * 40},
    ],
)
def test_an_address_that_names_no_words_fills_in_nothing(
    client, editor, revision, changes
):
    shown = client.get(ADD, place(revision, **changes))
    assert shown.status_code == 200
    assert not shown.context["form"].initial


def test_after_adding_one_is_back_at_the_words(client, editor, revision):
    start = TEXT.index(QUOTE)
    query = f"?document={revision.document_id}&revision=1&start={start}&end={start + 5}"
    answer = client.post(ADD + query, new_claim(revision))
    claim = Claim.objects.get()
    assert answer.url == (
        f"{address(revision.document)}?claim={claim.pk}#words-{claim.pk}"
    )
    again = client.post(
        ADD + query, new_claim(revision, _addanother="1", allow_duplicate="on")
    )
    assert again.url == ADD + query
    assert Claim.objects.count() == 2


def test_words_that_do_not_stand_at_the_position_are_refused(client, editor, revision):
    shown = client.post(ADD, new_claim(revision, start=3)).content.decode()
    assert "at position 3" in shown
    assert not Claim.objects.exists()


def test_an_appearance_is_added_from_words_to_a_claim_that_is_chosen(
    client, editor, revision
):
    claim = ClaimFactory()
    taken = client.post(
        address(revision.document),
        {"exact": QUOTE, "claim": claim.pk, "_appearance": "1"},
    )
    assert taken.url.startswith(f"{APPEAR}?document=")
    assert client.get(taken.url).context["form"].initial["claim"] == claim
    answer = client.post(taken.url, new_claim(revision, claim=claim.pk))
    assert answer.url.endswith(f"?claim={claim.pk}#words-{claim.pk}")
    assert claim.appearances.get().exact == QUOTE


@pytest.mark.parametrize("page", [ADD, APPEAR])
def test_a_reviewer_may_not_add_from_words(client, page):
    client.force_login(UserFactory(group="Reviewer"))
    assert client.get(page).status_code == 403


def test_a_chain_is_taken_in_the_order_of_its_places(client, editor, revision):
    first, second, third = (SourceFactory() for _ in range(3))
    rows = chain(([second], "relayed"), ([], ""), ([first, third], "said"))
    rows |= {"chain-0-place": 1, "chain-2-place": 0}
    client.post(ADD, new_claim(revision) | rows)
    steps = Claim.objects.get().appearances.get().chain()
    assert [{one.source for one in step} for step in steps] == [
        {first, third},
        {second},
        {revision.document.publisher},
    ]
    assert steps[0][0].wording == "said"


def test_a_row_that_was_removed_is_no_hop(client, editor, revision):
    rows = chain(([SourceFactory()], "said"))
    rows["chain-TOTAL_FORMS"] = 3
    client.post(ADD, new_claim(revision) | rows)
    assert len(Claim.objects.get().appearances.get().chain()) == 2


@pytest.mark.parametrize(
    ("rows", "sentence"),
    [
        (chain(([], "")), "Name the claimant."),
        (chain(([], "said")), "Name a source in every row that has a wording."),
        (chain() | {"chain-TOTAL_FORMS": "x"}, "ManagementForm data is missing"),
        (chain() | {"chain-TOTAL_FORMS": "19"}, "at most 18"),
        (
            chain(([], "")) | {"chain-0-sources": ["99999"]},
            "Select a valid choice",
        ),
        (chain(([], "")) | {"chain-0-place": "-4", "chain-0-wording": "x"}, "below."),
    ],
)
def test_a_chain_that_is_none_is_refused(client, editor, revision, rows, sentence):
    shown = client.post(ADD, new_claim(revision) | rows)
    assert shown.status_code == 200
    assert sentence in shown.content.decode()
    assert not Claim.objects.exists()


def test_staff_find_the_way_from_the_article_and_from_the_document(
    client, editor, revision
):
    link = f'href="{address(revision.document)}"'
    assert link in client.get(f"/documents/{revision.document_id}/").content.decode()
    change = f"/admin/sources/document/{revision.document_id}/change/"
    assert link in client.get(change).content.decode()


def test_readers_are_not_shown_the_way_to_the_desk(client, revision):
    claim = ClaimFactory()
    AppearanceFactory(claim=claim, revision=revision)
    claim.publish(by=UserFactory())
    page = client.get(f"/documents/{revision.document_id}/").content.decode()
    assert QUOTE in page
    assert "/read/" not in page
