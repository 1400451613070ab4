"""What the tracker knew at an earlier moment."""

import contextlib
import random
from datetime import timedelta

import pytest
from django.db import IntegrityError, connection, transaction
from django.test.utils import CaptureQueriesContext, override_settings
from django.utils import timezone
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from rest_framework.test import APIClient

from claims import ledger
from claims.choices import EvidenceStatus
from claims.models import Claim, ClaimVersion
from claims.rules.carrying import carries
from tests.factories import (
    AppearanceFactory,
    ClaimFactory,
    DocumentFactory,
    EvidenceFactory,
    RevisionFactory,
    SourceFactory,
    UserFactory,
    reword,
)
from tracker.common.errors import DomainError

pytestmark = pytest.mark.django_db
START = timezone.datetime(2022, 1, 13, 8, tzinfo=timezone.get_fixed_timezone(0))


def api(user=None) -> APIClient:
    client = APIClient()
    if user:
        client.force_authenticate(user)
    return client


def desk() -> APIClient:
    return api(UserFactory(is_superuser=True))


def moment(hours: int) -> str:
    return (START + timedelta(hours=hours)).isoformat()


def at(hours: int):
    return START + timedelta(hours=hours)


def texts(client, **query) -> list[str]:
    response = client.get("/api/v1/claims/", query)
    assert response.status_code == 200, response.json()
    return [claim["text"] for claim in response.json()["results"]]


def test_a_claim_reads_as_it_read_then():
    claim = ClaimFactory(text="First.", at=at(0))
    reword(claim, "Second.", by=claim.created_by, at=at(2))
    assert texts(desk(), as_of=moment(-1)) == []
    assert texts(desk(), as_of=moment(0)) == ["First."]
    assert texts(desk(), as_of=moment(1)) == ["First."]
    assert texts(desk(), as_of=moment(2)) == ["Second."]
    response = desk().get(f"/api/v1/claims/{claim.pk}/", {"as_of": moment(1)})
    assert (response.json()["text"], response.json()["version"]) == ("First.", 1)


def test_a_conclusion_is_not_known_before_it_is_drawn():
    claim = ClaimFactory(at=at(0))
    by = claim.created_by
    claim.assess("not_checkable", rationale="Open.", by=by, at=at(1))
    claim.assess("not_checkable", rationale="Both.", by=by, at=at(3))
    address = f"/api/v1/claims/{claim.pk}/"
    then = desk().get(address, {"as_of": moment(2)}).json()
    assert then["evidence_status"] == "not_checkable"
    assert then["latest_assessment"]["rationale"] == "Open."
    history = desk().get(f"{address}history/", {"as_of": moment(2)}).json()["results"]
    assert [row["number"] for row in history] == [1]


def test_evidence_stands_until_it_is_withdrawn():
    claim = ClaimFactory(at=at(0))
    evidence = EvidenceFactory(claim=claim, stance="supports", at=at(1))
    evidence.withdraw(reason="A mistake.", by=claim.created_by, at=at(3))
    client, address = desk(), f"/api/v1/claims/{claim.pk}/"
    counts = [
        client.get(address, {"as_of": moment(h)}).json()["evidence"]["supports"]
        for h in (0, 1, 2, 3)
    ]
    assert counts == [0, 1, 1, 0]
    listed = client.get(f"{address}evidence/", {"as_of": moment(2)}).json()["results"]
    assert [row["withdrawn_at"] for row in listed] == [None]
    assert listed[0]["withdrawal_reason"] == ""


def test_filters_and_search_look_at_what_was_then():
    claim = ClaimFactory(text="Bridges.", at=at(0))
    appearance = AppearanceFactory(claim=claim, at=at(1))
    claimant = appearance.attributions.get(position=0).source
    reword(claim, "Tunnels.", claim_type="causal", by=claim.created_by, at=at(2))
    client = desk()
    assert texts(client, as_of=moment(1), q="bridges") == ["Bridges."]
    assert texts(client, as_of=moment(1), q="tunnels") == []
    assert texts(client, as_of=moment(1), claim_type="causal") == []
    assert texts(client, as_of=moment(0), claimant=claimant.pk) == []
    assert texts(client, as_of=moment(1), claimant=claimant.pk) == ["Bridges."]
    document = appearance.revision.document.pk
    assert texts(client, as_of=moment(0), document=document) == []
    assert texts(client, as_of=moment(1), document=document) == ["Bridges."]


