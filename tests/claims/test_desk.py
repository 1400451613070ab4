"""The pages of the desk for one claim: who may do what, and what comes of it."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from claims.models import Claim
from tests.desk import chain
from tests.factories import (
    AppearanceFactory,
    AssessmentFactory,
    ClaimFactory,
    EvidenceFactory,
    QuantityFactory,
    RevisionFactory,
    SourceFactory,
    UserFactory,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def claim():
    return AppearanceFactory(claim=ClaimFactory()).claim


@pytest.fixture
def reviewer(client):
    user = UserFactory(group="Reviewer")
    client.force_login(user)
    return user


def page(name: str, row, query: str = "") -> str:
    return reverse(f"admin:claims_claim_{name}", args=[row.pk]) + query


def assess(client, claim, query="", **fields):
    given = {
        "evidence_status": "not_checkable",
        "rationale": "Nobody has shown any.",
        "version": Claim.objects.get(pk=claim.pk).version,
    }
    return client.post(page("change", claim, query), given | fields, follow=True)


def sentences(response) -> list[str]:
    return [str(message) for message in response.context["messages"]]


def test_the_desk_shows_words_chain_evidence_and_history(client, reviewer):
    claim = AppearanceFactory(claimant=SourceFactory(name="The mayor")).claim
    AssessmentFactory(claim=claim, to_status="supported")
    shown = client.get(page("change", claim)).content.decode()
    assert "The mayor said that <mark>at least 12 bridges were closed</mark>" in shown
    assert '<strong dir="auto">The mayor</strong>' in shown
    assert '<q dir="auto">said</q>' in shown
    assert claim.evidence.get().source.name in shown
    assert claim.assessments.get().rationale in shown


def test_the_desk_takes_as_many_queries_for_much_as_for_little(client, reviewer):
    # Session, account, membership, two of permissions; claim, appearances with texts,
    # attributions, quantity, evidence, assessments and what they rest on; evidence to
    # tick; queue; the groups that may do what the person may not.
    def queries(claim) -> int:
        with CaptureQueriesContext(connection) as captured:
            assert client.get(page("change", claim)).status_code == 200
        return len(captured)

    little = AppearanceFactory(claim=ClaimFactory(evidence_status="supported")).claim
    much = ClaimFactory()
    for _ in range(10):
        AppearanceFactory(claim=much)
        evidence = EvidenceFactory(claim=much)
        much.assess("supported", rationale="So.", evidence=[evidence], by=reviewer)
    assert queries(much) == queries(little) <= 27


def test_the_words_of_a_claim_are_escaped(client, reviewer):
    claim = ClaimFactory(text="<script>alert(1)</script> & more")
    text = "Before <b>bold</b> & after."
    AppearanceFactory(
        claim=claim, revision=RevisionFactory(text=text), exact="<b>bold</b>"
    )
    shown = client.get(page("change", claim)).content.decode()
    assert "<mark>&lt;b&gt;bold&lt;/b&gt;</mark> &amp; after." in shown
    assert "<script>alert" not in shown


def test_assessing_leaves_an_assessment_and_says_so(client, reviewer, claim):
    evidence = EvidenceFactory(claim=claim)
    said = assess(client, claim, evidence=[evidence.pk])
    assert sentences(said) == ["Assessed as not a checkable claim."]
    assessment = claim.assessments.get()
    assert assessment.assessed_by == reviewer
    assert list(assessment.evidence.all()) == [evidence]


@pytest.mark.parametrize(
    ("fields", "sentence"),
    [
        ({"rationale": " "}, "Give the reason for the conclusion"),
        ({"evidence_status": ""}, "Choose a status."),
        ({"evidence_status": "refuted"}, "“Refuted” needs evidence"),
        ({"evidence_status": "unassessed"}, "there is nothing to reopen"),
        ({"evidence": ["99999"]}, "Select a valid choice"),
    ],
)
def test_a_refused_assessment_keeps_what_was_typed(
    client, reviewer, claim, fields, sentence
):
    shown = assess(client, claim, **({"rationale": "My reason."} | fields))
    assert sentence in shown.content.decode()
    assert not claim.assessments.exists()
    if "rationale" not in fields:
        assert "My reason.</textarea>" in shown.content.decode()


def test_saving_on_an_old_version_shows_what_was_concluded_and_keeps_the_text(
    client, reviewer, claim
):
    old = claim.version
    claim.assess(
        "pending_outcome",
        rationale="The first one.",
        timing_reason="No day is named.",
        by=UserFactory(),
    )
    shown = assess(client, claim, version=old, rationale="Mine.").content.decode()
    assert "Somebody else has changed the claim" in shown
    assert "The first one." in shown
    assert "Mine.</textarea>" in shown
    assert f'name="version" value="{claim.version}"' in shown
    assert claim.assessments.count() == 1


def test_save_and_next_goes_through_the_list_one_came_from(client, reviewer):
    bridge, *others = [ClaimFactory(text=f"Bridge {n}.") for n in range(3)]
    ClaimFactory(text="Tunnel.")
    query = "?_changelist_filters=q%3Dbridge"
    shown = assess(client, bridge, query, _next="1")
    assert shown.redirect_chain[-1][0] == page("change", others[0], query)
    assert "1 left" in shown.content.decode()
    shown = assess(client, others[1], query, _next="1")
    assert shown.redirect_chain[-1][0] == "/admin/claims/claim/?q=bridge"
    assert "That was the last claim in the list." in sentences(shown)


def test_neighbors_in_an_article_are_those_of_its_text(client, reviewer):
    text = RevisionFactory(text="Rain fell. Snow fell. Hail fell.")
    snow, rain, hail = [
        AppearanceFactory(claim=ClaimFactory(), revision=text, exact=words).claim
        for words in ("Snow fell", "Rain fell", "Hail fell")
    ]
    ClaimFactory()
    query = f"?_changelist_filters=document%3D{text.document_id}"
    for claim, before, after, left in [
        (rain, None, snow, 2),
        (snow, rain, hail, 1),
        (hail, snow, None, 0),
    ]:
        queue = client.get(page("change", claim, query)).context["queue"]
        assert (queue.previous, queue.next, queue.left) == (
            before and before.pk,
            after and after.pk,
            left,
        )
    # Of a claim of another article, they are those with the next ids.
    other = AppearanceFactory(claim=ClaimFactory()).claim
    assert client.get(page("change", other, query)).context["queue"].previous == hail.pk


@pytest.mark.parametrize(
    "filters", ["evidence_status__exact%3Dx%26o%3D99", "password__x%3D1", "p%3Dx"]
)
def test_a_list_that_makes_no_sense_falls_back_to_the_queue(
    client, reviewer, claim, filters
):
    address = page("change", claim, f"?_changelist_filters={filters}")
    assert client.get(address).status_code == 200


@pytest.mark.parametrize("pk", ["0", "x", "9" * 30, "99999"])
def test_a_claim_that_is_not_there_is_not_found(client, reviewer, pk):
    assert client.get(f"/admin/claims/claim/{pk}/change/").status_code == 404


PAGES = {
    "change": "Reviewer",
    "evidence": "Reviewer",
    "withdraw": "Reviewer",
    "assign": "Reviewer",
    "edit": "Editor",
    "appearance": "Editor",
    "quantity": "Editor",
    "publish": "Editor",
    "delete": "Editor",
}
GROUPS = ["Viewer", "Reviewer", "Editor"]


@pytest.mark.parametrize(("name", "needed"), PAGES.items())
@pytest.mark.parametrize("group", GROUPS)
def test_each_page_asks_for_its_permission(client, claim, name, needed, group):
    client.force_login(UserFactory(group=group))
    row = EvidenceFactory(claim=claim) if name == "withdraw" else claim
    response = client.post(page(name, row), {})
    allowed = GROUPS.index(group) >= GROUPS.index(needed)
    assert (response.status_code != 403) == allowed


def test_nobody_gets_in_without_logging_in(client, claim):
    for name in PAGES:
        response = client.get(page(name, claim))
        assert response.status_code == 302
        assert response.url.startswith("/admin/login/")


def test_editing_changes_the_claim_once(client, editor, claim):
    given = {
        "text": "Twelve bridges were closed.",
        "claim_type": "numerical",
        "language": "en",
        "due_on": "2022-01-22",
        "version": claim.version,
    }
    response = client.post(page("edit", claim), given)
    assert response.url == page("change", claim)
    claim.refresh_from_db()
    assert (claim.text, claim.claim_type) == (given["text"], "numerical")
    again = client.post(page("edit", claim), given | {"text": "Late."})
    assert "Somebody else has changed the claim" in again.content.decode()
    claim.refresh_from_db()
    assert claim.text == given["text"]


def test_a_claim_is_added_with_the_words_in_which_it_appears(client, editor):
    revision, claimant = RevisionFactory(), SourceFactory()
    given = {
        "text": "At least twelve bridges were closed.",
        "claim_type": "numerical",
        "language": "en",
        "document": revision.document.pk,
        "exact": "at least 12 bridges were closed",
        "mode": "paraphrase",
        **chain(([claimant], "said")),
    }
    client.post("/admin/claims/claim/add/", given)
    claim = Claim.objects.get()
    steps = [[one.source for one in step] for step in claim.appearances.get().chain()]
    assert steps == [[claimant], [revision.document.publisher]]
    assert claim.created_by == editor
    assert not claim.is_published


def test_a_claim_whose_words_are_not_in_the_text_is_not_added(client, editor):
    given = {
        "text": "Bridges.",
        "claim_type": "numerical",
        "language": "en",
        "document": RevisionFactory().document.pk,
        "exact": "at least 13 bridges",
        "mode": "paraphrase",
        **chain(([SourceFactory()], "")),
    }
    shown = client.post("/admin/claims/claim/add/", given).content.decode()
    assert "The most similar passage is “at least 12 bridges”" in shown
    assert not Claim.objects.exists()


def test_the_number_of_a_claim_is_stated(client, editor, claim):
    given = {
        "appearance": claim.appearances.get().pk,
        "wording": "at least 12",
        "comparator": "at_least",
        "low": "12",
        "unit": "bridges",
        "counted": "bridges closed",
    }
    client.post(page("quantity", claim), given)
    claim.refresh_from_db()
    assert claim.quantity.in_words() == "at least 12 bridges"
    refused = client.post(page("quantity", claim), given | {"wording": "thirteen"})
    assert "The quoted words do not contain" in refused.content.decode()


def test_evidence_is_added_and_withdrawn_for_a_reason(client, reviewer, claim):
    given = {
        "stance": "refutes",
        "directness": "first_hand",
        "source": SourceFactory().pk,
        "document": claim.appearances.get().revision.document.pk,
        "quote": "bridges were closed",
        "credibility": "3",
    }
    client.post(page("evidence", claim), given)
    evidence = claim.evidence.get()
    assert (evidence.added_by, evidence.quote) == (reviewer, "bridges were closed")
    assert client.post(page("withdraw", evidence), {"reason": " "}).status_code == 200
    client.post(page("withdraw", evidence), {"reason": "A mistake."})
    evidence.refresh_from_db()
    assert (evidence.withdrawn_by, evidence.withdrawal_reason) == (
        reviewer,
        "A mistake.",
    )


def test_a_claim_is_taken_and_given_back(client, reviewer, claim):
    client.post(page("assign", claim), {"to": "me"})
    assert Claim.objects.get().assigned_to == reviewer
    client.post(page("assign", claim), {"to": "nobody"})
    assert Claim.objects.get().assigned_to is None


def test_a_claim_is_published_and_unpublished(client, editor, claim):
    client.post(page("publish", claim))
    assert Claim.objects.get().is_published
    refused = client.post(page("unpublish", claim), {"reason": " "})
    assert refused.context["form"].errors.keys() == {"reason"}
    assert Claim.objects.get().is_published
    client.post(page("unpublish", claim), {"reason": "It was wrong."})
    assert not Claim.objects.get().is_published
    assert claim.unpublications.get().reason == "It was wrong."


def test_what_is_refused_is_said(client, editor):
    response = client.post(page("publish", ClaimFactory()), follow=True)
    assert sentences(response)[0].startswith("The claim appears in no document yet")


@pytest.mark.parametrize("name", ["assign", "publish"])
def test_a_link_changes_nothing(client, editor, claim, name):
    assert client.get(page(name, claim)).status_code == 405


def test_only_a_claim_without_history_is_deleted(client, editor, claim):
    with_history = ClaimFactory(evidence_status="supported")
    published = ClaimFactory(published=True)
    for kept, why in [
        (with_history, "The claim has been assessed: its ledger stays."),
        (published, "The claim was published once."),
    ]:
        shown = client.get(page("delete", kept)).content.decode()
        assert why in shown
        assert 'value="Delete claim"' not in shown
        assert (
            page("delete", kept)
            not in client.get(page("change", kept)).content.decode()
        )
        given = {"version": kept.version}
        refused = client.post(page("delete", kept), given).content.decode()
        assert f"<li>{why}" in refused
    assert set(Claim.objects.all()) == {with_history, published, claim}


def test_page_that_deletes_says_what_goes(client, editor):
    claim = EvidenceFactory(claim=QuantityFactory().claim).claim
    EvidenceFactory(claim=claim)
    claim.relate(ClaimFactory(), "repeats", by=claim.created_by)
    assert page("delete", claim) in client.get(page("change", claim)).content.decode()

    shown = client.get(page("delete", claim)).content.decode()
    assert (
        "With it go: 1 appearance, 1 quantity, 2 pieces of evidence, 1 relation."
        in shown
    )
    stale = client.post(page("delete", claim), {"version": claim.version - 1})
    assert "Somebody else has changed the claim" in stale.content.decode()
    assert client.post(page("delete", claim), {"version": claim.version}, follow=True)
    assert not Claim.objects.filter(pk=claim.pk).exists()
    assert Claim.objects.count() == 1


def test_a_change_of_a_published_conclusion_asks_for_a_note(client, reviewer):
    claim = ClaimFactory(published=True, evidence_status="supported")
    shown = assess(client, claim).content.decode()
    assert "add a note to readers" in shown
    assert claim.assessments.count() == 1
    note = {"correction_type": "new_evidence", "correction_note": "A witness."}
    said = assess(client, claim, **note)
    assert sentences(said) == ["Assessed as not a checkable claim."]
    assert "A witness." in said.content.decode()


def test_proposer_sees_why_not_to_approve(client, reviewer, settings):
    settings.FOUR_EYES = True
    claim = ClaimFactory()
    claim.assess("not_checkable", rationale="Nobody saw it.", by=reviewer)
    own = client.get(page("change", claim)).content.decode()
    client.force_login(UserFactory(group="Reviewer"))
    other = client.get(page("change", claim)).content.decode()

    assert "You cannot approve your own proposal." in own
    assert ['name="_approve"' in shown for shown in (own, other)] == [False, True]


def test_with_four_eyes_one_proposes_and_another_approves(client, reviewer, settings):
    settings.FOUR_EYES = True
    claim = ClaimFactory()
    said = assess(client, claim)
    assert sentences(said)[0].startswith("Proposed as not a checkable claim")
    decide = {"_approve": "1", "decide-version": Claim.objects.get().version}
    refused = client.post(page("change", claim), decide).content.decode()
    assert "You cannot approve your own proposal." in refused
    client.force_login(UserFactory(group="Reviewer"))
    said = client.post(page("change", claim), decide, follow=True)
    assert sentences(said) == ["Approved: assessed as not a checkable claim."]


def test_a_proposal_is_sent_back_with_a_reason_and_not_without(
    client, reviewer, settings
):
    settings.FOUR_EYES = True
    claim = ClaimFactory()
    assess(client, claim)
    decide = {"_reject": "1", "decide-version": Claim.objects.get().version}
    refused = client.post(page("change", claim), decide)
    assert "Give the reason" in refused.content.decode()
    decide["decide-rationale"] = "Too thin."
    said = client.post(page("change", claim), decide, follow=True)
    assert sentences(said) == ["Proposal sent back."]
    assert claim.assessments.get(number=2).rationale == "Too thin."


def test_claim_leads_to_its_public_page_and_its_place_in_the_article(
    client, reviewer, claim
):
    draft = client.get(page("change", claim)).content.decode()
    claim.publish(by=claim.created_by)
    published = client.get(page("change", claim)).content.decode()

    public = f'href="/claims/{claim.pk}/"'
    document = claim.appearances.get().revision.document_id
    article = f"/admin/sources/document/{document}/read/?claim={claim.pk}#words-"
    assert (public in draft, public in published) == (False, True)
    assert article in draft
