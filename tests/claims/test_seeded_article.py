"""What `manage.py seed` makes of the article."""

import hashlib
from datetime import date

import pytest
from django.apps import apps
from django.conf import settings
from django.core.management import call_command
from django.db import transaction

from claims.exchange import seeds
from claims.models import (
    Appearance,
    Assessment,
    Claim,
    Evidence,
    Quantity,
    Relation,
    Series,
)
from claims.rules.estimates import estimates_of
from sources.models import Document, Revision, Source
from tests.factories import ClaimFactory, UserFactory, decision_on

pytestmark = pytest.mark.django_db

ARTICLE = settings.BASE_DIR / "seeds" / "000_4749671f1aa43fdd.txt"
FILE = ARTICLE.with_suffix(".claims.yaml")
DAY = date(2022, 1, 13)
AFP = "Agence France-Presse"
TOKAYEV = "Kassym-Jomart Tokayev"
JOINTLY = ["Collective Security Treaty Organization", "Government of Kazakhstan"]
NOBODY = "Unnamed estimators of the number of victims in Kazakhstan in January 2022"
PRESS_SERVICE = "Press Service of the President of Kazakhstan"


@pytest.fixture(scope="module", autouse=True)
def loaded(django_db_setup, django_db_blocker):
    """Loads the file once for all these tests, which undo what they do."""
    with django_db_blocker.unblock(), transaction.atomic():
        yield seeds.load(FILE)
        transaction.set_rollback(True)


def claim(name):
    return Claim.objects.get(external_id=f"000_4749671f1aa43fdd:{name}")


def chain(appearance):
    """The names and wordings of each step, joint sources in order of their names."""
    return [
        (sorted(one.source.name for one in step), step[0].wording)
        for step in appearance.chain()
    ]


def everything():
    """All rows that a seed file can make."""
    return {
        model.__name__: list(model.objects.order_by("pk").values())
        for app in ("sources", "claims", "accounts")
        for model in apps.get_app_config(app).get_models()
        if model._meta.managed
    }


def test_the_text_is_the_article_byte_for_byte():
    revision = Revision.objects.get()

    assert revision.text.encode() == ARTICLE.read_bytes()
    assert revision.sha256 == hashlib.sha256(ARTICLE.read_bytes()).hexdigest()
    assert (len(revision.text), len(ARTICLE.read_bytes())) == (3813, 3849)


def test_the_document_is_a_translated_report_of_afp():
    document = Document.objects.get()

    assert (document.publisher.name, document.origin) == (AFP, None)
    assert (document.language, document.original_language) == ("en", "es")
    assert document.published_on == DAY


def test_there_are_87_published_claims(loaded):
    assert loaded == {"claims": 87, "sources": 14}
    assert Claim.objects.published().count() == Claim.objects.count() == 87


ASSESSED = {
    "departure-deadline": ("pending_outcome", 0),
    "rich-elite-must-pay-into-fund": ("pending_outcome", 0),
    "disturbances-foreign-terrorist-aggression": ("not_enough_evidence", 4),
    "victims-estimated-very-high": ("not_enough_evidence", 2),
    "dozens-killed": ("not_enough_evidence", 1),
    "hundreds-injured": ("not_enough_evidence", 1),
}


def test_six_claims_are_assessed_and_no_other():
    found = Claim.objects.exclude(evidence_status="unassessed")

    assert {one.external_id.partition(":")[2] for one in found} == set(ASSESSED)
    assert Assessment.objects.count() == len(ASSESSED)


@pytest.mark.parametrize("name", ASSESSED)
def test_a_conclusion_rests_on_all_evidence_of_its_claim(name):
    status, rows = ASSESSED[name]
    assessed = claim(name)
    row = assessed.assessments.get()

    assert (assessed.evidence_status, row.action) == (status, "concluded")
    assert row.rationale.startswith("From the article alone, as of January 13, 2022: ")
    assert set(row.evidence.all()) == set(assessed.evidence.all())
    assert row.evidence.count() == rows


