"""Two people at the desk at the same moment, each with a connection of their own."""

import html
import re
from datetime import date

import pytest
from django.test import Client

from claims import ledger
from claims.models import Claim
from sources.models import Source
from tests.claims.test_desk_files import IMPORT, as_csv, look, revision, row
from tests.claims.test_desk_undo import LIST, UNDO
from tests.claims.test_two_writers import at_once
from tests.factories import ClaimFactory, SourceFactory, UserFactory

__all__ = ["revision"]

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def editors() -> list[Client]:
    """Two editors, each at a browser of their own."""
    clients = [Client(), Client()]
    for client in clients:
        client.force_login(UserFactory(group="Editor"))
    return clients


def twin(client: Client) -> Client:
    """Another window of the browser of *client*."""
    other = Client()
    other.cookies.load({"sessionid": client.cookies["sessionid"].value})
    return other


def told(response) -> list[str]:
    """The messages of a page; its context has those of other threads as well."""
    assert response.status_code == 200
    page = response.content.decode()
    found = re.findall(r'<li class="(?:success|error|info)">(.*?)</li>', page, re.S)
    return [html.unescape(one.strip()) for one in found]


def mark(client: Client, status: str, claims: list[Claim]) -> list[str]:
    given = {
        "action": "assess",
        "confirmed": "1",
        "evidence_status": status,
        "rationale": "All of them.",
        "_selected_action": [claim.pk for claim in claims],
    }
    return told(client.post(LIST, given, follow=True))


def undo(client: Client) -> list[str]:
    return told(client.post(UNDO, follow=True))


def confirm(client: Client, looked) -> list[str]:
    given = {"signed": looked.context["signed"], "_confirm": "1"}
    return told(client.post(IMPORT, given, follow=True))


def number_in(sentences: list[str]) -> int:
    """Of how many claims it is said that something was done to them."""
    counts = [
        int(word)
        for sentence in sentences
        if "assessed as" in sentence or sentence.startswith("Undone")
        for word in sentence.split()
        if word.isdigit()
    ]
    return sum(counts)


def test_what_two_mark_at_once_is_done_by_one_and_told_to_the_other(editors):
    claims = ClaimFactory.create_batch(6, due_on=date(2022, 1, 22))
    statuses = ["not_checkable", "pending_outcome"]

    said = at_once(2, lambda n: mark(editors[n], statuses[n], claims))

    written = sum(claim.assessments.count() for claim in claims)
    assert written == sum(number_in(sentences) for sentences in said) >= len(claims)
    refused = [one for sentences in said for one in sentences if "Somebody else" in one]
    assert len(refused) == 2 * len(claims) - written
    assert list(ledger.verify()) == []


@pytest.mark.parametrize("_", range(3))
def test_one_undoes_what_another_is_marking_again(editors, _):
    claims = ClaimFactory.create_batch(6, due_on=date(2022, 1, 22))
    mark(editors[0], "not_checkable", claims)

    def work(number):
        if number == 0:
            return undo(editors[0])
        return mark(editors[1], "pending_outcome", claims)

    undone, marked = at_once(2, work)

    for claim in claims:
        history = list(claim.assessments.order_by("number"))
        statuses = ["unassessed", *(one.to_status for one in history)]
        assert [one.from_status for one in history] == statuses[:-1]
        claim.refresh_from_db()
        assert claim.evidence_status == statuses[-1]
        # What came second was refused, or came after what is undone.
        assert len(history) in (2, 3)
    written = sum(claim.assessments.count() for claim in claims)
    assert written == len(claims) + number_in(undone) + number_in(marked)
    assert list(ledger.verify()) == []


def test_who_undoes_twice_at_once_undoes_once(editors):
    claims = ClaimFactory.create_batch(3)
    mark(editors[0], "not_checkable", claims)

    twins = [editors[0], twin(editors[0])]
    said = at_once(2, lambda n: undo(twins[n]))

    assert sum(number_in(sentences) for sentences in said) == len(claims)
    assert [claim.assessments.count() for claim in claims] == [2, 2, 2]


@pytest.mark.usefixtures("revision")
def test_one_file_imported_by_two_at_once_is_recorded_once(editors):
    file = [row(text=f"Claim {number}.") for number in range(20)]
    looked = [look(client, as_csv(*file)) for client in editors]

    said = at_once(2, lambda n: confirm(editors[n], looked[n]))

    assert Claim.objects.count() == 20
    won, lost = sorted(said, key=lambda sentences: "meanwhile" in sentences[0])
    assert won == ["20 claims imported, not published yet."]
    assert "has imported the same claims meanwhile" in lost[0]


@pytest.mark.usefixtures("revision")
def test_an_import_confirmed_twice_at_once_is_recorded_once(editors):
    looked = look(editors[0], as_csv(*[row(text=f"Claim {n}.") for n in range(20)]))
    twins = [editors[0], twin(editors[0])]

    said = at_once(2, lambda n: confirm(twins[n], looked))

    assert Claim.objects.count() == 20
    assert sorted(said) == [
        ["20 claims imported, not published yet."],
        ["These claims have already been imported."],
    ]


@pytest.mark.parametrize("_", range(3))
def test_a_circle_that_two_close_at_once_is_told_in_the_form(editors, _):
    ends = SourceFactory.create_batch(2)

    def work(number):
        one, other = ends[number], ends[1 - number]
        given = {
            "name": one.name,
            "kind": one.kind,
            "description": "Typed just now.",
            "affiliation": other.pk,
            "aliases-TOTAL_FORMS": 0,
            "aliases-INITIAL_FORMS": 0,
            "ratings-TOTAL_FORMS": 0,
            "ratings-INITIAL_FORMS": 0,
        }
        return editors[number].post(f"/admin/sources/source/{one.pk}/change/", given)

    won, lost = sorted(at_once(2, work), key=lambda answer: answer.status_code == 200)

    assert won.status_code == 302
    page = lost.content.decode()
    assert "Affiliations may not run in a circle." in page
    assert "Typed just now.</textarea>" in page
    assert Source.objects.filter(affiliation__isnull=False).count() == 1
