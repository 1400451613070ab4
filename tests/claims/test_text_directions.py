"""Texts that turn round what stands after them are refused, or kept and isolated."""

import csv
import io

import pytest
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db.models import CharField, TextField

from claims.exchange import seeds
from claims.exchange.columns import HEADER, body_of, row_of
from claims.models import Claim
from claims.reading.cached_json import render
from claims.reading.prepared import prepare
from claims.verbs.editing import Decision
from sources.models import Document, Source
from tests.database import nothing_changes
from tests.factories import (
    AppearanceFactory,
    ClaimFactory,
    EvidenceFactory,
    RevisionFactory,
    SeriesFactory,
    SourceFactory,
    UserFactory,
)
from tracker.common.stored_values import checked_models

pytestmark = pytest.mark.django_db

TURNED = "The city closed \u202eno bridges."
CODE = "unbalanced_direction"
SENTENCE = "invisible controls of text direction"
VERBATIM = {
    "sources.Revision.text",
    "sources.Passage.exact",
    "claims.Appearance.exact",
    "claims.Appearance.prefix",
    "claims.Appearance.suffix",
    "claims.Evidence.quote",
}
# No person gives these, or no reader sees them.
OF_THE_PROGRAM = {
    "accounts.IdempotencyKey.key",
    "accounts.IdempotencyKey.request_digest",
    "accounts.Token.digest",
    "accounts.Token.hint",
    "accounts.User.first_name",
    "accounts.User.folded_public_name",
    "accounts.User.last_name",
    "accounts.User.password",
    "claims.Assessment.assessed_by_name",
    "claims.Assessment.digest",
    "claims.Assessment.judged_sha256",
    "claims.Assessment.previous_digest",
    "claims.Assessment.text_sha256",
    "claims.CachedClaim.body",
    "claims.CachedClaim.shape",
    "claims.ClaimSentence.digest",
    "claims.ClaimVersion.digest",
    "claims.Evidence.digest",
    "claims.SeededRow.model",
    "claims.SeededRow.seed",
    "sources.Fetch.error",
    "sources.Revision.sha256",
    "sources.Source.distinction",
    "sources.Source.folded",
    "sources.SourceAlias.distinction",
    "sources.SourceAlias.folded",
    "claims.Series.folded",
    "webhooks.Delivery.error",
    "webhooks.Webhook.disabled_reason",
    "webhooks.Webhook.secret",
    "webhooks.Webhook.site",
}


def text_fields():
    """Every field that holds free text, by its label."""
    return {
        f"{model._meta.label}.{field.name}": field
        for model in checked_models()
        for field in model._meta.local_concrete_fields
        if isinstance(field, CharField | TextField) and not field.choices
    }


def accepts(field) -> bool:
    """Whether the validators of *field* let an open control pass."""
    try:
        field.run_validators(
            "https://a.example/\u202e" if field.name == "url" else "\u202ea"
        )
    except ValidationError:
        return False
    return True


def test_every_text_that_a_person_gives_refuses_open_controls():
    accepting = {name for name, field in text_fields().items() if accepts(field)}
    assert accepting == VERBATIM | OF_THE_PROGRAM


def test_words_of_others_are_kept_as_they_are():
    text = "He said \u202eclosed\u2069 and \u2067left."
    revision = RevisionFactory(text=text)
    appearance = AppearanceFactory(revision=revision, exact=text)
    evidence = EvidenceFactory(document=revision.document, quote=text)

    for row, name in ((revision, "text"), (appearance, "exact"), (evidence, "quote")):
        row.refresh_from_db()
        assert getattr(row, name) == text


def refused(verb, field, *rows):
    with nothing_changes(*rows), pytest.raises(ValidationError) as error:
        verb()
    (found,) = error.value.error_dict[field]
    assert (found.code, SENTENCE in found.messages[0]) == (CODE, True)


