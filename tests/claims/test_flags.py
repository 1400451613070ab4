"""Flags: where each is raised and where it is not."""

from datetime import date, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from claims.models import AttributionStep, Claim, OriginCount
from claims.reading.prepared import prepare
from claims.rules import flags
from tests.factories import (
    AppearanceFactory,
    ClaimFactory,
    DocumentFactory,
    EvidenceFactory,
    RevisionFactory,
    SourceFactory,
    UserFactory,
)

pytestmark = pytest.mark.django_db


def raised(claim, moment=None) -> set[str]:
    """The flags of a claim, which also find it."""
    names = {flag.name for flag in flags.raised_on([claim], moment).get(claim.pk, [])}
    for flag in flags.FLAGS:
        rows = Claim.as_of(moment)
        found = flags.having(rows, [flag.name]).filter(**{rows.key: claim.pk})
        assert found.exists() == (flag.name in names)
    return names


def supports(claim, **fields):
    given = {"stance": "supports", "directness": "first_hand"} | fields
    claim.refresh_from_db()
    return EvidenceFactory(claim=claim, **given)


def test_every_flag_says_what_it_means_and_what_is_missing():
    for flag in flags.FLAGS:
        assert flag.meaning.endswith(".")
        assert flag.missing.endswith(".")


def test_a_bare_claim_has_no_evidence():
    claim = ClaimFactory()
    assert raised(claim) == {"no_evidence"}
    supports(claim)
    assert "no_evidence" not in raised(claim)


def test_withdrawn_evidence_is_none():
    claim = ClaimFactory()
    supports(claim).withdraw(reason="Wrong.", by=UserFactory())
    assert raised(claim) == {"no_evidence"}


def test_evidence_that_is_only_relayed():
    claim = ClaimFactory()
    supports(claim, directness="relayed", relays=SourceFactory())
    assert "only_relayed" in raised(claim)
    supports(claim)
    assert "only_relayed" not in raised(claim)


def test_support_that_is_only_endorsement():
    claim = ClaimFactory()
    supports(claim, directness="endorsement")
    assert raised(claim) == {"only_endorsements"}
    supports(claim)
    assert "only_endorsements" not in raised(claim)


@pytest.mark.parametrize("whose", ["own", "of its organization", "of its member"])
def test_a_claimant_who_is_a_party_to_the_evidence(whose):
    organization = SourceFactory()
    member = SourceFactory(affiliation=organization)
    claimant, witness = {
        "own": (member, member),
        "of its organization": (member, organization),
        "of its member": (organization, member),
    }[whose]
    claim = AppearanceFactory(claim=ClaimFactory(), claimant=claimant).claim
    supports(claim)
    assert "interested_party" not in raised(claim)
    supports(claim, source=witness)
    assert "interested_party" in raised(claim)


def test_a_quote_that_the_newest_text_has_no_more():
    appearance = AppearanceFactory(claim=ClaimFactory())
    claim, document = appearance.claim, appearance.revision.document
    document.capture(appearance.revision.text + "More.", by=UserFactory())
    assert "quote_not_exact" not in raised(claim)
    document.capture("All new words.", by=UserFactory())
    assert "quote_not_exact" in raised(claim)


def test_words_that_are_known_only_in_translation():
    claim = ClaimFactory()
    translated = DocumentFactory(language="en", original_language="es")
    AppearanceFactory(claim=claim, revision=RevisionFactory(document=translated))
    assert "translated_only" in raised(claim)
    claim.refresh_from_db()
    AppearanceFactory(claim=claim)
    assert "translated_only" not in raised(claim)


def test_evidence_withdrawn_after_the_conclusion():
    claim = ClaimFactory(evidence_status="supported")
    assert "withdrawn_since" not in raised(claim)
    claim.evidence.get().withdraw(reason="Wrong.", by=UserFactory())
    assert "withdrawn_since" in raised(claim)
    claim.refresh_from_db()
    claim.assess("unassessed", rationale="Again.", by=UserFactory())
    assert "withdrawn_since" not in raised(claim)


@pytest.mark.parametrize(
    ("before", "after", "worse"),
    [
        ("B", "C", True),
        ("B", "B", False),
        ("C", "B", False),
        (None, "D", True),
        (None, "C", False),
        ("F", "E", True),
        ("F", "A", False),
        ("A", "F", False),
    ],
)
def test_a_source_rated_worse_after_the_conclusion(before, after, worse):
    source, user = SourceFactory(), UserFactory()
    if before:
        source.rate(before, reason="So far.", by=user)
    claim = ClaimFactory()
    evidence = supports(claim, source=source)
    claim.refresh_from_db()
    claim.assess("supported", rationale="Seen.", evidence=[evidence], by=user)
    assert "downgraded_since" not in raised(claim)
    source.rate(after, reason="Since then.", by=user)
    assert ("downgraded_since" in raised(claim)) == worse


def test_a_rating_that_was_mended_raises_nothing():
    source, user = SourceFactory(), UserFactory()
    source.rate("B", reason="So far.", by=user)
    claim = ClaimFactory()
    evidence = supports(claim, source=source)
    claim.refresh_from_db()
    claim.assess("supported", rationale="Seen.", evidence=[evidence], by=user)
    for reliability in ("E", "B"):
        source.rate(reliability, reason="Since then.", by=user)
    assert "downgraded_since" not in raised(claim)


def test_another_claim_that_contradicts_or_denies():
    claim, other, user = ClaimFactory(), ClaimFactory(), UserFactory()
    denial = other.relate(claim, "denies", by=user)
    assert "contradicted" in raised(claim)
    assert "contradicted" not in raised(other)
    denial.withdraw(reason="Misread.", by=user)
    assert "contradicted" not in raised(claim)
    other.refresh_from_db()
    other.relate(claim, "contradicts", by=user)
    assert "contradicted" in raised(claim) & raised(other)


