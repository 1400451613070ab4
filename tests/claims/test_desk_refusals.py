"""What the database refuses is told at the desk, and what was typed is not lost."""

import html
import re
import threading

import pytest
from django.db import connection, connections

from claims.models import Claim, Evidence
from sources.models import Source
from tests.claims.test_desk_files import IMPORT, as_csv, look, revision, row
from tests.claims.test_desk_undo import LIST, UNDO, act, undo
from tests.factories import (
    AppearanceFactory,
    ClaimFactory,
    RevisionFactory,
    SourceFactory,
    UserFactory,
)
from tracker.common.errors import BUSY, TIMEOUT
from tracker.common.transactions import LOCK

__all__ = ["revision"]

pytestmark = pytest.mark.django_db(transaction=True)


class Rival:
    """Another connection; between ``begin`` and ``end`` it has the turn to write."""

    def __init__(self) -> None:
        self.connection = connection.copy()

    def begin(self) -> None:
        self.connection.set_autocommit(False)
        if connection.vendor == "postgresql":
            self.execute("SELECT pg_advisory_xact_lock(%s)", [LOCK])
        else:
            self.execute("BEGIN IMMEDIATE")

    def execute(self, sql: str, values=()) -> None:
        with self.connection.cursor() as cursor:
            cursor.execute(sql, values)

    def end(self) -> None:
        self.connection.rollback()


@pytest.fixture
def rival():
    rival = Rival()
    yield rival
    rival.end()
    rival.connection.close()


@pytest.fixture(autouse=True)
def _impatient(client):
    """Wait for locks only a moment; answer as the server does."""
    client.raise_request_exception = False
    sqlite = connection.vendor == "sqlite"
    with connection.cursor() as cursor:
        cursor.execute(
            "PRAGMA busy_timeout = 50" if sqlite else "SET lock_timeout = '50ms'"
        )
    yield
    connection.close()


def kept(response) -> list[tuple[str, str]]:
    """The fields that the page has to send again."""
    page = response.content.decode()
    found = re.findall(r'<input type="hidden" name="(.*?)" value="(.*?)">', page, re.S)
    return [(html.unescape(name), html.unescape(value)) for name, value in found]


def source_form(source: Source, **changes) -> dict:
    return {
        "name": source.name,
        "kind": source.kind,
        "description": "",
        "affiliation": "",
        "aliases-TOTAL_FORMS": "0",
        "aliases-INITIAL_FORMS": "0",
        "ratings-TOTAL_FORMS": "0",
        "ratings-INITIAL_FORMS": "0",
    } | changes


def test_a_form_that_calls_a_verb_says_it_and_has_what_was_typed(client, editor, rival):
    claim, source = ClaimFactory(), SourceFactory()
    rival.begin()
    given = {
        "stance": "supports",
        "directness": "first_hand",
        "source": source.pk,
        "url": "https://example.org/seen",
        "credibility": "6",
        "note": "Seen by <me>.",
    }
    address = f"{LIST}{claim.pk}/evidence/"
    page = client.post(address, given).content.decode()
    assert BUSY.sentence in page
    assert "Seen by &lt;me&gt;.</textarea>" in page
    assert not Evidence.objects.exists()

    rival.end()
    assert client.post(address, given).status_code == 302
    assert Evidence.objects.get().note == "Seen by <me>."


def test_an_assessment_keeps_its_reason(client, editor, rival):
    claim = ClaimFactory()
    rival.begin()
    given = {
        "evidence_status": "not_checkable",
        "rationale": "Nobody knows.",
        "version": claim.version,
    }
    page = client.post(f"{LIST}{claim.pk}/change/", given).content.decode()
    assert BUSY.sentence in page
    assert "Nobody knows.</textarea>" in page


@pytest.mark.parametrize("verb", ["publish", "assign"])
def test_a_button_says_it(client, editor, rival, verb):
    claim = AppearanceFactory().claim
    rival.begin()
    answer = client.post(f"{LIST}{claim.pk}/{verb}/", {"to": "me"}, follow=True)
    assert BUSY.sentence in answer.content.decode()


def test_a_form_of_the_admin_is_kept_to_be_sent_again(client, editor, rival):
    source = SourceFactory()
    address = f"/admin/sources/source/{source.pk}/change/?_changelist_filters=q%3Dx"
    typed = "Said <so>,\r\n“in two lines”."
    rival.begin()
    refused = client.post(address, source_form(source, description=typed))
    assert refused.status_code == 503
    assert refused.headers["Retry-After"] == "2"
    assert "no-store" in refused.headers["Cache-Control"]
    page = refused.content.decode()
    assert BUSY.sentence in page
    assert f'action="{html.escape(address)}"' in page
    assert dict(kept(refused))["description"] == typed

    rival.end()
    assert client.post(address, dict(kept(refused))).status_code == 302
    source.refresh_from_db()
    assert source.description == typed.replace("\r\n", "\r\n")