def test_the_public_sees_what_was_public_then_and_is_now():
    claim = ClaimFactory(text="Bridges.", at=at(0))
    AppearanceFactory(claim=claim, at=at(1))
    claim.publish(by=claim.created_by, at=at(2))
    assert texts(api(), as_of=moment(1)) == []
    assert texts(api(), as_of=moment(2)) == ["Bridges."]
    claim.unpublish(reason="It was wrong.", by=claim.created_by, at=at(3))
    assert texts(api(), as_of=moment(2)) == []
    address = f"/api/v1/claims/{claim.pk}/"
    assert api().get(address, {"as_of": moment(2)}).status_code == 410


def test_the_number_told_then_is_answered():
    claim = ClaimFactory(at=at(0))
    appearance = AppearanceFactory(claim=claim, at=at(1))
    stated = {
        "appearance": appearance,
        "wording": "12",
        "unit": "bridges",
        "counted": "bridges closed",
        "by": claim.created_by,
    }
    claim.set_quantity(comparator="equal", low=12, at=at(2), **stated)
    claim.set_quantity(comparator="at_least", low=12, at=at(3), **stated)
    address = f"/api/v1/claims/{claim.pk}/"
    told = [
        (desk().get(address, {"as_of": moment(h)}).json()["quantity"] or {}).get(
            "comparator"
        )
        for h in (1, 2, 3)
    ]
    assert told == [None, "equal", "at_least"]


@pytest.mark.parametrize("value", ["yesterday", "2022-1-14", "2022-01-14T00:00:00"])
def test_a_moment_without_day_or_offset_is_refused(value):
    response = api().get("/api/v1/claims/", {"as_of": value})
    assert response.status_code == 400
    assert response.json()["errors"][0]["field"] == "as_of"


def test_pages_go_on_at_the_same_moment():
    for number in range(5):
        ClaimFactory(text=f"Bridge {number}.", at=at(0))
    client = desk()
    page = client.get("/api/v1/claims/", {"as_of": moment(1), "page_size": 2}).json()
    seen = [claim["text"] for claim in page["results"]]
    ClaimFactory(at=at(2))
    while page["next"]:
        page = client.get(page["next"]).json()
        seen += [claim["text"] for claim in page["results"]]
    assert seen == [f"Bridge {number}." for number in range(5)]


def test_a_list_takes_as_many_queries_for_fifty_claims_as_for_one():
    # The feed; versions; appearances, attributions, evidence, quantities, assessments,
    # flags.
    client = desk()

    def queries() -> int:
        with CaptureQueriesContext(connection) as captured:
            texts(client, as_of=moment(9))
        return len(captured)

    def make():
        claim = ClaimFactory(evidence_status="supported", at=at(0))
        AppearanceFactory(claim=claim, at=at(1))

    make()
    alone = queries()
    for _ in range(49):
        make()
    assert queries() == alone <= 10


@pytest.mark.parametrize("field", ["text", "updated_at", "published_at"])
def test_the_database_keeps_versions_as_they_were(field):
    claim = ClaimFactory(at=at(0))
    reword(claim, "Second.", by=claim.created_by, at=at(1))
    values = {"text": "Forged.", "updated_at": at(5), "published_at": at(5)}
    for act in (
        lambda: claim.versions.update(**{field: values[field]}),
        lambda: claim.versions.filter(version=1).update(evidence_status="refuted"),
        lambda: claim.versions.all().delete(),
    ):
        with (
            pytest.raises(IntegrityError, match="of a claim never change"),
            transaction.atomic(),
        ):
            act()


def test_a_raw_change_leaves_a_version_too():
    claim = ClaimFactory(at=at(0))
    Claim.objects.filter(pk=claim.pk).update(version=2, context="More.")
    assert list(
        claim.versions.order_by("version").values_list("context", flat=True)
    ) == [
        "",
        "More.",
    ]


def test_a_claim_that_was_once_published_is_not_deleted():
    claim = ClaimFactory(published=True)
    claim.unpublish(reason="It was wrong.", by=claim.created_by)
    assert not claim.can_be_deleted()
    with pytest.raises(IntegrityError, match="ever published"):
        claim.delete()