@pytest.mark.parametrize("kind", ["contradicts", "denies"])
def test_public_claim_is_contradicted_by_public_claims_only(kind):
    claim, draft = ClaimFactory(published=True), ClaimFactory()
    AppearanceFactory(claim=draft)
    user = UserFactory()
    draft.relate(claim, kind, by=user)
    related = timezone.now()
    assert "contradicted" not in raised(claim)
    draft.publish(by=user)
    published = timezone.now()
    assert "contradicted" in raised(claim)
    assert "contradicted" not in raised(claim, related)
    assert "contradicted" in raised(claim, published)
    draft.unpublish(reason="It was wrong.", by=user)
    assert "contradicted" not in raised(claim) | raised(claim, published)


def test_draft_is_contradicted_by_any_claim():
    draft, other = ClaimFactory(), ClaimFactory()
    other.relate(draft, "denies", by=UserFactory())
    AppearanceFactory(claim=other)
    assert "contradicted" in raised(draft)
    other.publish(by=UserFactory())
    assert "contradicted" in raised(draft)


def test_a_day_that_has_come(time_machine):
    claim = ClaimFactory(due_on=date(2022, 1, 22), at=timezone.now())
    time_machine.move_to("2022-01-21T12:00:00Z")
    assert "due" not in raised(claim)
    time_machine.move_to("2022-01-22T00:00:00Z")
    assert "due" in raised(claim)


def test_one_origin_however_many_repeat_it():
    afp = SourceFactory(name="AFP")
    claim = ClaimFactory()
    for _ in range(3):
        document = DocumentFactory(origin=afp)
        supports(
            claim, directness="relayed", source=document.publisher, document=document
        )
    assert "single_origin" in raised(claim)
    supports(claim)
    assert "single_origin" not in raised(claim)


def test_flags_of_an_earlier_moment():
    claim = ClaimFactory(at=timezone.now() - timedelta(days=2))
    evidence = EvidenceFactory(claim=claim, stance="supports", directness="first_hand")
    yesterday = timezone.now() - timedelta(days=1)
    assert raised(claim, yesterday) == {"no_evidence"}
    assert raised(claim) == {"single_origin"}
    now = timezone.now()
    evidence.withdraw(reason="Wrong.", by=UserFactory())
    assert raised(claim, now) == {"single_origin"}


def test_the_api_names_flags_and_filters_by_them(client):
    claim = ClaimFactory(published=True)
    ClaimFactory(published=True, evidence_status="supported")
    answer = client.get("/api/v1/claims/", {"flag": "no_evidence"}).json()["results"]
    assert [one["id"] for one in answer] == [claim.pk]
    assert "no_evidence" in answer[0]["flags"]
    assert client.get("/api/v1/claims/", {"flag": "x"}).status_code == 400


def test_the_desk_shows_and_filters_flags(admin_client):
    claim = ClaimFactory()
    ClaimFactory(evidence_status="supported")
    shown = admin_client.get("/admin/claims/claim/", {"flag": "no_evidence"})
    assert set(shown.context["cl"].queryset) == {claim}
    page = admin_client.get(f"/admin/claims/claim/{claim.pk}/change/").content.decode()
    assert "There is no evidence yet." in page
    assert "no known origin" in page


def test_the_flags_of_many_claims_are_one_query():
    def queries() -> int:
        with CaptureQueriesContext(connection) as captured:
            flags.raised_on(Claim.objects.all())
        return len(captured)

    ClaimFactory(evidence_status="supported")
    alone = queries()
    ClaimFactory.create_batch(20, evidence_status="supported")
    assert queries() == alone == 2


# An appearance or a piece of evidence: which sources, and how it was known.
THINGS = st.lists(
    st.tuples(
        st.sampled_from(["appearance", "first_hand", "relayed", "endorsement"]),
        st.sampled_from(["supports", "refutes"]),
        st.integers(0, 4),
        st.none() | st.integers(0, 4),
        st.none() | st.integers(0, 4),
    ),
    max_size=8,
)


@settings(
    max_examples=40,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(THINGS)
def test_the_stored_count_of_origins_is_what_readers_are_shown(things):
    from django.core.exceptions import ValidationError
    from django.db import transaction

    with transaction.atomic():
        sources = [SourceFactory(kind="unnamed"), *SourceFactory.create_batch(4)]
        claim = ClaimFactory()
        for kind, stance, source, relays, origin in things:
            claim.refresh_from_db()
            document = None
            if origin is not None or kind == "appearance":
                document = DocumentFactory(
                    origin=None if origin is None else sources[origin]
                )
            try:
                with transaction.atomic():
                    if kind == "appearance":
                        AppearanceFactory(
                            claim=claim,
                            revision=RevisionFactory(document=document),
                            mode="own_voice" if relays else "paraphrase",
                            steps=[AttributionStep((sources[source],))],
                        )
                    else:
                        EvidenceFactory(
                            claim=claim,
                            stance=stance,
                            directness=kind,
                            source=sources[source],
                            relays=sources[relays]
                            if kind == "relayed" and relays is not None
                            else None,
                            document=document,
                        )
            except ValidationError:
                continue
        stored = OriginCount.objects.filter(claim=claim.pk).order_by("-version")
        (prepared,) = prepare([Claim.objects.get(pk=claim.pk)])
        count = prepared.origins.supporting.count
        assert getattr(stored.first(), "count", 0) == count
        transaction.set_rollback(True)
