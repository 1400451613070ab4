"""Over the whole URL conf, so that a route to come cannot be forgotten.

A route that names a row is asked for one of each world: ``open`` is what everybody may
see, ``hidden`` what the desk alone may. A new collection takes a row in both.
"""

import contextlib
from datetime import UTC, date, datetime

import pytest
from django.contrib.auth.models import Permission
from django.test import Client as PageClient

from claims.choices import RelationKind
from claims.models import Claim, Relation
from claims.webhooks.models import Webhook
from tests.api.conftest import Client
from tests.factories import (
    AppearanceFactory,
    AssessmentFactory,
    ClaimFactory,
    DocumentFactory,
    EvidenceFactory,
    QuantityFactory,
    RelationFactory,
    SeriesFactory,
    SourceFactory,
    SourceRatingFactory,
    UserFactory,
)
from tests.routes import METHODS, every_route
from tracker.accounts.models import Token
from tracker.common.errors import MEDIA_TYPE, DomainError
from tracker.rest.permissions import WithToken

pytestmark = pytest.mark.django_db

SECRET = "Xanthoquill"
ROUTES = every_route()
READING = [route for route in ROUTES if "GET" in route.actions]
API_ROUTES = [route for route in ROUTES if route.is_api]
API_READING = [route for route in READING if route.is_api]
# The page that shows the OpenAPI document: no data, and for people.
PAGE = "/api/v1/docs/"
FOR_ANY_TOKEN = {PAGE, "/api/v1/schema/"}
SAFE = ("GET", "HEAD", "OPTIONS")
AT = datetime(2022, 3, 1, 12, tzinfo=UTC)
SHAPE = ["title", "status", "code", "detail", "errors"]


@pytest.fixture(autouse=True)
def _at_one_moment(time_machine):
    time_machine.move_to(AT, tick=False)


def client_of(user, scopes="read write review"):
    client = Client()
    token = Token(user=user, name=scopes, scopes=scopes)
    client.credentials(HTTP_AUTHORIZATION=f"Bearer {token.issue()}")
    client.token = token
    return client


def rows_with(word, **shared):
    """Rows of every collection, with *word* in each of their texts."""
    publisher = shared.get("sources") or SourceFactory(name=f"The {word} Post")
    claimant = SourceFactory(name=f"The mayor of {word}", description=word)
    SourceRatingFactory(source=claimant, reason=f"{word} says so.")
    quote = f"{word} closed at least 12 bridges"
    document = shared.get("documents") or DocumentFactory(
        title=f"News of {word}", publisher=publisher
    )
    revision = document.capture(f"It is said: {quote}.", by=UserFactory())
    claim = ClaimFactory(
        text=f"{word} closed bridges.", context=word, due_on=date(2022, 2, 1)
    )
    appearance = AppearanceFactory(
        claim=claim, revision=revision, exact=quote, claimant=claimant
    )
    series = shared.get("series") or SeriesFactory(name=f"Bridges of {word}")
    QuantityFactory(appearance=appearance, series=series, counted=f"in {word}")
    evidence = EvidenceFactory(
        claim=claim, source=claimant, note=f"Seen in {word}.", stance="refutes"
    )
    return {
        "claims": claim,
        "documents": document,
        "estimates": series,
        "evidence": evidence,
        "relations": RelationFactory(from_claim=claim, to=ClaimFactory(), note=word),
        "series": series,
        "sources": claimant,
    }


def conclude(claim, **more):
    claim.refresh_from_db()
    AssessmentFactory(
        claim=claim, to_status="not_enough_evidence", rationale=claim.text, **more
    )


@pytest.fixture
def owner():
    """An editor's token, with a webhook."""
    return client_of(UserFactory(group="Editor"))


def webhook_of(client, path):
    return Webhook.subscribe(
        client.token, url=f"https://example.org/{path}", site="http://testserver/"
    )


@pytest.fixture
def open_rows(owner):
    rows = rows_with("Openville")
    rows["claims"].refresh_from_db()
    rows["claims"].publish(by=UserFactory())
    other = rows["relations"].to_claim
    AppearanceFactory(claim=other)
    other.refresh_from_db()
    other.publish(by=UserFactory())
    conclude(rows["claims"])
    return rows | {"webhooks": webhook_of(owner, "open")}


def hide(word, **shared):
    """What the desk alone may see: what :func:`rows_with` makes, and a conclusion."""
    rows = rows_with(word, **shared)
    conclude(rows["claims"])
    return rows


def take_back(word):
    """A claim that was public once, with a correction."""
    rows = rows_with(word)
    claim = rows["claims"]
    claim.refresh_from_db()
    claim.publish(by=claim.created_by)
    AssessmentFactory(claim=claim, to_status="refuted", rationale=word)
    conclude(claim, correction_type="new_evidence", correction_note=f"In {word}.")
    claim.unpublish(reason="It was wrong.", by=claim.created_by)
    return rows


