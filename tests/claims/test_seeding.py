"""What a seed file says is what is loaded, once."""

import pytest
from django.core.management import call_command

from claims.exchange import seeds
from claims.models import Claim
from sources.models import Document, Revision, Source
from tests.claims.conftest import ARTICLE
from tests.database import nothing_changes
from tests.factories import SourceFactory, UserFactory

pytestmark = pytest.mark.django_db


def test_a_file_is_loaded_through_the_verbs(seed):
    assert seeds.load(seed()) == {"claims": 2, "sources": 3}

    claim = Claim.objects.get(external_id="bridges:bridges-closed")
    assert claim.is_published
    assert claim.version == 3
    assert claim.quantity.wording == "at least 12"
    assert claim.evidence.get().source == Source.objects.named("DPA").get()
    assert [one.name for one in claim.claimants()] == ["The mayor"]
    assert claim.claimants()[0].affiliation.name == "The city"


def test_the_article_is_kept_byte_for_byte(seed):
    seeds.load(seed())

    assert Revision.objects.get().text.encode() == ARTICLE.encode()


def test_a_file_loaded_twice_changes_nothing(seed):
    path = seed()
    seeds.load(path)

    with nothing_changes(*Claim.objects.all(), *Source.objects.all()):
        assert seeds.load(path) == {}


def test_a_claim_that_was_added_to_the_file_is_loaded_beside_the_others(seed):
    seeds.load(seed(("id: mayor-said", "id: spoken")))

    assert seeds.load(seed()) == {"claims": 1}
    assert Claim.objects.count() == 3


def test_the_same_article_under_another_file_is_the_same_document(seed):
    seeds.load(seed())
    seeds.load(seed(name="more"))

    assert (Document.objects.count(), Revision.objects.count()) == (1, 1)
    assert Claim.objects.count() == 4


def test_a_source_that_is_known_is_left_as_it_is(seed):
    known = SourceFactory(name="D.P.A.", kind="news_outlet")
    known.aliases.create(name="DPA")

    seeds.load(seed(("    aliases: [Deutsche Presse-Agentur]\n", "")))

    known.refresh_from_db()
    assert (known.name, known.kind) == ("D.P.A.", "news_outlet")
    assert Document.objects.get().publisher == known


def test_an_affiliation_that_was_taken_away_does_not_come_back(seed):
    path = seed()
    seeds.load(path)
    Source.objects.update(affiliation=None)

    seeds.load(path)

    assert not Source.objects.exclude(affiliation=None).exists()


def test_keys_without_values_say_nothing(seed):
    seeds.load(
        seed(
            ("due_on: 2022-01-22", "due_on:\n    context:\n    language:"),
            ("      low: 12\n", "      low: 12\n      high:\n"),
            (
                "quote: said that",
                "quote: said that\n        note:\n        credibility:",
            ),
            ("aliases: [Deutsche Presse-Agentur]", "aliases:\n    description:"),
            ("wording: said", "wording:"),
            ("  publisher: DPA", "  publisher: DPA\n  url:\n  published_on:"),
        )
    )

    claim = Claim.objects.get(external_id="bridges:bridges-closed")
    assert (claim.due_on, claim.context, claim.language) == (None, "", "en")


def conclusion(evidence="[1]"):
    """A change of the seed file that concludes on its first claim."""
    said = "quote: said that\n"
    return said, (
        f"{said}    assessed:\n      status: supported\n      reason: DPA was there.\n"
        f"      evidence: {evidence}\n"
    )


def test_a_conclusion_is_an_assessment_that_relies_on_the_evidence_named(seed):
    seeds.load(seed(conclusion()))

    claim = Claim.objects.get(external_id="bridges:bridges-closed")
    (row,) = claim.assessments.all()
    assert (claim.evidence_status, claim.version) == ("supported", 4)
    assert (row.action, row.rationale) == ("concluded", "DPA was there.")
    assert row.assessed_by.username == "seeds"
    assert list(row.evidence.all()) == list(claim.evidence.all())


def test_with_four_eyes_a_conclusion_of_a_file_waits_for_approval(seed, settings):
    settings.FOUR_EYES = True
    seeds.load(seed(conclusion()))

    claim = Claim.objects.get(external_id="bridges:bridges-closed")
    assert claim.evidence_status == "unassessed"
    claim.approve(by=UserFactory())
    assert claim.evidence_status == "supported"


def test_the_command_tells_what_it_loaded(seed, capsys):
    call_command("seed", seed())
    call_command("seed", seed())

    assert capsys.readouterr().out.splitlines() == [
        "bridges.claims.yaml: 2 claims and 3 sources loaded.",
        "bridges.claims.yaml: nothing new, already loaded.",
    ]


def test_the_command_takes_all_seed_files_in_the_order_of_their_names(
    seed, tmp_path, settings, capsys
):
    settings.BASE_DIR = tmp_path.parent
    seed(name="b"), seed(name="a")
    tmp_path.rename(tmp_path.parent / "seeds")

    call_command("seed")

    assert [line[:14] for line in capsys.readouterr().out.splitlines()] == [
        "a.claims.yaml:",
        "b.claims.yaml:",
    ]