def test_they_are_the_work_of_an_account_that_nobody_logs_in_to():
    (user,) = {one.created_by for one in Claim.objects.select_related("created_by")}

    assert (user.username, user.is_active, user.is_staff) == ("seeds", False, False)
    assert not user.has_usable_password()


def test_every_quote_stands_where_it_is_pinned():
    text = Revision.objects.get().text

    assert Appearance.objects.count() == 91
    for one in Appearance.objects.all():
        assert text[one.start : one.end] == one.exact
        assert text[: one.start].endswith(one.prefix)
        assert text[one.end :].startswith(one.suffix)
    for one in Evidence.objects.exclude(quote=""):
        assert text[one.start : one.end] == one.quote


def test_every_sentence_of_the_article_is_quoted():
    text = Revision.objects.get().text
    quoted = bytearray(len(text))
    for one in Appearance.objects.all():
        quoted[one.start : one.end] = b"x" * (one.end - one.start)

    paragraphs = [line for line in text.splitlines() if len(line) > 30]
    for paragraph in paragraphs:
        start = text.index(paragraph)
        assert quoted[start : start + len(paragraph)].count(b"x") > len(paragraph) / 3


def test_afp_reports_everything():
    for one in Appearance.objects.all():
        assert chain(one)[-1][0] == [AFP]


NAMED = {
    "disturbances-foreign-terrorist-aggression": (
        "described the disturbances as foreign “terrorist” aggression",
        "partial_quote",
        [([TOKAYEV], "described"), ([AFP], "")],
    ),
    "tokayev-no-concrete-evidence": (
        "but so far has not provided concrete evidence in that regard",
        "own_voice",
        [([AFP], "")],
    ),
    "departure-deadline": (
        "must complete their departure before January 22",
        "paraphrase",
        [(JOINTLY, "according to the CSTO and the Kazakh authorities"), ([AFP], "")],
    ),
    "peacekeeping-operation-ended": (
        "“The peacekeeping operation ended (…), the objectives were met,”",
        "direct_quote",
        [(["Andrei Serdiukov"], "congratulated"), ([AFP], "")],
    ),
    "operation-objectives-met": (
        "“The peacekeeping operation ended (…), the objectives were met,”",
        "direct_quote",
        [(["Andrei Serdiukov"], "congratulated"), ([AFP], "")],
    ),
    "victims-estimated-very-high": (
        "the exact number of victims of the events, but it is estimated to be very "
        "high",
        "paraphrase",
        [([NOBODY], "it is estimated"), ([AFP], "")],
    ),
    "ceremony-in-almaty": (
        "A solemn ceremony with the soldiers of the OTSC The (Collective Security "
        "Treaty Organization), a Russian-led military alliance, took place Thursday "
        "morning in Almaty, Kazakhstan’s economic capital, according to AFP "
        "correspondents.",
        "own_voice",
        [([AFP], "according to AFP correspondents")],
    ),
    "putin-supported-authorities-version": (
        "The version of events presented by the Kazakh authorities received the "
        "support of Russian President Vladimir Putin",
        "own_voice",
        [([AFP], "")],
    ),
    "contingent-farewell": (
        "View of the farewell of the military contingent of the Collective Security "
        "Treaty Organization (CSTO) in Kazakhstan, on January 13, 2022.",
        "own_voice",
        [([AFP], "")],
    ),
    "tokayev-visited-hospital": (
        "Kazakhstan’s President Kassym-Jomart Tokayev speaks with injured men while "
        "visiting the hospital in Almaty, Kazakhstan, on January 12, 2022.",
        "own_voice",
        [([AFP], "")],
    ),
}


@pytest.mark.parametrize("name", NAMED)
def test_who_says_it_in_which_words(name):
    appearance = claim(name).appearances.get()

    assert (appearance.exact, appearance.mode, chain(appearance)) == NAMED[name]


