"""The fictional story: what it shows, and that it is removed whole."""

import pytest
from django.apps import apps
from django.core.management import CommandError, call_command
from django.db import connection

from claims import ledger
from claims.choices import EvidenceStatus
from claims.exchange import demo, seeds
from claims.models import (
    Assessment,
    AttributionStep,
    Claim,
    Relation,
    SeededRow,
    Series,
)
from claims.rules.estimates import estimates_of
from sources.models import Document, Source
from tests.database import execute
from tests.factories import (
    AppearanceFactory,
    ClaimFactory,
    DocumentFactory,
    EvidenceFactory,
    SourceFactory,
    UserFactory,
)
from tracker.common import triggers
from tracker.common.errors import DomainError

pytestmark = pytest.mark.django_db

PAGES = ["/", "/claims/", "/timeline/", "/estimates/", "/corrections/"]


def claim(name: str) -> Claim:
    return Claim.objects.get(external_id=name)


def everything() -> dict[str, list]:
    """All rows but those of the change log, which keeps what is gone."""
    return {
        model.__name__: list(model._default_manager.order_by("pk").values())
        for app in ("sources", "claims", "accounts")
        for model in apps.get_app_config(app).get_models()
        if model._meta.managed and model.__name__ not in ("ChangeLogEntry",)
    }


@pytest.fixture(params=[False, True], ids=["alone", "four-eyes"])
def story(request, settings):
    settings.FOUR_EYES = request.param
    return demo.load()


@pytest.mark.usefixtures("story")
def test_story_has_every_status():
    found = set(Claim.objects.values_list("evidence_status", flat=True))
    assert found == set(EvidenceStatus.values)


@pytest.mark.usefixtures("story")
def test_story_has_corrections_captures_relations_and_a_copy():
    assert Assessment.objects.corrections().count() == 2
    captures = [one.revisions.count() for one in Document.objects.order_by("id")]
    assert sorted(captures) == [1, 1, 1, 2, 3]
    assert set(Relation.objects.values_list("kind", flat=True)) == {
        "supersedes",
        "contradicts",
        "part_of",
    }
    assert Document.objects.exclude(origin=None).get().origin.name == "Northern Wire"
    assert claim("1-wire:at-least-40-houses").appearances.count() == 2


@pytest.mark.usefixtures("story")
def test_estimate_is_revised_over_time():
    estimates = estimates_of(Series.objects.get(), Claim.objects.all())

    words = {one.quantity.in_words() for one in estimates}
    assert words == {
        "at least 40 houses",
        "at least 55 houses",
        "63 houses",
        "61 houses",
    }


@pytest.mark.usefixtures("story")
def test_deadline_of_the_dike_has_passed():
    assert list(Claim.objects.due()) == [claim("1-wire:dike-before-may")]


@pytest.mark.usefixtures("story")
def test_day_of_the_readme_shows_what_was_known_then(client):
    quote = claim("3-radio:calloway-quote")
    address = f"/api/v1/claims/{quote.pk}/"

    then = client.get(address, {"as_of": "2025-03-06"}).json()
    listed = client.get("/api/v1/claims/", {"as_of": "2025-03-06"}).json()["results"]

    assert then["evidence_status"] == "supported"
    assert client.get(address).json()["evidence_status"] == "refuted"
    assert 0 < len(listed) < Claim.objects.count()


@pytest.mark.usefixtures("story")
def test_ledger_of_the_story_is_intact():
    assert list(ledger.verify()) == []


@pytest.mark.usefixtures("story")
def test_story_loaded_twice_is_there_once(capsys):
    before = everything()

    call_command("demo", "load")

    assert capsys.readouterr().out == "The demo is already loaded.\n"
    assert everything() == before


def test_every_page_says_that_the_story_is_fiction(client, story):
    addresses = [
        *PAGES,
        claim("3-radio:calloway-quote").get_absolute_url(),
        f"/documents/{Document.objects.first().pk}/",
        f"/sources/{Source.objects.first().pk}/",
    ]
    for address in addresses:
        page = client.get(address).content.decode()
        assert "The story of the flood in Brackenford is fiction" in page, address
        assert "manage.py demo remove" in page


@pytest.mark.parametrize("address", PAGES)
def test_no_page_speaks_of_fiction_without_the_story(client, address):
    assert "Brackenford" not in client.get(address).content.decode()


