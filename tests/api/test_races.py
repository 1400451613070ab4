"""Two connections at once, on the locks of the real database."""

import threading

import pytest
from django.db import connection, connections

from claims.models import Assessment, Claim

pytestmark = pytest.mark.django_db(transaction=True)

CONCLUSION = {"evidence_status": "not_checkable", "rationale": "No trace."}
NEXT_VERSION = "UPDATE claims_claim SET version = version + 1 WHERE id = %s"


@pytest.fixture
def rival(claim):
    """Another connection, in whose transaction the claim has its next version."""
    rival = connection.copy()
    rival.set_autocommit(False)
    with rival.cursor() as cursor:
        cursor.execute(NEXT_VERSION, [claim.pk])
    yield rival
    rival.rollback()
    rival.close()


@pytest.fixture
def reviewer(reviewer):
    """Whose token has been used this minute, which is not noted again."""
    reviewer.get("/api/v1/claims/")
    return reviewer


@pytest.fixture
def _impatient():
    """Wait for locks only a moment."""
    sqlite = connection.vendor == "sqlite"
    with connection.cursor() as cursor:
        cursor.execute(
            "PRAGMA busy_timeout = 50" if sqlite else "SET lock_timeout = '50ms'"
        )
    yield
    connection.close()


@pytest.mark.usefixtures("_impatient")
def test_a_lock_that_is_not_let_go_is_503(reviewer, claim, rival):
    answer = reviewer.post(f"/api/v1/claims/{claim.pk}/assess/", CONCLUSION)

    assert answer.status_code == 503
    assert answer.headers["Retry-After"] == "2"
    assert answer.json()["code"] == "unavailable"
    assert not Assessment.objects.exists()


@pytest.mark.usefixtures("_impatient")
def test_who_only_reads_is_not_turned_away(anonymous, viewer, claim, rival):
    for client in (anonymous, viewer):
        answer = client.get(f"/api/v1/claims/{claim.pk}/")

        assert answer.status_code == 200
        assert answer.json()["version"] == claim.version


@pytest.mark.parametrize("named", [False, True])
def test_who_comes_second_is_refused_after_the_wait(reviewer, claim, rival, named):
    headers = {"If-Match": f'"{claim.pk}.{claim.version}"'} if named else {}
    answers = []

    def assess():
        address = f"/api/v1/claims/{claim.pk}/assess/"
        answers.append(reviewer.post(address, CONCLUSION, headers=headers))
        connections.close_all()

    second = threading.Thread(target=assess)
    second.start()
    second.join(0.5)
    assert second.is_alive()
    rival.commit()
    second.join(5)

    assert answers[0].status_code == (412 if named else 409)
    assert Claim.objects.get(pk=claim.pk).version == claim.version + 1
    assert not Assessment.objects.exists()
