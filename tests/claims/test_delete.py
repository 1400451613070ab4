import pytest
from django.apps import apps
from django.core.management import call_command
from django.db.models import ProtectedError

from claims.ledger import versions
from claims.models import (
    Appearance,
    Attribution,
    ChangeLogEntry,
    Claim,
    Evidence,
    Quantity,
    Relation,
)
from claims.reading.change_log import events_of
from claims.search import index
from sources.models import Revision, Source
from tests.database import execute, refused, without_triggers
from tests.factories import (
    TEXT,
    AppearanceFactory,
    AssessmentFactory,
    ClaimFactory,
    EvidenceFactory,
    QuantityFactory,
    RelationFactory,
    UserFactory,
)
from tracker.common.errors import DomainError

pytestmark = pytest.mark.django_db


def test_a_claim_that_nobody_has_seen_goes_with_all_that_is_meaningless_alone():
    claim = QuantityFactory().claim

    assert claim.can_be_deleted()
    claim.delete()

    for model in (Claim, Appearance, Attribution, Quantity):
        assert not model.objects.exists()
    assert Revision.objects.exists()
    assert Source.objects.exists()


def test_a_claim_that_was_ever_published_is_kept_with_all_that_belongs_to_it():
    claim = QuantityFactory(appearance__claim__published=True).claim
    assert not claim.can_be_deleted()
    claim.refresh_from_db()
    claim.unpublish(reason="It was wrong.", by=claim.created_by)

    assert not claim.can_be_deleted()
    with refused("ever published"):
        claim.delete()

    assert claim.quantities.exists()
    assert claim.versions.count() == claim.version


@pytest.mark.parametrize("factory", [EvidenceFactory, RelationFactory])
def test_rows_that_are_deleted_by_the_verb_alone_keep_the_claim(factory):
    row = factory()

    with pytest.raises(ProtectedError):
        (row.claim if factory is EvidenceFactory else row.from_claim).delete()


def test_a_claim_with_a_ledger_is_kept():
    claim = AssessmentFactory().claim

    assert not claim.can_be_deleted()
    with pytest.raises(DomainError, match="has been assessed") as error:
        claim.delete_draft(by=claim.created_by)
    assert error.value.code == "claim_stays"
    with pytest.raises(ProtectedError):
        claim.delete()


@pytest.fixture
def user():
    return UserFactory(group="Editor")


@pytest.fixture
def draft(user):
    """A draft with a row of everything that can hang on one."""
    claim = QuantityFactory().claim
    EvidenceFactory(claim=claim).withdraw(reason="Wrong.", by=user)
    claim.refresh_from_db()
    EvidenceFactory(claim=claim)
    appearance = claim.appearances.get()
    appearance.revision.document.capture(f"New. {TEXT}", by=user)
    other = ClaimFactory(text="Another draft.")
    claim.relate(other, "repeats", by=user)
    claim.relate(other, "narrows", by=user).withdraw(reason="Wrong.", by=user)
    claim = Claim.objects.get(pk=claim.pk)
    claim.dispute_attribution(
        appearance,
        dispute="disputed",
        reason="She denies it.",
        evidence=claim.evidence.active().get(),
        by=user,
    )
    return Claim.objects.get(pk=claim.pk)


def left() -> set[str]:
    """The tables of claims that have rows, but for those that record what happened."""
    return {
        model.__name__
        for model in apps.get_app_config("claims").get_models()
        if model._default_manager.exists()
    } - {"ChangeLogEntry", "CachedClaim"}


def test_a_draft_goes_with_all_that_hangs_on_it(draft, user):
    other = Claim.objects.get(text="Another draft.")
    before = other.version
    assert left() > {"Evidence", "Relation", "QuoteCheck", "Quantity", "Attribution"}
    assert draft.can_be_deleted()

    draft.delete_draft(by=user)

    assert left() == {"Claim", "ClaimVersion", "ClaimWords", "ClaimSentence"}
    assert list(Claim.objects.all()) == [other]
    other.refresh_from_db()
    assert (other.version, other.updated_by) == (before + 1, user)
    assert list(versions.verify(lambda count: None)) == []
    assert index.out_of_step() == []
    call_command("verify_origins")