@pytest.mark.parametrize(
    ("name", "comparator", "low", "high", "unit", "wording"),
    [
        ("dozens-killed", "vague", None, None, "people", "Dozens"),
        ("hundreds-injured", "vague", None, None, "people", "hundreds"),
        (
            "at-least-12000-arrested",
            "at_least",
            12000,
            None,
            "people",
            "at least 12,000",
        ),
        ("contingent-2030-troops", "equal", 2030, 2030, "troops", "2,030"),
        ("victims-estimated-very-high", "vague", None, None, "people", "very high"),
        ("elite-became-rich-in-30-years", "about", 30, 30, "years", "30 years"),
    ],
)
def test_a_number_is_kept_as_it_is_told(name, comparator, low, high, unit, wording):
    quantity = claim(name).quantity

    assert (quantity.comparator, quantity.low, quantity.high) == (comparator, low, high)
    assert (quantity.unit, quantity.wording) == (unit, wording)
    assert wording in quantity.appearance.exact


def test_killed_injured_and_arrested_are_three_quantities_of_one_sentence():
    counted = {
        claim(name).quantity.counted
        for name in ("dozens-killed", "hundreds-injured", "at-least-12000-arrested")
    }

    assert len(counted) == 3
    assert Quantity.objects.count() == 8


@pytest.mark.parametrize(
    ("name", "starts_on", "ends_on", "wording"),
    [
        ("troops-began-withdrawal", DAY, DAY, "on Thursday"),
        ("masimov-arrested", date(2022, 1, 8), date(2022, 1, 8), "on Saturday"),
        ("riots-last-week", date(2022, 1, 3), date(2022, 1, 9), "Last week"),
        ("dozens-killed", None, None, ""),
        ("troops-sent-january-6", date(2022, 1, 6), date(2022, 1, 6), "on January 6"),
        ("january-2-demonstrations", date(2022, 1, 2), date(2022, 1, 2), "January 2"),
        (
            "almaty-airport-closed",
            date(2022, 1, 3),
            DAY,
            "since last week",
        ),
    ],
)
def test_dates_are_resolved_and_keep_their_wording(name, starts_on, ends_on, wording):
    found = claim(name)

    assert (found.starts_on, found.ends_on) == (starts_on, ends_on)
    assert found.date_wording == wording


def test_the_deadline_can_be_checked_on_january_22():
    found = claim("departure-deadline")

    assert (found.due_on, found.date_wording) == (
        date(2022, 1, 22),
        "before January 22",
    )
    assert {one.name for one in found.claimants()} == set(JOINTLY)


@pytest.mark.parametrize("name", ["tokayev-no-concrete-evidence", "dozens-killed"])
def test_the_articles_own_voice_speaks_on_the_day_of_publication(name):
    assert claim(name).claim_date == DAY


def test_what_is_reported_without_a_date_has_none():
    assert claim("disturbances-foreign-terrorist-aggression").claim_date is None


def test_that_evidence_is_missing_is_context_and_refutes_nothing():
    evidence = claim("disturbances-foreign-terrorist-aggression").evidence

    missing = evidence.get(quote__contains="not provided concrete evidence")
    assert (missing.stance, missing.directness) == ("context", "first_hand")
    assert missing.source.name == AFP
    assert not evidence.filter(stance="refutes").exists()


def test_putins_support_is_an_endorsement_and_no_corroboration():
    evidence = claim("disturbances-foreign-terrorist-aggression").evidence

    support = evidence.get(source__name="Vladimir Putin")
    assert (support.stance, support.directness) == ("supports", "endorsement")
    assert support.credibility == 6
    assert not evidence.filter(stance="supports").exclude(directness="endorsement")


def test_afps_correspondents_are_first_hand_witnesses():
    witness = claim("ceremony-in-almaty").evidence.get()

    assert (witness.stance, witness.directness) == ("context", "first_hand")
    assert witness.quote == "according to AFP correspondents"


