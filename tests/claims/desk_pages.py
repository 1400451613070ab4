"""Every page of the desk, and a world with something on each."""

from types import SimpleNamespace

from axes.models import AccessAttempt, AccessFailureLog, AccessLog
from django.contrib import admin
from django.contrib.admin.models import CHANGE, LogEntry
from django.contrib.auth.models import Group, Permission
from django.urls import reverse
from django_tasks_db.models import DBTaskResult

from claims.models import Relation
from claims.webhooks import queueing
from claims.webhooks.models import Webhook
from sources.choices import PassageKind
from sources.models import Document, Fetch
from tests.factories import (
    NOTE,
    TEXT,
    AppearanceFactory,
    ClaimFactory,
    EvidenceFactory,
    QuantityFactory,
    RelationFactory,
    RevisionFactory,
    SeriesFactory,
    SourceAliasFactory,
    SourceFactory,
    SourceRatingFactory,
    UserFactory,
)
from tracker.accounts.models import Token

SITE = "https://claims.example"
REGISTERED = {model._meta.label: model for model in admin.site._registry}
# What the addresses of some pages name besides a row of the model.
NAMED = {
    "claims_claim_move": lambda world: {"pk": world.check.pk},
    "claims_claim_withdraw": lambda world: {"pk": world.evidence.pk},
    "claims_claim_withdraw_relation": lambda world: {
        "pk": world.claim.pk,
        "relation_pk": world.relation.pk,
    },
    **dict.fromkeys(
        (
            "claims_claim_withdraw_appearance",
            "claims_claim_replace_appearance",
            "claims_claim_dispute",
        ),
        lambda world: {
            "pk": world.claim.pk,
            "appearance_pk": world.claim.appearances.active().order_by("pk")[0].pk,
        },
    ),
    "sources_document_fetched": lambda world: {"pk": world.fetch.pk},
    "claims_claim_source_record": lambda world: {"pk": world.source.pk},
    "claims_claim_export": lambda world: {"ending": "csv"},
    "claims_claim_template": lambda world: {"ending": "csv"},
}


def new_world() -> SimpleNamespace:
    """A row of each kind, which is to get more and more that belongs to it."""
    source = SourceFactory()
    document = Document.objects.create(title="The bridges", publisher=source)
    revision = RevisionFactory(document=document, text=TEXT)
    world = SimpleNamespace(
        number=0,
        user=UserFactory(is_staff=True, is_superuser=True),
        group=Group.objects.get(name="Editor"),
        source=source,
        document=document,
        revision=revision,
        series=SeriesFactory(),
        claim=ClaimFactory(),
    )
    appearance = AppearanceFactory(claim=world.claim, revision=revision)
    QuantityFactory(appearance=appearance, series=world.series)
    world.claim.publish(by=world.user)
    grow(world)
    world.check = appearance.quote_checks.first()
    world.evidence = world.claim.evidence.active().first()
    world.fetch = Fetch.objects.create(requested_by=world.user, url=f"{SITE}/article")
    world.fetch.finish(found={"text": TEXT})
    world.relation = Relation.objects.of(world.claim.pk).first()
    return world


def grow(world: SimpleNamespace) -> None:
    """One more of everything, and one more of what belongs to each row."""
    world.number += 1
    number, user, claim = world.number, world.user, world.claim
    member = UserFactory(group="Editor")
    member.groups.add(Group.objects.create(name=f"Group {number}"))
    world.group.permissions.add(Permission.objects.order_by("-id")[number])
    came = {"username": member.username, "ip_address": f"10.0.0.{number}"}
    AccessAttempt.objects.create(failures_since_start=1, **came)
    AccessLog.objects.create(**came)
    AccessFailureLog.objects.create(**came)
    task = {"args_kwargs": {"args": [], "kwargs": {}}, "backend_name": "default"}
    DBTaskResult.objects.create(task_path=f"tasks.number_{number}", **task)

    speaker = SourceFactory(affiliation=SourceFactory(affiliation=world.source))
    SourceAliasFactory(source=world.source)
    SourceRatingFactory(source=world.source)
    world.document.passages.create(kind=PassageKind.CAPTION, exact=f"Line {number}.")
    world.document.capture(f"{TEXT}Line {number}.", by=user)
    other = ClaimFactory()
    appearance = AppearanceFactory(
        claim=other, revision=world.revision, claimant=speaker
    )
    QuantityFactory(appearance=appearance, series=world.series, low=number)
    other.publish(by=user)
    SeriesFactory()

    claim.refresh_from_db()
    AppearanceFactory(claim=claim, claimant=speaker)
    evidence = EvidenceFactory(claim=claim, source=speaker)
    correction = NOTE if claim.needs_correction() else {}
    claim.assess(
        "supported", rationale="So.", evidence=[evidence], by=member, **correction
    )
    RelationFactory(from_claim=claim, to=other, kind="contradicts")
    claim.refresh_from_db()

    token = Token(user=member, name="notebook")
    token.issue()
    Webhook.subscribe(token, url=f"https://example.org/{number}", site=SITE)
    ClaimFactory(published=True)
    queueing.derive()
    known = [user, world.group, world.source, world.document, world.series, claim]
    for row in known:
        LogEntry.objects.log_actions(member.pk, [row], CHANGE, "Changed.")


def addresses(model, world: SimpleNamespace) -> dict[str, str]:
    """The pages of a model, by their names; those of one row for the oldest."""
    row = model.objects.order_by("pk").first()
    assert row is not None, f"Let grow() make a {model._meta.label} too."
    found = {}
    for pattern in admin.site._registry[model].urls:
        if not pattern.name:
            continue
        given = NAMED.get(pattern.name, lambda world: {})(world)
        for name in set(pattern.pattern.converters) - set(given):
            given[name] = row.pk
        found[pattern.name] = reverse(f"admin:{pattern.name}", kwargs=given)
    return found
