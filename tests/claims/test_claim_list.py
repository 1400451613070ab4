"""The desk's list of claims: what it shows, finds, counts and does to several."""

import datetime

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from claims.models import Claim
from tests.factories import (
    AppearanceFactory,
    ClaimFactory,
    EvidenceFactory,
    RevisionFactory,
    SourceFactory,
    UserFactory,
)

pytestmark = pytest.mark.django_db
LIST = "/admin/claims/claim/"


@pytest.fixture
def reviewer(client):
    user = UserFactory(group="Reviewer")
    client.force_login(user)
    return user


def listed(client, **filters) -> set[Claim]:
    response = client.get(LIST, filters)
    assert response.status_code == 200
    return set(response.context["cl"].queryset)


def act(client, action, *claims, **fields):
    return client.post(
        LIST,
        {"action": action, "_selected_action": [claim.pk for claim in claims]} | fields,
        follow=True,
    )


def sentences(response) -> list[str]:
    return [str(message) for message in response.context["messages"]]


def test_a_row_shows_status_claimant_type_due_day_and_age(client, reviewer):
    claim = ClaimFactory(due_on=datetime.date(2022, 1, 22))
    AppearanceFactory(claim=claim, claimant=SourceFactory(name="CSTO"))
    page = client.get(LIST).content.decode()
    assert '<span class="status status-unassessed">Unassessed</span>' in page
    assert "CSTO" in page
    assert "Event/Property Claim" in page
    assert '<span class="due-now">22 Jan 2022</span>' in page
    assert "0\xa0minutes" in page


def test_the_list_takes_as_many_queries_for_fifty_claims_as_for_one(client, reviewer):
    # Session, account, two of permissions; the claims, their appearances, attributions
    # with sources; two counts; claimants and documents to filter by.
    def queries() -> int:
        with CaptureQueriesContext(connection) as captured:
            client.get(LIST)
        return len(captured)

    AppearanceFactory(claim=ClaimFactory())
    client.get(LIST)
    alone = queries()
    for _ in range(49):
        AppearanceFactory(claim=ClaimFactory())
    assert queries() == alone <= 14


def test_filters_find_by_status_claimant_document_and_due_day(client, reviewer):
    wanted = ClaimFactory(due_on=datetime.date(2022, 1, 22))
    appearance = AppearanceFactory(claim=wanted)
    AppearanceFactory(claim=ClaimFactory(evidence_status="supported"))
    claimant = appearance.chain()[0][0].source
    document = appearance.revision.document
    assert listed(client, due="now") == {wanted}
    assert listed(client, due="later") == set()
    assert listed(client, claimant=claimant.pk) == {wanted}
    assert listed(client, document=document.pk) == {wanted}
    assert listed(client, evidence_status__exact="unassessed") == {wanted}
    assert wanted not in listed(client, due="never")


def test_filters_find_my_claims_and_those_without_evidence(client, reviewer):
    mine, others = ClaimFactory(), ClaimFactory()
    mine.assign(reviewer, by=reviewer)
    EvidenceFactory(claim=mine)
    assert listed(client, assigned="me") == {mine}
    assert listed(client, assigned="nobody") == {others}
    assert listed(client, evidence="none") == {others}


def test_proposals_that_wait_are_found(client, reviewer, settings):
    settings.FOUR_EYES = True
    proposed, other = ClaimFactory(), ClaimFactory()
    for claim in (proposed, other):
        claim.assess("not_checkable", rationale="Open.", by=reviewer)
    other.reject(rationale="Why?", by=reviewer)
    assert listed(client, proposal="waiting") == {proposed}


def test_filters_tell_published_claims_from_others(client, reviewer):
    published, other = ClaimFactory(published=True), ClaimFactory()
    assert listed(client, published="yes") == {published}
    assert listed(client, published="no") == {other}


@pytest.mark.parametrize("value", ["x", "9" * 30, "-1", ""])
def test_a_filter_with_a_senseless_id_is_no_filter(client, reviewer, value):
    claim = ClaimFactory()
    assert listed(client, claimant=value, document=value) == {claim}


def test_search_finds_text_quote_and_other_spellings_of_sources(client, reviewer):
    tokayev = SourceFactory(name="Kassym-Jomart Tokayev")
    tokayev.aliases.create(name="The President", folded="the president")
    claim = ClaimFactory(text="The bridges were closed by foreigners.")
    AppearanceFactory(claim=claim, claimant=tokayev)
    ClaimFactory(text="Something else.")
    for words in ("FOREIGNERS bridges", "at least 12", "tokayev", "the president"):
        assert listed(client, q=words) == {claim}
    assert listed(client, q="tokayev nonsense") == set()


@pytest.mark.parametrize("words", ['foo" OR', "%", "a " * 2000, "\\", "' --", "😀"])
def test_search_is_safe_whatever_is_typed(client, reviewer, words):
    ClaimFactory()
    assert client.get(LIST, {"q": words}).status_code == 200