def test_verbs_refuse_open_controls():
    user, claim = UserFactory(), ClaimFactory(published=True)
    evidence, other = EvidenceFactory(claim=claim), ClaimFactory()
    source = {"source": SourceFactory(), "url": "https://example.org/"}
    kind = {"stance": "supports", "directness": "first_hand"}

    refused(lambda: claim.edit(text=TURNED, by=user), "text", claim)
    refused(lambda: claim.edit(context=TURNED, by=user), "context", claim)
    refused(lambda: claim.add_evidence(note=TURNED, **kind, **source, by=user), "note")
    refused(lambda: claim.relate(other, "repeats", note=TURNED, by=user), "note")
    refused(lambda: evidence.withdraw(reason=TURNED, by=user), "reason")
    refused(
        lambda: claim.assess("not_checkable", rationale=TURNED, by=user), "rationale"
    )
    refused(
        lambda: claim.assess(
            "pending_outcome", rationale="So.", timing_reason=TURNED, by=user
        ),
        "timing_reason",
    )
    claim.assess("not_checkable", rationale="So.", by=user)
    refused(
        lambda: claim.assess(
            "unassessed",
            rationale="So.",
            correction_type="clarification",
            correction_note=TURNED,
            by=user,
        ),
        "correction_note",
    )


@pytest.mark.parametrize("outcome", ["reopen", "stands"])
def test_reason_of_a_decision_refuses_open_controls(outcome):
    claim, user = ClaimFactory(evidence_status="supported"), UserFactory()
    decision = Decision(conclusion=outcome, reason=TURNED)

    refused(
        lambda: claim.edit(text="So.", decision=decision, by=user),
        "reason",
        claim,
    )


def test_sources_documents_and_series_refuse_open_controls():
    user, source = UserFactory(), SourceFactory()

    refused(lambda: Source.record(name=TURNED, kind="person"), "name")
    refused(lambda: source.edit(description=TURNED), "description")
    refused(lambda: source.rate("B", reason=TURNED, by=user), "reason")
    refused(lambda: Document.record(title=TURNED, publisher=source, by=user), "title")
    refused(lambda: SeriesFactory.build(name=TURNED).full_clean(), "name")


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("text: The mayor said so.", 'text: "The mayor \\u202Esaid so."'),
        ("wording: said\n", 'wording: "said \\u2067"\n'),
        ("counted: bridges closed", 'counted: "bridges \\u202Bclosed"'),
        ("name: The city\n", 'name: "The \\u202Dcity"\n'),
    ],
)
def test_seed_file_with_open_controls_is_refused(seed, old, new):
    with nothing_changes(), pytest.raises(seeds.SeedError) as error:
        seeds.load(seed((old, new)))
    assert SENTENCE in error.value.problems[0]


def test_import_refuses_open_controls(client, editor):
    content = f"text,claim_type\n{TURNED},numerical\n".encode()
    file = SimpleUploadedFile("claims.csv", content)

    with nothing_changes():
        shown = client.post("/admin/claims/claim/import/", {"file": file})

    assert SENTENCE in shown.content.decode()


def test_desk_refuses_open_controls(client, editor):
    claim = ClaimFactory()
    given = {
        "text": TURNED,
        "claim_type": claim.claim_type,
        "language": "en",
        "priority": 0,
        "version": claim.version,
    }

    shown = client.post(f"/admin/claims/claim/{claim.pk}/edit/", given)

    assert SENTENCE in shown.content.decode()
    assert Claim.objects.get(pk=claim.pk).text == claim.text


def test_table_isolates_a_quotation_and_is_read_back():
    text = "He said \u202eclosed\u2069 and left."
    appearance = AppearanceFactory(revision=RevisionFactory(text=text), exact=text)
    out = io.StringIO()
    ((_, body),) = render(prepare([appearance.claim]))

    csv.writer(out).writerow(row_of(body))
    cells = dict(
        zip(HEADER, next(csv.reader(io.StringIO(out.getvalue()))), strict=True)
    )

    assert cells["exact"] == f"\u2068\u2068\u2060{text}\u2060\u2069"
    words = {"exact": cells["exact"], "mode": "paraphrase"}
    assert body_of(words)["appearances"][0]["exact"] == text
