"""The smallest valid rows, made by the verbs of the domain."""

import factory
from django.contrib.auth.models import Group
from factory.django import DjangoModelFactory

from claims.choices import (
    ClaimType,
    Comparator,
    Directness,
    EvidenceStatus,
    Mode,
    RelationKind,
    Stance,
)
from claims.models import (
    Appearance,
    Assessment,
    AttributionStep,
    Claim,
    Evidence,
    Quantity,
    Relation,
    Series,
)
from claims.verbs.create import NewAppearance
from claims.verbs.editing import Decision
from sources.choices import Reliability, SourceKind
from sources.models import Document, Revision, Source, SourceAlias, SourceRating
from tracker.accounts.models import User
from tracker.common.errors import DomainError

TEXT = "The mayor said that at least 12 bridges were closed on Thursday.\n\nDPA\n"
STANCES = {
    EvidenceStatus.SUPPORTED: [Stance.SUPPORTS],
    EvidenceStatus.REFUTED: [Stance.REFUTES],
    EvidenceStatus.CONFLICTING_EVIDENCE: [Stance.SUPPORTS, Stance.REFUTES],
    EvidenceStatus.NOT_ENOUGH_EVIDENCE: [Stance.CONTEXT],
}
QUOTE = "at least 12 bridges were closed"


class UserFactory(DjangoModelFactory):
    """An account; with a ``group``, of somebody who works at the desk."""

    class Meta:
        model = User

    username = factory.Sequence("user-{}".format)
    public_name = factory.Sequence("Person {}".format)
    group = ""

    @classmethod
    def _create(cls, model_class, *args, group, **kwargs):
        user = model_class.objects.create_user(**kwargs)
        if group:
            user.groups.add(Group.objects.get(name=group))
        return user


class SourceFactory(DjangoModelFactory):
    class Meta:
        model = Source

    name = factory.Sequence("Source {}".format)
    kind = SourceKind.ORGANIZATION


class SourceAliasFactory(DjangoModelFactory):
    class Meta:
        model = SourceAlias

    source = factory.SubFactory(SourceFactory)
    name = factory.Sequence("Spelling {}".format)


class SourceRatingFactory(DjangoModelFactory):
    class Meta:
        model = SourceRating

    source = factory.SubFactory(SourceFactory)
    reliability = Reliability.B
    reason = "It corrects its errors in the open."
    by = factory.SubFactory(UserFactory)

    @classmethod
    def _create(cls, model_class, *args, source, **kwargs):
        return source.rate(**kwargs)


class DocumentFactory(DjangoModelFactory):
    class Meta:
        model = Document

    title = factory.Sequence("Document {}".format)
    publisher = factory.SubFactory(SourceFactory)


class RevisionFactory(DjangoModelFactory):
    """A captured text, and so also the way to a document that has one."""

    class Meta:
        model = Revision

    document = factory.SubFactory(DocumentFactory)
    text = TEXT
    by = factory.SubFactory(UserFactory)

    @classmethod
    def _create(cls, model_class, *args, document, **kwargs):
        return document.capture(**kwargs)


class ClaimFactory(DjangoModelFactory):
    """A recorded claim.

    ``published=True`` also pins it to a document and publishes it; an
    ``evidence_status`` is that of an assessment, on evidence where it needs some.
    """

    class Meta:
        model = Claim

    text = factory.Sequence("The city closed bridge number {}.".format)
    claim_type = ClaimType.EVENT_PROPERTY
    by = factory.SubFactory(UserFactory)
    published = False
    evidence_status = EvidenceStatus.UNASSESSED

    @classmethod
    def _create(cls, model_class, *args, published, evidence_status, **kwargs):
        # In one version: to add the words later would take twice as long.
        if published and "appearances" not in kwargs:
            kwargs["appearances"] = [new_appearance()]
        claim = model_class.create_with_appearances(**kwargs)
        by, at = kwargs["by"], kwargs.get("at")
        if published:
            claim.publish(by=by, at=at)
        if evidence_status != EvidenceStatus.UNASSESSED:
            AssessmentFactory(claim=claim, to_status=evidence_status, by=by, at=at)
        return claim


def new_appearance() -> NewAppearance:
    """The words of a new text, said by a claimant and reported by the publisher."""
    revision = RevisionFactory()
    steps = [
        AttributionStep((SourceFactory(),), "said"),
        AttributionStep((revision.document.publisher,)),
    ]
    return NewAppearance(
        revision=revision.pk, exact=QUOTE, mode=Mode.PARAPHRASE, steps=steps
    )