@pytest.fixture
def hidden_rows():
    stranger = client_of(UserFactory(group="Editor"))
    return hide(SECRET) | {"webhooks": webhook_of(stranger, SECRET)}


@pytest.fixture
def may_write_only():
    """An account that may do everything at the desk but see it."""
    user = UserFactory()
    permissions = Permission.objects.filter(group__name="Editor")
    user.user_permissions.set(permissions.exclude(codename__startswith="view_"))
    return client_of(user)


@pytest.fixture
def outsiders(may_write_only):
    """Who reads what everybody may read, and no more."""
    return {
        "anonymous": Client(),
        "a token of no group": client_of(UserFactory()),
        "a token that may only write": may_write_only,
    }


def body_of(answer) -> str:
    content = b"".join(answer) if answer.streaming else answer.content
    # Pictures are no text.
    return content.decode(errors="backslashreplace")


def read(client, address):
    """Get a page as a browser does, and data as a program does."""
    is_page = not address.startswith(("/api/", "/v1alpha1/", "/feeds/"))
    return (PageClient() if is_page else client).get(address)


def is_owned(route) -> bool:
    return WithToken in getattr(route.view, "permission_classes", ())


def test_hidden_row_is_404_for_everybody_but_the_desk(hidden_rows, outsiders):
    wrong = {}
    for route in READING:
        for name, client in outsiders.items():
            if not route.names_row:
                continue
            address = route.address(hidden_rows)
            needs_token = is_owned(route) and name == "anonymous"
            status = read(client, address).status_code
            if status != (401 if needs_token else 404):
                wrong[f"{name}: {address}"] = status

    assert wrong == {}


def test_hidden_row_reads_as_if_it_were_not_there(hidden_rows, outsiders):
    for route in API_READING:
        if not route.names_row or is_owned(route):
            continue
        address = route.address(hidden_rows)
        key = str(hidden_rows[route.collection].pk)
        absent = address.replace(f"/{key}/", "/999999/")
        for client in outsiders.values():
            there, nowhere = (body_of(client.get(one)) for one in (address, absent))
            assert there == nowhere.replace("999999", key), address


@pytest.mark.parametrize("group", ["Viewer", "Reviewer", "Editor"])
def test_hidden_row_is_there_for_the_desk(hidden_rows, group):
    desk = client_of(UserFactory(group=group))
    statuses = {
        str(route): desk.get(route.address(hidden_rows)).status_code
        for route in API_READING
        if route.names_row and not is_owned(route)
    }

    assert {route for route, status in statuses.items() if status != 200} == set()


@pytest.mark.parametrize("scopes", ["write", "review", "write review"])
def test_token_without_the_scope_to_read_reads_nothing(open_rows, hidden_rows, scopes):
    client = client_of(UserFactory(group="Editor"), scopes)
    for route in API_READING:
        for rows in (open_rows, hidden_rows):
            answer = client.get(route.address(rows))
            is_refused = answer.status_code == 403
            assert is_refused or str(route) in FOR_ANY_TOKEN, str(route)


def test_hidden_row_cannot_be_changed_by_who_may_not_see_it(
    hidden_rows, may_write_only
):
    wrong = {}
    for route in API_ROUTES:
        for method in set(route.actions) - set(SAFE):
            if not route.names_row:
                continue
            address = route.address(hidden_rows)
            answer = may_write_only.generic(method, address, "{}", "application/json")
            if answer.status_code != 404:
                wrong[f"{method} {address}"] = answer.status_code

    assert wrong == {}


@pytest.mark.parametrize("scopes", ["read", None])
def test_nobody_writes_without_the_right_scope(open_rows, scopes):
    client = client_of(UserFactory(group="Editor"), scopes) if scopes else Client()
    for route in API_ROUTES:
        for method in set(route.actions) - set(SAFE):
            address = route.address(open_rows)
            answer = client.generic(method, address, "{}", "application/json")
            assert answer.status_code == (403 if scopes else 401), (method, address)


def questions(route, *worlds):
    """Addresses of *route*, also with parameters that show more."""
    for rows in worlds:
        address = route.address(rows)
        yield address
        if "as_of" in route.parameters() or not route.is_api:
            yield f"{address}?as_of={AT:%Y-%m-%d}"
    if route.collection == "claims" and not route.names_row:
        yield f"{address}?q=bridges"
    if str(route).startswith("/v1alpha1/"):
        yield f"{address}?query=bridges"


