"""The OpenAPI document against the application, by generated requests."""

import re

import pytest
import schemathesis
from django.core.signals import request_finished, request_started
from django.db import close_old_connections
from django.utils import timezone
from hypothesis import HealthCheck
from hypothesis import settings as hypothesis_settings
from schemathesis import GenerationMode
from schemathesis.core import NotSet
from schemathesis.specs.openapi.checks import (
    negative_data_rejection,
    positive_data_acceptance,
)

from claims.choices import EvidenceStatus
from claims.models import Claim
from claims.webhooks.models import Webhook
from tests.factories import (
    AssessmentFactory,
    ClaimFactory,
    EvidenceFactory,
    QuantityFactory,
    RelationFactory,
    SeriesFactory,
    SourceFactory,
    UserFactory,
)
from tracker.accounts.models import Token
from tracker.wsgi import application

pytestmark = pytest.mark.django_db

schema = schemathesis.openapi.from_wsgi("/api/v1/schema/", application)
generated = hypothesis_settings(
    max_examples=50,
    deadline=None,
    derandomize=True,
    database=None,
    suppress_health_check=list(HealthCheck),
)

# Where who asks is refused whatever the body says, a few bodies are enough.
refused = hypothesis_settings(generated, max_examples=10)
WRITES = ["POST", "PATCH"]

# What the document cannot say: rules on what belongs together, and on what is stored.
RULES = re.compile(
    "A source is already known|Another (source|document) has this|The time it happened "
    "ends|Say where it can be found|Only a source that relays|That one has it, in the "
    "end|“Equal to” and “about” take|The quoted "
    "words do not contain|A quote needs the document|Name the document|Leave the "
    "origin empty|It is not translated|Give the day of publication|The last "
    "step is|A source takes part|Enter a valid URL|"
    "there are only blanks here|Give the reason for the (withdrawal|conclusion)|"
    "cannot be compared|does not speak for itself|A URL has "
    "at most|may not run in a circle|at most 15 significant digits|The series is "
    "counted in|"
    "Give an address that starts with http|The chain has no such step|"
    "pinned to these words already|A claim is not related to itself|This field cannot "
    "be blank"
)
CODES = re.compile(
    "unknown_(?!field|parameter)|quote_|document_(without_text|exists)|ambiguous_|"
    "claim_exists|unbalanced_direction"
)


def is_of_a_rule(problem):
    """Whether a 400 is about more than the shape of what was sent."""
    told = problem["errors"] or [problem]
    return all(CODES.match(one["code"]) or RULES.search(one["detail"]) for one in told)


def valid_data_acceptance(context, response, case):
    """With what the document cannot say, which is whether the claim allows it now."""
    of_conclusions = {"evidence", "correction_type", "correction_note", "timing_reason"}
    of_conclusions |= {"conclusion", "reason", "position"}
    depends = of_conclusions | {"snippets"}
    not_of_this_claim = response.status_code == 400 and (
        depends >= {error["field"] for error in response.json()["errors"]}
        or is_of_a_rule(response.json())
    )
    if response.status_code == 412 or not_of_this_claim:
        return None
    return positive_data_acceptance(context, response, case)


def wrong_data_rejection(ctx, response, case):
    """A body that is too large is refused as such, whatever else is wrong with it."""
    if response.status_code == 413:
        return None
    return negative_data_rejection(ctx, response, case)


# What calls the application does not unpack what it compresses.
PLAIN = {"Accept-Encoding": "identity"}
CHECKS = {
    "excluded_checks": [positive_data_acceptance, negative_data_rejection],
    "additional_checks": [valid_data_acceptance, wrong_data_rejection],
}


@pytest.fixture(autouse=True)
def _connection_stays_open():
    """As with Django's own client: a request does not end the test's transaction."""
    signals = (request_started, request_finished)
    for signal in signals:
        signal.disconnect(close_old_connections)
    yield
    for signal in signals:
        signal.connect(close_old_connections)


