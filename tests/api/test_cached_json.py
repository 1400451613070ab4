"""Cached JSON of claims is what would be put together now, whatever was changed."""

import ast
import json
from datetime import date
from importlib.util import resolve_name
from pathlib import Path

import pytest
from django.conf import settings
from django.contrib.auth.models import AnonymousUser, Permission
from django.db import DatabaseError

from claims.api.serializers import ClaimSerializer
from claims.models import AttributionStep, CachedClaim, ChangeLogEntry, Claim
from claims.reading import cached_json
from claims.reading.prepared import prepare
from tests.api.random_work import work
from tests.factories import (
    AppearanceFactory,
    ClaimFactory,
    EvidenceFactory,
    QuantityFactory,
    SeriesFactory,
    SourceFactory,
    UserFactory,
    reword,
)

pytestmark = pytest.mark.django_db


def listed(user) -> dict[int, str]:
    return dict(cached_json.all_bodies(Claim.objects.visible_to(user), user))


def made_anew(user) -> dict[int, str]:
    claims = prepare(Claim.objects.visible_to(user), reader=user)
    return {claim.pk: body for claim, body in cached_json.render(claims)}


@pytest.mark.parametrize("seed", range(6))
def test_what_is_kept_is_what_would_be_made_anew(seed):
    readers = [AnonymousUser(), UserFactory(is_superuser=True)]
    done = []
    for deed in work(seed, 40):
        done.append(deed)
        for reader in readers:
            assert listed(reader) == made_anew(reader), done

    positions = list(
        ChangeLogEntry.objects.order_by("position").values_list("position")
    )
    assert positions == [(number,) for number in range(1, len(positions) + 1)]


def test_what_is_kept_serves_the_next_reader(claim, django_assert_num_queries):
    listed(AnonymousUser())
    with django_assert_num_queries(1):
        listed(AnonymousUser())


def test_the_public_and_the_desk_are_shown_different_things(claim):
    hidden = SourceFactory()
    source = claim.claimants()[0]
    source.affiliation = hidden
    source.save()
    public, desk = listed(AnonymousUser()), listed(UserFactory(is_superuser=True))
    assert hidden.name in desk[claim.pk]
    assert hidden.name not in public[claim.pk]


def test_for_who_sees_a_part_nothing_is_kept(claim):
    reader = UserFactory()
    reader.user_permissions.add(Permission.objects.get(codename="view_claim"))
    assert cached_json.audience(reader) is None
    assert list(listed(reader)) == [claim.pk]
    assert not CachedClaim.objects.exists()


def test_a_claim_looks_different_on_the_day_that_it_is_due(anonymous, time_machine):
    time_machine.move_to("2022-01-21T23:00:00Z")
    claim = ClaimFactory(published=True, due_on=date(2022, 1, 22))

    def flags():
        return anonymous.get("/api/v1/claims/").json()["results"][0]["flags"]

    assert "due" not in flags()
    assert CachedClaim.objects.get().until == claim.due_on
    time_machine.move_to("2022-01-22T00:00:01Z")
    assert "due" in flags()
    assert CachedClaim.objects.get().until is None


def test_a_database_that_keeps_nothing_answers_all_the_same(
    claim, anonymous, monkeypatch
):
    def full(*args, **kwargs):
        raise DatabaseError("database or disk is full")

    monkeypatch.setattr(CachedClaim.objects, "bulk_create", full)
    answer = anonymous.get("/api/v1/claims/")
    assert [one["id"] for one in answer.json()["results"]] == [claim.pk]
    assert not CachedClaim.objects.exists()


def test_a_text_that_looks_like_an_address_stays_as_it_is(anonymous):
    text = 'They wrote {"url":"/api/v1/claims/1/"} and \\"url\\":"/x".'
    claim = ClaimFactory(published=True, text=text)
    answer = anonymous.get(f"/api/v1/claims/{claim.pk}/").json()
    assert answer["text"] == text
    assert answer["url"] == f"http://testserver/api/v1/claims/{claim.pk}/"


def test_a_change_between_reading_and_keeping_outdates_what_is_kept(claim):
    user = AnonymousUser()
    rows = list(cached_json.with_cached_json(Claim.objects.all(), user))
    reword(claim, "Later.", by=claim.created_by)
    dict(cached_json.bodies(rows, user))
    claim.refresh_from_db()
    reword(claim, "Later still.", by=claim.created_by)
    assert "Later still." in listed(user)[claim.pk]