def test_no_answer_shows_a_word_of_what_is_hidden(open_rows, hidden_rows, outsiders):
    claim, hidden = open_rows["claims"], hidden_rows["claims"]
    claim.refresh_from_db()
    hidden.refresh_from_db()
    RelationFactory(from_claim=claim, to=hidden, note=SECRET)
    taken_back = hidden_rows | take_back(f"{SECRET}ia")
    showing = set()
    for route in READING:
        for address in set(questions(route, open_rows, hidden_rows, taken_back)):
            for name, client in outsiders.items():
                answer = read(client, address)
                shown = f"{body_of(answer)} {dict(answer.headers)}"
                if SECRET.lower() in shown.lower():
                    showing.add(f"{name}: {address}")

    assert showing == set()


def test_no_answer_counts_what_is_hidden(open_rows, outsiders):
    def answers():
        return {
            f"{name}: {address}": body_of(read(client, address))
            for route in READING
            for address in questions(route, open_rows)
            for name, client in outsiders.items()
        }

    before = answers()
    shared = {name: open_rows[name] for name in ("documents", "series", "sources")}
    hide("Hiddenville")
    document = DocumentFactory(publisher=open_rows["sources"])
    hide("Elsewhere", **shared | {"documents": document})
    after = answers()

    assert {address for address in before if before[address] != after[address]} == set()


def test_no_answer_depends_on_a_draft(open_rows, hidden_rows, outsiders):
    def answers():
        return {
            f"{name}: {address}": (body_of(answer), answer.get("ETag"))
            for route in READING
            for address in questions(route, open_rows)
            for name, client in outsiders.items()
            for answer in [read(client, address)]
        }

    claim, draft = open_rows["claims"], hidden_rows["claims"]
    before = answers()
    for kind in RelationKind.values:
        for ends in (claim.pk, draft.pk), (draft.pk, claim.pk):
            one, other = (Claim.objects.get(pk=pk) for pk in ends)
            with contextlib.suppress(DomainError):
                one.relate(other, kind, by=claim.created_by)
    between = Relation.objects.of(claim.pk).filter(other_id=draft.pk)
    between.earliest("pk").withdraw(reason="A slip.", by=claim.created_by)
    draft.refresh_from_db()
    draft.edit(context="The mayor of Openville closed none.", by=claim.created_by)
    draft.assess("not_checkable", rationale="A taste.", by=claim.created_by)
    after = answers()

    assert between.count() > len(RelationKind.values)
    assert {address for address in before if before[address] != after[address]} == set()


def test_unknown_parameter_is_400(open_rows, owner):
    wrong = {}
    for route in ROUTES:
        if not (route.is_api or route.collection == "v1alpha1") or str(route) == PAGE:
            continue
        for method in set(route.actions) & set(METHODS):
            address = f"{route.address(open_rows)}?unheard_of=1"
            answer = owner.generic(method, address, "{}", "application/json")
            if answer.status_code != 400 or "unheard_of" not in answer.content.decode():
                wrong[f"{method} {address}"] = answer.status_code

    assert wrong == {}


def test_get_has_an_etag_and_head_answers_as_get_without_the_body(open_rows, owner):
    wrong = {}
    for route in API_READING:
        address = route.address(open_rows)
        got, head = owner.get(address), owner.head(address)
        same = ("Content-Type", "ETag", "Cache-Control")
        if (
            got.status_code != 200
            or head.status_code != 200
            or body_of(head)
            or [got.headers.get(one) for one in same]
            != [head.headers.get(one) for one in same]
            or ("ETag" not in got.headers and str(route) != PAGE)
        ):
            wrong[address] = (got.status_code, dict(got.headers), dict(head.headers))

    assert wrong == {}


def test_client_that_has_any_answer_gets_304_without_one(open_rows, owner):
    wrong = {}
    for route in API_READING:
        if str(route) == PAGE:
            continue
        address = route.address(open_rows)
        answer = owner.get(address, headers={"If-None-Match": "*"})
        if answer.status_code != 304 or body_of(answer):
            wrong[address] = answer.status_code

    assert wrong == {}


def test_method_that_is_not_offered_is_405_in_the_one_shape(open_rows, owner):
    by_address = {}
    for route in API_ROUTES:
        address = route.address(open_rows)
        by_address.setdefault(address, set()).update(route.actions)
    wrong = []
    for address, offered in by_address.items():
        for method in set(METHODS) - offered:
            for client in (Client(), owner):
                answer = client.generic(method, address, "{}", "application/json")
                if (
                    answer.status_code != 405
                    or answer.headers["Content-Type"] != MEDIA_TYPE
                    or list(answer.json()) != SHAPE
                ):
                    wrong.append((method, address, answer.status_code))

    assert wrong == []


def test_routes_are_found():
    found = {str(route) for route in ROUTES}

    assert {"/api/v1/claims/{pk}/history/", "/claims/{pk}/", "/about/{slug}/"} <= found
    assert not [route for route in found if route.startswith("/admin/")]
    assert Claim.objects.count() == 0