@pytest.mark.usefixtures("revision")
def test_a_confirmed_import_is_kept_to_be_sent_again(client, editor, rival):
    looked = look(client, as_csv(row()))
    rival.begin()
    given = {"signed": looked.context["signed"], "_confirm": "Import 1 claim"}
    refused = client.post(IMPORT, given)
    assert refused.status_code == 503
    assert dict(kept(refused)) == given

    rival.end()
    assert client.post(IMPORT, dict(kept(refused))).status_code == 302
    assert Claim.objects.count() == 1


def test_a_file_is_not_looked_at_and_that_is_told(client, editor, rival):
    rival.begin()
    page = client.post(IMPORT, {"file": as_csv({"text": "So."})}).content.decode()
    assert BUSY.sentence in page
    assert "Preview" in page


def test_an_action_on_several_ends_at_the_first_and_says_so(client, editor, rival):
    claims = ClaimFactory.create_batch(3)
    rival.begin()
    page = act(client, "assign_to_me", *claims).content.decode()
    assert page.count(BUSY.sentence) == 1
    assert "the other claims are unchanged" in page
    assert not Claim.objects.filter(assigned_to=editor).exists()


def test_what_could_not_be_undone_can_be_undone_later(client, editor, rival):
    claims = ClaimFactory.create_batch(2)
    act(client, "assign_to_me", *claims)
    rival.begin()
    if connection.vendor == "sqlite":
        # There, the session that forgets it waits for the turn as well.
        assert client.post(UNDO).status_code == 503
    else:
        assert "the rest can still be undone" in undo(client)[-1]
    rival.end()
    assert undo(client) == ["Undone for 2 claims."]


def test_a_password_does_not_stand_on_the_page(client, rival):
    UserFactory(group="Editor", username="ayan", password="a-long-password")
    if connection.vendor == "sqlite":
        rival.begin()
    else:
        rival.connection.set_autocommit(False)
        rival.execute("LOCK TABLE accounts_user")
    given = {"username": "ayan", "password": "a-long-password"}
    refused = client.post("/admin/login/?next=/admin/", given)
    assert refused.status_code == 503
    page = refused.content.decode()
    assert BUSY.sentence in page
    assert "a-long-password" not in page


@pytest.mark.postgresql
def test_a_name_that_somebody_adds_meanwhile_is_told_in_the_form(client, editor, rival):
    source = SourceFactory()
    rival.connection.set_autocommit(False)
    rival.execute(
        "INSERT INTO sources_source (name, folded, kind, description, wikidata_id) "
        "VALUES ('The mayor', 'the mayor', 'person', '', '')"
    )
    with connection.cursor() as cursor:
        cursor.execute("SET lock_timeout = '5s'")
    answers = []
    given = source_form(source, name="The Mayor", description="")

    def save():
        address = f"/admin/sources/source/{source.pk}/change/"
        answers.append(client.post(address, given))
        connections.close_all()

    second = threading.Thread(target=save)
    second.start()
    second.join(0.5)
    assert second.is_alive()
    rival.connection.commit()
    second.join(5)

    page = answers[0].content.decode()
    assert answers[0].status_code == 200
    assert "A source is already known under this name" in page
    assert 'value="The Mayor"' in page


@pytest.mark.postgresql
def test_a_list_that_takes_too_long_says_so(client, editor):
    RevisionFactory()
    with connection.cursor() as cursor:
        cursor.execute("SET statement_timeout = 1")
    answers = [client.get(f"{LIST}?q=x&flag=any") for _ in range(20)]
    slow = [one for one in answers if one.status_code == 504]
    assert slow
    assert TIMEOUT.sentence in slow[0].content.decode()
    assert "Retry-After" not in slow[0].headers


def test_what_is_a_fault_stays_one(client, editor):
    with connection.cursor() as cursor:
        cursor.execute("ALTER TABLE claims_series RENAME TO elsewhere")
    try:
        answer = client.get("/admin/claims/series/")
    finally:
        with connection.cursor() as cursor:
            cursor.execute("ALTER TABLE elsewhere RENAME TO claims_series")
    # SQLite does not tell a table that is not there from one that is locked.
    wanted = 500 if connection.vendor == "postgresql" else 503
    assert answer.status_code == wanted


@pytest.mark.sqlite  # PostgreSQL compares it, and finds no row.
def test_a_number_that_no_row_has_is_refused_and_the_rest_kept(client):
    client.force_login(UserFactory(is_staff=True, is_superuser=True))
    given = {"name": "Night desk", "permissions": "9" * 30}
    refused = client.post("/admin/auth/group/add/", given)
    assert refused.status_code == 400
    assert "outside the range" in refused.content.decode()
    assert dict(kept(refused)) == given