def test_the_record_of_the_other_claim_has_the_removal(draft, user):
    relations = list(Relation.objects.order_by("pk"))
    other = Claim.objects.get(text="Another draft.")

    draft.delete_draft(by=user)

    newest = other.versions.order_by("-version").first()
    assert [(one["event"], one["id"]) for one in newest.events] == [
        ("relation_removal", relation.pk) for relation in relations
    ]
    assert events_of([ChangeLogEntry.objects.latest_entry()])
    with without_triggers():
        for relation in relations[:1]:
            relation.from_claim = ClaimFactory()
            relation.save(force_insert=True)
    broken = {one.why for one in versions.verify(lambda count: None)}
    assert f"relation_to {relations[0].pk} is there again" in broken


def test_a_relation_that_is_gone_without_the_verb_is_found(draft):
    with without_triggers():
        Relation.objects.all().delete()

    broken = [one.why for one in versions.verify(lambda count: None)]
    assert any(why.startswith("relation_from") for why in broken)
    assert any(why.startswith("relation_to") for why in broken)


@pytest.mark.parametrize("recorded", ["added", "withdrawn"])
def test_a_draft_in_the_record_of_a_published_claim_is_kept(user, recorded):
    draft, published = ClaimFactory(), AppearanceFactory().claim
    if recorded == "added":
        published.relate(draft, "repeats", by=user)
        published.publish(by=user)
    else:
        published.publish(by=user)
        relation = draft.relate(published, "repeats", by=user)
        published.unpublish(reason="It was wrong.", by=user)
        relation.withdraw(reason="Wrong.", by=user)
    draft.refresh_from_db()

    assert not draft.can_be_deleted()
    with pytest.raises(DomainError, match=f"related to claim {published.pk}"):
        draft.delete_draft(by=user)
    with refused("withdrawn, not deleted"):
        execute("DELETE FROM claims_claim WHERE id = %s", draft.pk)
        Relation.objects.all().delete()


@pytest.mark.parametrize("taken_back", [True, False])
def test_a_published_claim_stays_as_it_is_when_a_draft_about_it_goes(user, taken_back):
    published, draft = ClaimFactory(published=True), ClaimFactory()
    draft.relate(published, "repeats", by=user)
    draft.relate(published, "narrows", by=user).withdraw(reason="Wrong.", by=user)
    published.refresh_from_db()
    if taken_back:
        published.unpublish(reason="It was wrong.", by=user)
    draft.refresh_from_db()
    version = published.version

    assert draft.can_be_deleted()
    draft.delete_draft(by=user)

    published.refresh_from_db()
    assert published.version == version
    assert not Relation.objects.exists()
    assert list(versions.verify(lambda count: None)) == []


def test_only_the_version_that_was_read_is_deleted(draft, user):
    read = Claim.objects.get(pk=draft.pk)
    EvidenceFactory(claim=draft)

    with pytest.raises(Claim.Stale):
        read.delete_draft(by=user)
    assert Evidence.objects.count() == 3


def test_a_draft_is_deleted_once(draft, user):
    twin = Claim.objects.get(pk=draft.pk)
    draft.delete_draft(by=user)

    with pytest.raises(DomainError, match="has been deleted"):
        twin.delete_draft(by=user)


def test_the_database_keeps_evidence_and_relations_while_their_claims_are_there(draft):
    with refused("withdrawn, not deleted"):
        execute("DELETE FROM claims_evidence")
    with refused("withdrawn, not deleted"):
        execute("DELETE FROM claims_relation")
    with refused("(?i)foreign key"):
        execute("DELETE FROM claims_claim WHERE id = %s", draft.pk)


def test_what_a_claim_appears_in_is_kept():
    appearance = AppearanceFactory()
    source = appearance.attributions.first().source

    for row in (appearance.revision, appearance.revision.document, source):
        with pytest.raises(ProtectedError):
            row.delete()


def test_people_who_recorded_something_are_kept():
    appearance = AppearanceFactory()

    for person in (appearance.created_by, appearance.claim.created_by):
        with pytest.raises(ProtectedError):
            person.delete()
