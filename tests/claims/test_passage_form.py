"""Claims made of a passage, in the form beside the text."""

import pytest

from claims.models import Claim
from sources.models import Source
from tests.claims.test_desk_odd_input import ENCODED, ODD, encoded
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


@pytest.fixture
def revision():
    return RevisionFactory()


def address(document) -> str:
    return f"/admin/sources/document/{document.pk}/read/"


def save(client, revision, **given):
    """What the page answers to a claim that is made of a passage."""
    sent = {
        "exact": QUOTE,
        "text": "At least twelve bridges were closed.",
        "claim_type": "numerical",
        "kind": "person",
        "language": "en",
        "_save": "1",
    }
    return client.post(address(revision.document), sent | given)


def test_passage_without_a_speaker_is_in_the_voice_of_the_article(client, editor):
    document = DocumentFactory(published_on="2022-01-13")
    revision = RevisionFactory(document=document)

    answer = save(client, revision)

    claim = Claim.objects.get()
    assert answer.url == f"?claim={claim.pk}#words-{claim.pk}"
    appearance = claim.appearances.get()
    assert (appearance.start, appearance.mode) == (TEXT.index(QUOTE), "own_voice")
    assert claim.claimants() == [document.publisher]
    assert str(claim.claim_date) == "2022-01-13"
    assert not claim.is_published


def test_known_and_new_speakers_make_a_claim_jointly(client, editor, revision):
    mayor = SourceFactory(name="The mayor")

    answer = save(
        client,
        revision,
        said_by="the  mayor; City hall; THE MAYOR",
        kind="government_body",
        wording="said",
    )

    step, reported = Claim.objects.get().appearances.get().chain()
    new = Source.objects.get(name="City hall")
    assert [one.source for one in step] == [mayor, new]
    assert (step[0].wording, new.kind) == ("said", "government_body")
    assert reported[0].source == revision.document.publisher
    page = client.get(address(revision.document) + answer.url).content.decode()
    assert "New source: “City hall” (government body)." in page


def test_new_speaker_takes_the_permission_to_add_sources(client, revision):
    user = UserFactory(group="Editor")
    editors = user.groups.get()
    editors.permissions.remove(*editors.permissions.filter(codename="add_source"))
    client.force_login(user)

    page = save(client, revision, said_by="Nobody known").content.decode()

    assert "Source “Nobody known” was not found." in page
    assert not Claim.objects.exists()


def test_wrong_claim_is_shown_in_place_and_records_no_source(client, editor, revision):
    count = Source.objects.count()

    page = save(client, revision, text="\0", said_by="The mayor").content.decode()
    late = save(client, revision, language="English")

    assert "Null characters are not allowed." in page
    assert 'value="The mayor"' in page
    assert "<details open>" in late.content.decode()
    assert Source.objects.count() == count
    assert not Claim.objects.exists()


@pytest.mark.parametrize("value", ODD, ids=lambda value: repr(value[:20]))
def test_odd_input_is_answered_with_a_page(client, editor, revision, value):
    """The buttons are not among the fields that the test of all forms sends."""
    fields = ("text", "claim_type", "said_by", "kind", "wording", "mode", "language")
    places = ("exact", "start", "end", "claim", "claim_date", "context")
    sent = encoded({name: [value] for name in (*fields, *places)} | {"_save": ["1"]})
    for one in (sent, encoded({"exact": [QUOTE], "said_by": [value], "_save": ["1"]})):
        answer = client.post(address(revision.document), one, content_type=ENCODED)
        assert answer.status_code == 200
    assert not Claim.objects.exists()
    assert Source.objects.count() == 1


def test_place_of_ambiguous_words_is_chosen_without_typing_again(client, editor):
    revision = RevisionFactory(text="It rained. It rained again.")
    page = save(client, revision, exact="It rained").content.decode()
    assert 'name="_place" value="11-20"' in page

    save(client, revision, exact="It rained", _place="11-20")

    assert Claim.objects.get().appearances.get().start == 11


def test_last_speakers_of_the_article_are_offered_first(client, editor, revision):
    other, first, last = (SourceFactory(name=name) for name in ("A", "B", "C"))
    for speaker in (first, last):
        AppearanceFactory(claim=ClaimFactory(), revision=revision, claimant=speaker)

    offered = client.get(address(revision.document)).context["speakers"]

    assert offered[:2] == ["C", "B"]
    assert "A" in offered[2:]


@pytest.mark.parametrize("group", ["Reviewer", "Editor"])
def test_selection_becomes_evidence_on_a_claim_of_another_article(
    client, revision, group
):
    client.force_login(UserFactory(group=group))
    claim = AppearanceFactory(claim=ClaimFactory()).claim
    selected = ClaimFactory()
    sent = {"exact": QUOTE, "claim": selected.pk, "_evidence": "1"}
    assert 'name="_evidence"' in client.get(address(revision.document)).content.decode()

    answer = client.post(address(revision.document), sent)

    assert f"start={TEXT.index(QUOTE)}&" in answer.url
    initial = client.get(answer.url).context["form"].initial
    assert (initial["quote"], initial["claim"]) == (QUOTE, selected)
    names = ("document", "quote", "prefix", "suffix")
    given = {
        "claim": claim.pk,
        "stance": "refutes",
        "directness": "first_hand",
        "source": SourceFactory().pk,
        "credibility": "6",
        **{name: initial[name] for name in names},
    }
    answer = client.post(answer.url, given)
    evidence = claim.evidence.get()
    assert (evidence.quote, evidence.revision) == (QUOTE, revision)
    assert answer.url.startswith(address(revision.document))
    assert not selected.evidence.exists()


def test_evidence_on_no_claim_is_refused_and_nothing_is_lost(client, editor, revision):
    answer = client.post(
        "/admin/claims/claim/evidence/", {"note": "From the archive.", "claim": "999"}
    )
    assert answer.context["form"].errors["claim"]
    assert "From the archive.</textarea>" in answer.content.decode()