def test_story_is_removed_whole_and_nothing_else(capsys, settings):
    settings.FOUR_EYES = False
    for path in seeds.files(settings.BASE_DIR / "seeds"):
        seeds.load(path)
    SourceFactory(name="Hanna Voss")
    before = everything()

    call_command("demo", "load")
    call_command("demo", "remove")

    loaded, removed = capsys.readouterr().out.splitlines()
    assert loaded.startswith("The demo was loaded: 8 sources, 15 claims.")
    assert removed == (
        "The demo was removed: 8 sources, 1 series, 5 documents, 15 claims."
    )
    assert everything() == before
    assert list(triggers.missing(connection)) == []
    assert list(ledger.verify()) == []


def test_checkpoint_from_before_names_what_was_removed(story):
    kept = ledger.checkpoint()
    gone = set(Claim.objects.values_list("pk", flat=True))

    demo.remove()

    assert {one.claim for one in ledger.verify_against(kept)} >= gone
    assert list(ledger.verify_against(ledger.checkpoint())) == []


def test_followers_of_the_change_log_read_that_claims_are_deleted(client, story):
    gone = set(Claim.objects.values_list("pk", flat=True))
    cursor = client.get("/api/v1/changes/").json()
    while cursor["results"]:
        follow, cursor = cursor["next"], client.get(cursor["next"]).json()

    demo.remove()

    entries = client.get(follow).json()["results"]
    assert {one["claim"] for one in entries if "deleted" in one["events"]} == gone


def edit(name: str) -> None:
    claim(name).edit(context="Mine.", by=UserFactory(username="ruth"))


def conclude(name: str) -> None:
    by = UserFactory(username="ruth")
    claim(name).assess("not_checkable", rationale="Why.", by=by)


def quote(name: str) -> None:
    revision = claim(name).appearances.first().revision
    other = ClaimFactory()
    steps = [AttributionStep((SourceFactory(),))]
    more = {"exact": "houses", "mode": "own_voice", "steps": steps}
    other.add_appearance(revision, by=other.created_by, **more)


def speak(name: str) -> None:
    AppearanceFactory(claimant=claim(name).claimants()[0])


def publish(name: str) -> None:
    DocumentFactory(publisher=claim(name).claimants()[0])


def prove(name: str) -> None:
    EvidenceFactory(claim=claim(name))


def relate(name: str) -> None:
    other = ClaimFactory()
    claim(name).relate(other, "contradicts", by=other.created_by)


@pytest.mark.parametrize(
    ("work", "named"),
    [
        (edit, "claim version"),
        (conclude, "is the work of ruth"),
        (quote, "refers to it"),
        (speak, "refers to it"),
        (publish, "document"),
        (prove, "evidence"),
        (relate, "refers to it"),
    ],
)
def test_story_on_which_other_work_hangs_stays(story, work, named):
    work("1-wire:dam-held")
    before = everything()

    with pytest.raises(CommandError, match="Other work hangs on demo") as error:
        call_command("demo", "remove")

    assert named in str(error.value)
    assert everything() == before


@pytest.mark.postgresql
def test_only_the_owner_of_the_tables_removes_the_story(story):
    for sql in (
        "CREATE ROLE desk_program",
        "GRANT ALL ON ALL TABLES IN SCHEMA public TO desk_program",
        "GRANT ALL ON ALL SEQUENCES IN SCHEMA public TO desk_program",
        "SET LOCAL ROLE desk_program",
    ):
        execute(sql)
    before = everything()

    with pytest.raises(CommandError, match="Only the owner of the tables"):
        call_command("demo", "remove")

    assert everything() == before
    execute("RESET ROLE")


def test_story_that_is_not_here_cannot_be_removed():
    with pytest.raises(DomainError, match="Nothing of demo is here"):
        demo.remove()


def test_seed_file_is_removed_whole(seed, capsys):
    SourceFactory(name="DPA")
    before = everything()
    path = seed()

    call_command("seed", path)
    call_command("seed", path, "--remove")

    assert capsys.readouterr().out.splitlines()[1] == (
        "bridges.claims.yaml: removed 2 sources, 1 document, 2 claims."
    )
    assert everything() == before
    assert not SeededRow.objects.exists()


def test_seed_file_that_others_work_on_stays(seed):
    path = seed()
    seeds.load(path)
    claim("bridges:bridges-closed").assign(None, by=UserFactory())
    EvidenceFactory(claim=claim("bridges:bridges-closed"))

    with pytest.raises(CommandError, match="Other work hangs on bridges"):
        call_command("seed", path, "--remove")

    assert Claim.objects.count() == 2


def test_removed_seed_file_can_be_loaded_again(seed):
    path = seed()
    seeds.load(path)
    call_command("seed", path, "--remove")

    assert seeds.load(path) == {"claims": 2, "sources": 3}
    assert list(ledger.verify()) == []