def test_a_deleted_claim_leaves_no_versions():
    claim = ClaimFactory()
    claim.delete()
    assert not ClaimVersion.objects.exists()


# One step of a random history: which claim, which verb, which of its choices.
STEPS = st.lists(
    st.tuples(st.integers(0, 2), st.integers(0, 9), st.integers(0, 10**6)),
    min_size=1,
    max_size=12,
)


class History:
    """A world to which random things happen, an hour apart."""

    def __init__(self) -> None:
        self.user = UserFactory(is_superuser=True)
        self.second = UserFactory()
        self.revision = RevisionFactory(
            document=DocumentFactory(publisher=SourceFactory())
        )
        self.sources = SourceFactory.create_batch(2)
        self.claims: list[Claim] = []
        self.hour = 0

    def step(self, which: int, verb: int, seed: int) -> None:
        self.hour += 1
        chance = random.Random(seed)
        how = {"by": self.user, "at": at(self.hour)}
        if which >= len(self.claims):
            text = f"Claim {len(self.claims)}."
            self.claims.append(
                Claim.create_with_appearances(text=text, claim_type="causal", **how)
            )
            return
        claim = Claim.objects.get(pk=self.claims[which].pk)
        with contextlib.suppress(DomainError):
            self.act(claim, verb, chance, how)

    def act(self, claim: Claim, verb: int, chance: random.Random, how: dict) -> None:
        standing = list(claim.evidence.active().order_by("pk"))
        if verb == 0:
            reword(claim, f"Reads {chance.random()}.", **how)
        elif verb == 1 and not claim.appearances.exists():
            AppearanceFactory(
                claim=claim,
                revision=self.revision,
                claimant=chance.choice(self.sources),
                **how,
            )
        elif verb in (1, 2):
            EvidenceFactory(
                claim=claim,
                stance=chance.choice(["supports", "refutes", "context"]),
                source=chance.choice(self.sources),
                **how,
            )
        elif verb == 3 and standing:
            chance.choice(standing).withdraw(reason="Wrong.", **how)
        elif verb == 4:
            claim.publish(**how)
        elif verb == 5:
            claim.unpublish(reason="It was wrong.", **how)
        elif verb == 6 and claim.appearances.exists():
            claim.set_quantity(
                appearance=claim.appearances.get(),
                comparator="at_least",
                low=chance.randrange(99),
                wording="12",
                unit="bridges",
                counted="bridges",
                **how,
            )
        elif verb == 7 and claim.open_proposal():
            decide = {"by": self.second, "at": how["at"]}
            if chance.random() < 0.3:
                claim.reject(rationale="Too thin.", **decide)
            else:
                claim.approve(**decide)
        elif standing:
            known = [one for one in EvidenceStatus.values if carries(one, standing)]
            status = chance.choice(known)
            if status == EvidenceStatus.PENDING_OUTCOME:
                how["timing_reason"] = "No day is named."
            correction = (
                {"correction_type": "new_evidence", "correction_note": "New."}
                if claim.needs_correction()
                else {}
            )
            claim.assess(
                status, rationale="So.", evidence=standing, **correction, **how
            )

    def seen(self, client: APIClient, **query) -> dict:
        seen = {"list": client.get("/api/v1/claims/", query).json()["results"]}
        for claim in seen["list"]:
            for part in ("", "evidence/", "history/"):
                address = f"/api/v1/claims/{claim['id']}/{part}"
                seen[address] = client.get(address, query).json()
        filtered = client.get("/api/v1/claims/", query | {"evidence_status": "refuted"})
        seen["refuted"] = [claim["id"] for claim in filtered.json()["results"]]
        return seen


@settings(
    max_examples=8,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(STEPS, st.booleans())
def test_any_history_is_answered_as_it_was_seen_on_the_way(steps, four_eyes):
    with transaction.atomic(), override_settings(FOUR_EYES=four_eyes):
        world = History()
        client = api(world.user)
        snapshots = {}
        for step in [(0, 0, 0), (1, 1, 0), *steps]:
            world.step(*step)
            snapshots[world.hour] = world.seen(client)
        for hour, snapshot in snapshots.items():
            assert world.seen(client, as_of=moment(hour)) == snapshot
        assert list(ledger.verify()) == []
        transaction.set_rollback(True)