@pytest.fixture
def stored(settings, token):
    """An id in each collection, and what filters can name."""
    claim = ClaimFactory(published=True)
    appearance = claim.appearances.get()
    series = QuantityFactory(appearance=appearance, series=SeriesFactory()).series
    claim.refresh_from_db()
    AssessmentFactory(claim=claim, to_status=EvidenceStatus.SUPPORTED)
    EvidenceFactory(claim=claim, directness="relayed", relays=SourceFactory())
    # A proposal that waits, to be approved, rejected or dropped.
    settings.FOUR_EYES = True
    AssessmentFactory(claim=claim, to_status="supported")
    settings.FOUR_EYES = False
    document = appearance.revision.document
    return {
        "claims": str(claim.pk),
        "documents": str(document.pk),
        "series": str(series.pk),
        "evidence": str(claim.evidence.order_by("id")[0].pk),
        "relations": str(RelationFactory(from_claim=claim).pk),
        "other": str(ClaimFactory().pk),
        "sources": str(document.publisher_id),
        "webhooks": str(token.webhooks.get().pk),
        "claimant": claim.claimants()[0].name,
        "reporting_source": document.publisher.name,
        "document": document.pk,
        "cursor": "cD0w",
        # Earlier there was nothing, and the future is refused.
        "as_of": timezone.localdate().isoformat(),
    }


@pytest.fixture
def token():
    """A token with a webhook, which has its ``secret`` with it."""
    token = Token(user=UserFactory(group="Reviewer"), name="contract")
    token.secret = token.issue()
    Webhook.subscribe(token, url="https://example.org/", site="http://localhost/")
    return token


def aim(case, stored):
    """Let what the case names exist, or all that is tested is how it is missed."""
    if re.fullmatch("[0-9]{1,18}", str(case.path_parameters.get("id", ""))):
        case.path_parameters["id"] = stored[case.path.split("/")[3]]
    if case.meta.generation.mode is GenerationMode.POSITIVE:
        case.query |= {name: stored[name] for name in case.query if name in stored}


@schema.exclude(method=WRITES).parametrize()
@generated
def test_anonymous_reading_is_as_documented(case, stored):
    aim(case, stored)

    case.call_and_validate(headers=PLAIN, **CHECKS)


@schema.include(method=WRITES).parametrize()
@refused
def test_anonymous_writing_is_as_documented(case, stored):
    aim(case, stored)

    case.call_and_validate(headers=PLAIN, **CHECKS)


@schema.exclude(method=WRITES).parametrize()
@generated
def test_reading_with_a_token_is_as_documented(case, stored, token):
    aim(case, stored)

    bearer = {"Authorization": f"Bearer {token.secret}"}
    case.call_and_validate(headers=PLAIN | bearer, **CHECKS)


@schema.include(method=WRITES).parametrize()
@refused
def test_writing_as_a_reviewer_is_as_documented(case, stored, token):
    aim(case, stored)

    bearer = {"Authorization": f"Bearer {token.secret}"}
    case.call_and_validate(headers=PLAIN | bearer, **CHECKS)


NAMED = {
    **dict.fromkeys(["source", "relays", "affiliation", "publisher"], "sources"),
    **{"document": "documents", "series": "series", "to": "other", "exact": "exact"},
    **{"appearance": "appearance", "wording": "wording", "url": "url"},
}


def aim_body(body, stored):
    """Let a body name what exists, and no version that has passed."""
    if isinstance(body, list):
        return [aim_body(one, stored) for one in body]
    if not isinstance(body, dict):
        return body
    return {
        key: [stored["sources"]]
        if key == "sources"
        else stored[NAMED[key]]
        if value and key in NAMED
        else aim_body(value, stored)
        for key, value in body.items()
        if key not in ("version", "revision", "prefix", "suffix", "start")
    }


@pytest.fixture
def named(stored):
    """What bodies name, as they do."""
    claim = Claim.objects.get(pk=stored["claims"])
    appearance = claim.appearances.get()
    return {
        **{kind: int(stored[kind]) for kind in ("sources", "documents", "series")},
        "other": int(stored["other"]),
        "appearance": appearance.pk,
        "exact": appearance.exact,
        "wording": appearance.exact[:5],
        "url": "https://example.org/hook",
    }


@pytest.fixture
def editing_token():
    return Token(user=UserFactory(group="Editor"), name="contract").issue()


@schema.include(method=WRITES).parametrize()
@generated
def test_writing_as_an_editor_is_as_documented(case, stored, named, editing_token):
    missing = isinstance(case.body, NotSet)
    if case.meta.generation.mode is GenerationMode.NEGATIVE and missing:
        return  # Meant to be wrong in its body, which it has none of, and may.
    aim(case, stored)
    if case.meta.generation.mode is GenerationMode.POSITIVE:
        if not missing:
            case.body = aim_body(case.body, named)
        case.headers.pop("If-Match", None)

    bearer = {"Authorization": f"Bearer {editing_token}"}
    case.call_and_validate(headers=PLAIN | bearer, **CHECKS)