def test_nobody_stands_behind_the_estimate_and_it_says_so():
    assert Source.objects.get(name=NOBODY).kind == "unnamed"
    assert [one.name for one in claim("victims-estimated-very-high").claimants()] == [
        NOBODY
    ]


def test_both_spellings_of_tokayev_are_one_person():
    spellings = ("Kassym Jomart Tokayev", "Kassym-Jomart Tokayev", "Tokayev")

    assert {Source.objects.named(one).get() for one in spellings} == {
        Source.objects.get(name=TOKAYEV)
    }


@pytest.mark.parametrize(
    ("name", "affiliation"),
    [
        (TOKAYEV, "Government of Kazakhstan"),
        ("Andrei Serdiukov", "Collective Security Treaty Organization"),
        (PRESS_SERVICE, TOKAYEV),
        ("Vladimir Putin", None),
    ],
)
def test_sources_speak_for_others(name, affiliation):
    spoken_for = Source.objects.get(name=name).affiliation

    assert (spoken_for.name if spoken_for else None) == affiliation


def test_quotations_are_claims_beside_what_they_say():
    assert set(
        Claim.objects.filter(claim_type="quote_verification").values_list(
            "external_id", flat=True
        )
    ) == {
        f"000_4749671f1aa43fdd:{name}"
        for name in (
            "serdiukov-quote",
            "defense-ministry-quote",
            "tokayev-terrorist-quote",
            "tokayev-rich-caste-quote",
            "tokayev-pay-tribute-quote",
        )
    }


def test_loading_twice_changes_nothing(capsys):
    before = everything()

    call_command("seed")

    assert "nothing new, already loaded" in capsys.readouterr().out
    assert everything() == before


def test_what_the_desk_has_changed_survives_another_loading():
    user = UserFactory()
    edited = claim("dozens-killed")
    edited.edit(
        text="At least two dozen were killed.",
        due_on=DAY,
        decision=decision_on(edited, "reopen", restates=True),
        by=user,
    )
    edited.assess(
        "not_enough_evidence",
        rationale="No list of names.",
        evidence=edited.evidence.all(),
        by=user,
    )
    edited.unpublish(reason="It was wrong.", by=user)
    tokayev = Source.objects.get(name=TOKAYEV)
    tokayev.name, tokayev.affiliation = "President Tokayev", None
    tokayev.save()
    ClaimFactory()
    before = everything()

    seeds.load(FILE)

    assert everything() == before


def test_the_casualties_and_arrests_are_estimates_of_series():
    told = {
        series.name.split()[1]: [
            one.quantity.in_words() for one in estimates_of(series, Claim.objects.all())
        ]
        for series in Series.objects.all()
    }

    assert told == {
        "killed": ["“Dozens”"],
        "injured": ["“hundreds”"],
        "arrested": ["at least 12,000 people"],
    }


def test_the_day_narrows_the_week():
    relation = claim("troops-sent-january-6").relations_from.get()

    assert (relation.kind, relation.to_claim) == (
        "narrows",
        claim("troops-deployed-last-week"),
    )


def test_what_a_quote_says_is_a_part_of_it_and_no_repetition():
    quotes = Claim.objects.filter(claim_type="quote_verification")

    parts = Relation.objects.filter(to_claim__in=quotes)
    assert {one.kind for one in parts} == {"part_of"}
    assert {one.to_claim for one in parts} == set(quotes)


def test_missing_evidence_contradicts_nothing_and_nobody_denies_anything():
    assert set(Relation.objects.values_list("kind", flat=True)) == {
        "narrows",
        "part_of",
    }
    assert not Relation.objects.of(claim("tokayev-no-concrete-evidence").pk).exists()


@pytest.mark.parametrize(("day", "due"), [("2022-01-21", False), ("2022-01-22", True)])
def test_the_deadline_is_due_on_january_22(time_machine, day, due):
    time_machine.move_to(f"{day}T12:00:00Z")

    assert claim("departure-deadline").is_due is due
    assert list(Claim.objects.due()) == [claim("departure-deadline")] * due