def test_an_organization_is_shown_once_another_claim_makes_it_public(claim):
    organization = SourceFactory()
    source = claim.claimants()[0]
    source.affiliation = organization
    source.save()
    assert organization.name not in listed(AnonymousUser())[claim.pk]

    other = AppearanceFactory(steps=[AttributionStep((organization,))]).claim
    other.publish(by=other.created_by)
    assert organization.name in listed(AnonymousUser())[claim.pk]

    other.unpublish(reason="It was wrong.", by=other.created_by)
    assert organization.name not in listed(AnonymousUser())[claim.pk]


def test_a_source_that_is_rated_worse_raises_the_flag(claim):
    evidence = EvidenceFactory(claim=claim, stance="supports")
    evidence.source.rate("A", reason="By its record.", by=claim.created_by)
    claim.refresh_from_db()
    claim.assess("supported", rationale="So.", evidence=[evidence], by=claim.created_by)
    assert "downgraded_since" not in listed(AnonymousUser())[claim.pk]

    evidence.source.rate("E", reason="It was made up.", by=claim.created_by)
    assert "downgraded_since" in listed(AnonymousUser())[claim.pk]


def declared(field):
    """The keys that the serializer *field* declares, level by level."""
    field = getattr(field, "child", field)
    fields = getattr(field, "fields", None)
    return fields and {name: declared(one) for name, one in fields.items()}


def answered(value):
    """The keys of JSON, level by level: of lists, those of the first item."""
    if isinstance(value, list):
        value = value[0] if value else None
    if isinstance(value, dict):
        return {name: answered(one) for name, one in value.items()}
    return None


def test_the_serializer_declares_what_is_answered(anonymous, time_machine):
    time_machine.move_to("2022-01-22T12:00:00Z")
    appearance = AppearanceFactory()
    claim, by = appearance.claim, appearance.created_by
    QuantityFactory(appearance=appearance, series=SeriesFactory())
    claim.refresh_from_db()
    for stance in ("supports", "refutes"):
        evidence = EvidenceFactory(claim=claim, stance=stance, directness="first_hand")
    claim.refresh_from_db()
    claim.assess("refuted", rationale="So.", evidence=[evidence], by=by)
    claim.publish(by=by)
    document = appearance.revision.document
    document.capture("All new words.", by=by)

    answer = anonymous.get(f"/api/v1/claims/{claim.pk}/").json()
    shape, known = declared(ClaimSerializer()), answered(answer)
    check = known["appearances"]["quote_check"]
    check |= dict.fromkeys(("proposed", "other_document"))
    shape["appearances"]["quote_check"] |= dict.fromkeys(("proposed", "other_document"))
    assert known == shape
    assert json.dumps(known) == json.dumps(shape)  # in the same order


def test_json_of_an_older_shape_is_not_sent(claim, anonymous):
    listed(AnonymousUser())
    CachedClaim.objects.update(body='{"id":1,"version":1}', shape="older")
    answer = anonymous.get(f"/api/v1/claims/{claim.pk}/").json()
    assert answer["text"] == claim.text
    assert CachedClaim.objects.get().shape == cached_json.SHAPE


def imports(file: Path) -> set[str]:
    """The modules of the project that *file* imports from."""
    package = ".".join(file.relative_to(settings.BASE_DIR).parent.parts)
    return {
        resolve_name("." * node.level + (node.module or ""), package)
        for node in ast.walk(ast.parse(file.read_text()))
        if isinstance(node, ast.ImportFrom)
        and (
            node.level or node.module.split(".")[0] in ("claims", "sources", "tracker")
        )
    }


def test_the_shape_covers_all_code_that_decides_what_is_said():
    covered = [path.removesuffix(".py") for path in cached_json.CODE]
    reading, rules = (
        settings.BASE_DIR / "claims" / one for one in ("reading", "rules")
    )
    files = [reading / "claim_json.py", reading / "prepared.py", *rules.glob("*.py")]
    for file in files:
        for module in imports(file):
            path = module.replace(".", "/")
            assert any(f"{path}/".startswith(f"{one}/") for one in covered), module
