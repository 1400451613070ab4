import pytest

from claims.api.claims import require_version
from claims.models import Assessment, Claim

pytestmark = pytest.mark.django_db

CONCLUSION = {"evidence_status": "not_checkable", "rationale": "No trace."}


@pytest.fixture
def assess(reviewer, claim):
    """Assess the claim, with a header or with more in the body."""

    def assess(if_match=None, **more):
        headers = {} if if_match is None else {"If-Match": if_match}
        address = f"/api/v1/claims/{claim.pk}/assess/"
        return reviewer.post(address, CONCLUSION | more, headers=headers)

    return assess


@pytest.fixture
def rival(monkeypatch, ruth):
    """Somebody else changes the claim after its version was checked."""

    def then_change(request, claim, version=None):
        require_version(request, claim, version)
        Claim.objects.get(pk=claim.pk).assign(ruth, by=ruth)

    monkeypatch.setattr("claims.api.claims.require_version", then_change)


@pytest.mark.parametrize(
    "header", ['"{0}"', '"1.1", "{0}"', '"1.1","{0}"', ' "{0}" ', 'W/"1.1", "{0}"', "*"]
)
def test_who_names_the_present_version_in_a_header_is_heard(assess, claim, header):
    tag = f"{claim.pk}.{claim.version}"

    assert assess(header.format(tag)).status_code == 201


def test_the_etag_of_an_answer_is_good_for_the_next_request(assess):
    tag = assess().headers["ETag"]

    following = assess(tag, correction_type="clarification", correction_note="Why.")

    assert following.status_code == 201
    assert following.headers["ETag"] != tag
    assert assess(tag).status_code == 412


@pytest.mark.parametrize("header", ['"{0}.1"', '"1.1", "1.3"', '"{0}"', '""', '"1.3 "'])
def test_who_names_another_version_in_a_header_is_refused(assess, claim, header):
    answer = assess(header.format(claim.pk))

    assert answer.status_code == 412
    assert answer.json() == {
        "title": "Precondition Failed",
        "status": 412,
        "code": "stale_version",
        "detail": "It has changed since the version that you read.",
        "errors": [],
    }
    assert not Assessment.objects.exists()


def test_the_etag_of_a_compressed_answer_is_good_for_the_next_request(
    reviewer, assess, claim
):
    claim.edit(context="As the ministry counts. " * 200, by=claim.created_by)
    address = f"/api/v1/claims/{claim.pk}/"
    tag = reviewer.get(address, headers={"Accept-Encoding": "gzip"}).headers["ETag"]

    assert tag.startswith(f'W/"{claim.pk}.{claim.version}-')
    assert assess(tag).status_code == 201
    assert assess(tag).status_code == 412


@pytest.mark.parametrize("header", ["", "1.3", '"1.3', ",", "W/*", "\u00e9"])
def test_a_header_that_is_none_is_refused_with_an_example(assess, claim, header):
    answer = assess(header)

    assert answer.status_code == 412
    assert answer.json()["code"] == "bad_if_match"
    assert f'such as "{claim.pk}.{claim.version}"' in answer.json()["detail"]


def test_the_version_may_be_named_in_the_body(assess, claim):
    assert assess(version=claim.version).status_code == 201

    answer = assess(version=claim.version)

    assert answer.status_code == 412
    assert answer.json()["code"] == "stale_version"


def test_header_and_body_must_both_be_right(assess, claim):
    present = f'"{claim.pk}.{claim.version}"'

    assert assess(present, version=claim.version + 1).status_code == 412
    assert assess('"1.1"', version=claim.version).status_code == 412


@pytest.mark.usefixtures("rival")
@pytest.mark.parametrize(
    ("named_in", "status"),
    [("header", 412), ("body", 412), ("asterisk", 409), ("nothing", 409)],
)
def test_a_lost_race_is_told_by_what_was_named(assess, claim, named_in, status):
    requests = {
        "header": {"if_match": f'"{claim.pk}.{claim.version}"'},
        "body": {"version": claim.version},
        "asterisk": {"if_match": "*"},
        "nothing": {},
    }

    answer = assess(**requests[named_in])

    assert answer.status_code == status
    assert answer.json()["code"] == "stale_version"
    assert answer.json()["detail"] == (
        "Somebody else has changed the claim since you opened it."
    )
    assert not Assessment.objects.exists()