def test_claims_are_assigned_to_me_and_to_nobody(client, reviewer):
    claim = ClaimFactory()
    act(client, "assign_to_me", claim)
    assert Claim.objects.get().assigned_to == reviewer
    act(client, "assign_to_nobody", claim)
    assert Claim.objects.get().assigned_to is None


def test_claims_are_published_together_and_failures_are_listed(client, editor):
    ready, bare = ClaimFactory(), ClaimFactory()
    AppearanceFactory(claim=ready)
    said = sentences(act(client, "publish", ready, bare))
    assert Claim.objects.published().get() == ready
    assert said[0].startswith(f"“{bare}”: The claim appears in no document yet")
    assert said[1] == "1 claim published."


def test_one_status_and_reason_gives_each_claim_its_own_assessment(client, reviewer):
    claims = [ClaimFactory(), ClaimFactory()]
    confirmed = {
        "confirmed": "1",
        "evidence_status": "not_checkable",
        "rationale": "Nobody is named.",
    }
    assert "2 selected claims" in act(client, "assess", *claims).content.decode()
    assert not Claim.objects.filter(assessments__isnull=False).exists()
    said = sentences(act(client, "assess", *claims, **confirmed))
    assert said == ["2 claims assessed as not a checkable claim."]
    for claim in claims:
        assert claim.assessments.get().rationale == "Nobody is named."


def test_bulk_conclusions_without_evidence_fail_one_by_one(client, reviewer):
    with_evidence, without = ClaimFactory(), ClaimFactory()
    EvidenceFactory(claim=with_evidence)
    said = sentences(
        act(
            client,
            "assess",
            with_evidence,
            without,
            confirmed="1",
            evidence_status="supported",
            rationale="Seen.",
            all_evidence="on",
        )
    )
    assert with_evidence.assessments.get().evidence.count() == 1
    assert said[0].startswith(f"“{without}”: “Supported” needs evidence")
    assert said[1] == "1 claim assessed as supported."


def test_a_bulk_form_without_a_reason_keeps_what_was_chosen(client, reviewer):
    claim = ClaimFactory()
    page = act(client, "assess", claim, confirmed="1", evidence_status="refuted")
    assert "This field is required." in page.content.decode()
    assert page.context["form"]["evidence_status"].value() == "refuted"
    assert not claim.assessments.exists()


@pytest.mark.parametrize(
    ("group", "offered"),
    [
        ("Viewer", set()),
        ("Reviewer", {"assign_to_me", "assign_to_nobody", "assess"}),
        (
            "Editor",
            {"assign_to_me", "assign_to_nobody", "assess", "publish", "unpublish"},
        ),
    ],
)
def test_each_group_is_offered_the_actions_it_may_take(client, group, offered):
    client.force_login(UserFactory(group=group))
    claim = ClaimFactory()
    form = client.get(LIST).context["action_form"]
    choices = form.fields["action"].choices if form else []
    assert {value for value, _ in choices if value} == offered
    for action in {"assign_to_me", "assess", "publish"} - offered:
        act(client, action, claim, confirmed="1")
    claim.refresh_from_db()
    assert claim.version == 1


def test_assessments_and_evidence_are_read_only_for_superusers_too(admin_client):
    claim = ClaimFactory(evidence_status="supported")
    assessment, evidence = claim.assessments.get(), claim.evidence.get()
    for name, row in (("assessment", assessment), ("evidence", evidence)):
        assert admin_client.get(f"/admin/claims/{name}/").status_code == 200
        assert admin_client.get(f"/admin/claims/{name}/add/").status_code == 403
        change = reverse(f"admin:claims_{name}_change", args=[row.pk])
        assert admin_client.post(change, {"note": "x"}).status_code == 403
        delete = reverse(f"admin:claims_{name}_delete", args=[row.pk])
        assert admin_client.post(delete, {"post": "yes"}).status_code == 403


def test_a_claim_grows_older(client, reviewer):
    ClaimFactory(at=timezone.now() - datetime.timedelta(days=3))
    assert "3\xa0days" in client.get(LIST).content.decode()


@pytest.mark.parametrize("chosen", ["x", "-1", "9" * 30, "\0", ""])
@pytest.mark.parametrize("action", ["assign_to_me", "publish", "assess"])
def test_what_is_no_claim_is_refused(client, reviewer, action, chosen):
    claim = ClaimFactory()
    given = {"action": action, "_selected_action": [str(claim.pk), chosen]}
    assert client.post(LIST, given).status_code == 400
    claim.refresh_from_db()
    assert claim.version == 1


def test_priority_comes_first_and_an_article_keeps_its_order(client, reviewer):
    late, early, top = ClaimFactory(), ClaimFactory(), ClaimFactory(priority=1)
    places = [(late, "three"), (early, "one"), (top, "two")]
    revision = RevisionFactory(text="one two three")
    for claim, word in places:
        AppearanceFactory(claim=claim, revision=revision, exact=word)

    assert list(client.get(LIST).context["cl"].queryset) == [top, late, early]
    of_article = client.get(LIST, {"document": revision.document_id})
    assert list(of_article.context["cl"].queryset) == [early, top, late]
    assert client.get(LIST, {"document": "x"}).status_code == 200
