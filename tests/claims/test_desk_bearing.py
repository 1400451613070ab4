"""Sentences of the same article that are offered where evidence is added."""

import re

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from claims.desk.suggested_sentences import MAX_SUGGESTIONS, suggest
from tests.factories import (
    AppearanceFactory,
    ClaimFactory,
    RevisionFactory,
    SourceFactory,
    UserFactory,
)

pytestmark = pytest.mark.django_db
OWN = "The mayor said that twelve bridges were closed."
LIKE = "Police confirmed that the twelve bridges were closed\r\nall day."
TEXT = f"{OWN} {LIKE} Nobody sang.\r\n\r\n<b>Ducks</b> swam."


@pytest.fixture
def claim():
    claim = ClaimFactory(text="Twelve bridges were closed on Thursday.")
    AppearanceFactory(claim=claim, revision=RevisionFactory(text=TEXT), exact=OWN)
    return claim


@pytest.fixture
def reviewer(client):
    user = UserFactory(group="Reviewer")
    client.force_login(user)
    return user


def address(claim) -> str:
    return f"/admin/claims/claim/{claim.pk}/evidence/"


def test_like_sentences_are_offered_and_its_own_is_not(claim, reviewer):
    assert [one.place.exact for one in suggest(claim, reader=reviewer)] == [LIKE]


def test_a_sentence_is_offered_for_the_claims_in_it(claim, reviewer):
    other = ClaimFactory(text="Ducks swam where twelve bridges were closed.")
    revision = claim.appearances.get().revision
    AppearanceFactory(claim=other, revision=revision, exact="Ducks")
    offered = suggest(claim, reader=reviewer)
    [ducks] = [one for one in offered if "Ducks" in one.place.exact]
    assert [one.pk for one in ducks.claims] == [other.pk]


def test_rare_words_weigh_more_than_frequent_ones(reviewer):
    rare = "Swans were seen."
    frequent = [f"The bridge of the town number {one} is there." for one in range(9)]
    claim = ClaimFactory(text="The town is the home of swans.")
    text = " ".join([OWN, *frequent[:5], rare, *frequent[5:]])
    AppearanceFactory(claim=claim, revision=RevisionFactory(text=text), exact=OWN)
    assert [one.place.exact for one in suggest(claim, reader=reviewer)] == [rare]


def test_few_sentences_are_offered(reviewer):
    text = " ".join([OWN, *["Twelve bridges stand."] * 9, *["Nobody sang."] * 20])
    claim = ClaimFactory(text="Twelve bridges were closed.")
    AppearanceFactory(claim=claim, revision=RevisionFactory(text=text), exact=OWN)
    assert len(suggest(claim, reader=reviewer)) == MAX_SUGGESTIONS


def test_a_claim_in_no_document_is_offered_nothing(client, reviewer):
    claim = ClaimFactory()
    assert suggest(claim, reader=reviewer) == []
    assert "may bear on it" not in client.get(address(claim)).content.decode()


def test_one_click_fills_in_the_quote_and_it_can_be_added(client, reviewer, claim):
    page = client.get(address(claim), {"_changelist_filters": "q=x"}).content.decode()
    href = re.search(r'<a href="(\?document=[^"]+)">Quote', page)[1]
    filled = client.get(address(claim) + href.replace("&amp;", "&"))
    initial = filled.context["form"].initial
    assert initial["quote"] == LIKE
    given = {
        "stance": "supports",
        "directness": "relayed",
        "source": SourceFactory().pk,
        "credibility": "6",
        **{name: initial[name] for name in ("document", "quote", "prefix", "suffix")},
    }
    answer = client.post(address(claim) + href.replace("&amp;", "&"), given)
    assert answer.url == (
        f"/admin/claims/claim/{claim.pk}/change/?_changelist_filters=q%3Dx"
    )
    evidence = claim.evidence.get()
    assert (evidence.quote, evidence.start) == (LIKE, TEXT.index(LIKE))


def test_offering_takes_as_many_queries_for_many_claims_as_for_one(
    client, reviewer, claim
):
    # Session, account, two of permissions; claim, its first appearance, text, newest
    # text, document; the claims of the text, claimants, passages.
    def queries() -> int:
        with CaptureQueriesContext(connection) as captured:
            client.get(address(claim))
        return len(captured)

    revision = claim.appearances.get().revision
    AppearanceFactory(claim=ClaimFactory(), revision=revision, exact=LIKE)
    queries()
    alone = queries()
    for _ in range(9):
        AppearanceFactory(claim=ClaimFactory(), revision=revision, exact=LIKE)
    assert queries() == alone <= 15