NOTE = {"correction_type": "clarification", "correction_note": "It was unclear."}


def decision_on(
    claim: Claim, conclusion: str = "stands", *, restates: bool = False
) -> Decision:
    """The decision that an edit of *claim* takes; *restates* is one of its sentence."""
    noted = claim.needs_correction() or (restates and claim.was_public())
    note = NOTE if noted else {}
    if claim.evidence_status == EvidenceStatus.UNASSESSED:
        return Decision(**note)
    return Decision(conclusion=conclusion, reason="It means the same.", **note)


def reword(claim: Claim, text: str, conclusion: str = "stands", **how) -> None:
    """Edit the sentence of *claim*, whatever has been said of it."""
    decision = decision_on(claim, conclusion, restates=True)
    claim.edit(text=text, decision=decision, **how)


class AppearanceFactory(DjangoModelFactory):
    """A claim's appearance, made by ``claimant`` and reported by the publisher."""

    class Meta:
        model = Appearance

    class Params:
        claimant = factory.SubFactory(SourceFactory)

    claim = factory.SubFactory(ClaimFactory)
    revision = factory.SubFactory(RevisionFactory)
    exact = QUOTE
    mode = Mode.PARAPHRASE
    steps = factory.LazyAttribute(
        lambda appearance: [
            AttributionStep((appearance.claimant,), "said"),
            AttributionStep((appearance.revision.document.publisher,)),
        ]
    )
    by = factory.SubFactory(UserFactory)

    @classmethod
    def _create(cls, model_class, *args, claim, revision, **kwargs):
        try:
            return claim.add_appearance(revision, **kwargs)
        except DomainError as error:
            if error.code != "decision_required" or "decision" in kwargs:
                raise
        return claim.add_appearance(revision, decision=decision_on(claim), **kwargs)


class SeriesFactory(DjangoModelFactory):
    class Meta:
        model = Series

    name = factory.Sequence("Bridges closed in year {}".format)
    unit = "bridges"


class QuantityFactory(DjangoModelFactory):
    """The number that the words of ``appearance`` tell."""

    class Meta:
        model = Quantity

    appearance = factory.SubFactory(AppearanceFactory)
    comparator = Comparator.AT_LEAST
    low = 12
    unit = "bridges"
    counted = "bridges closed"
    wording = "at least 12"
    by = factory.SubFactory(UserFactory)

    @classmethod
    def _create(cls, model_class, *args, appearance, **kwargs):
        return appearance.claim.set_quantity(appearance=appearance, **kwargs)


class EvidenceFactory(DjangoModelFactory):
    class Meta:
        model = Evidence

    claim = factory.SubFactory(ClaimFactory)
    stance = Stance.SUPPORTS
    directness = Directness.FIRST_HAND
    source = factory.SubFactory(SourceFactory)
    url = "https://example.org/report"
    by = factory.SubFactory(UserFactory)

    @classmethod
    def _create(cls, model_class, *args, claim, **kwargs):
        return claim.add_evidence(**kwargs)


class AssessmentFactory(DjangoModelFactory):
    """A conclusion; without ``evidence`` one that needs some gets a piece."""

    class Meta:
        model = Assessment

    claim = factory.SubFactory(ClaimFactory)
    to_status = EvidenceStatus.NOT_ENOUGH_EVIDENCE
    rationale = "Nobody else was there."
    evidence = ()
    by = factory.SubFactory(UserFactory)

    @classmethod
    def _create(cls, model_class, *args, claim, to_status, evidence, **kwargs):
        if not evidence:
            evidence = [
                EvidenceFactory(
                    claim=claim, stance=stance, by=kwargs["by"], at=kwargs.get("at")
                )
                for stance in STANCES.get(to_status, ())
            ]
        if to_status == EvidenceStatus.PENDING_OUTCOME and not claim.due_on:
            kwargs.setdefault("timing_reason", "No day is named.")
        if "correction_type" not in kwargs and claim.needs_correction():
            kwargs |= NOTE
        return claim.assess(to_status, evidence=evidence, **kwargs)


class RelationFactory(DjangoModelFactory):
    """How the claim ``from_claim`` stands to the claim ``to``."""

    class Meta:
        model = Relation

    from_claim = factory.SubFactory(ClaimFactory)
    to = factory.SubFactory(ClaimFactory)
    kind = RelationKind.REPEATS
    by = factory.SubFactory(UserFactory)

    @classmethod
    def _create(cls, model_class, *args, from_claim, **kwargs):
        return from_claim.relate(**kwargs)
