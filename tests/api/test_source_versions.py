"""Sources and documents have a version too: what is said of them now."""

import pytest

from sources.models import Document, Source
from tests.api.conftest import errors
from tests.database import nothing_changes
from tests.factories import DocumentFactory, RevisionFactory, SourceFactory
from tracker.rest.preconditions import require_version

pytestmark = pytest.mark.django_db

ANOTHER = "0123456789abcdef"


@pytest.fixture(params=[Source, Document])
def row(request):
    """A source, or a document with a text."""
    if request.param is Source:
        return SourceFactory(description="A town.")
    return RevisionFactory().document


@pytest.fixture
def address(row):
    return f"/api/v1/{row._meta.model_name}s/{row.pk}/"


@pytest.fixture
def change(row):
    """An edit of the row, and another one."""
    field = "name" if isinstance(row, Source) else "title"
    return {field: "Another"}, {field: "Yet another"}


@pytest.fixture
def adding(row, address):
    """What is added to the row, and where."""
    if isinstance(row, Source):
        return [
            (f"{address}aliases/", {"name": "Another"}),
            (f"{address}ratings/", {"reliability": "D", "reason": "It was wrong."}),
        ]
    return [(f"{address}revisions/", {"text": "Another text."})]


def test_the_tag_of_what_was_read_is_good_for_one_edit(editor, address, change):
    read = editor.get(address)
    tag = {"If-Match": read.headers["ETag"]}

    edited = editor.patch(address, change[0], headers=tag)

    assert edited.status_code == 200
    assert edited.json()["version"] != read.json()["version"]
    again = editor.patch(address, change[1], headers=tag)
    assert (again.status_code, again.json()["code"]) == (412, "stale_version")
    present = {"If-Match": edited.headers["ETag"]}
    assert editor.patch(address, change[1], headers=present).status_code == 200


def test_the_version_may_be_named_in_the_body(editor, row, address, change):
    named = {"version": editor.get(address).json()["version"]}

    assert editor.patch(address, change[0] | named).status_code == 200
    with nothing_changes(type(row).objects.get(pk=row.pk)):
        again = editor.patch(address, change[1] | named)

    assert (again.status_code, again.json()["code"]) == (412, "stale_version")


@pytest.mark.parametrize("version", [1, "1", ANOTHER.upper(), f"{ANOTHER}0", None])
def test_what_is_no_version_is_refused(editor, row, address, version):
    with nothing_changes(row):
        answer = editor.patch(address, {"version": version})

    assert [field for field, _ in errors(answer)] == ["version"]


def test_who_names_another_version_adds_nothing(editor, row, adding):
    for address, body in adding:
        for tag in (f'"{row.pk}.{ANOTHER}"', f'"{row.pk + 1}.{row.version}"'):
            with nothing_changes(row):
                answer = editor.post(address, body, headers={"If-Match": tag})

            assert (answer.status_code, answer.json()["code"]) == (412, "stale_version")


def test_who_names_the_present_version_adds(editor, row, adding):
    for address, body in adding:
        tag = f'"1.1", W/"{row.pk}.{row.version}-7-ab"'

        assert editor.post(address, body, headers={"If-Match": tag}).status_code == 201


def test_a_header_that_is_none_is_refused_with_an_example(editor, row, address):
    with nothing_changes(row):
        answer = editor.patch(address, {}, headers={"If-Match": "1"})

    assert (answer.status_code, answer.json()["code"]) == (412, "bad_if_match")
    assert f'such as "{row.pk}.{row.version}"' in answer.json()["detail"]


@pytest.fixture
def rival(monkeypatch, change):
    """Somebody else edits the row after its version was checked."""

    def then_edit(request, row, version=None):
        require_version(request, row, version)
        type(row).objects.get(pk=row.pk).edit(**change[0])

    monkeypatch.setattr("sources.api.writing.require_version", then_edit)


@pytest.mark.usefixtures("rival")
def test_who_named_a_version_and_lost_the_race_is_refused(editor, row, address, change):
    tag = f'"{row.pk}.{row.version}"'

    for headers, body in [({"If-Match": tag}, {}), ({}, {"version": row.version})]:
        answer = editor.patch(address, change[1] | body, headers=headers)

        assert (answer.status_code, answer.json()["code"]) == (412, "stale_version")
        assert str(type(row).objects.get(pk=row.pk)) == "Another"
        type(row).objects.get(pk=row.pk).edit(**{next(iter(change[0])): str(row)})


@pytest.mark.usefixtures("rival")
def test_who_named_none_changes_what_is_there_by_then(editor, row, address, change):
    answer = editor.patch(address, change[1], headers={"If-Match": "*"})

    assert answer.status_code == 200
    assert str(type(row).objects.get(pk=row.pk)) == "Yet another"


def test_every_field_that_can_be_edited_is_in_the_version():
    row = DocumentFactory(published_on="2022-01-13")
    others = {
        "title": "Other",
        "url": "https://example.org/other",
        "publisher": SourceFactory(),
        "origin": SourceFactory(),
        "language": "de",
        "original_language": "fr",
        "published_on": "2022-01-14",
        "published_at": "2022-01-14T09:30:00Z",
    }
    assert set(others) == set(Document.EDITABLE)
    known = {Document.objects.get(pk=row.pk).version}

    for number, (name, value) in enumerate(others.items(), 2):
        row.edit(**{name: value})
        known.add(row.version)
        assert row.version == Document.objects.get(pk=row.pk).version
        assert len(known) == number


def test_what_is_edited_behind_the_verbs_has_another_version_too():
    source = SourceFactory()

    Source.objects.filter(pk=source.pk).update(description="Other")

    assert Source.objects.get(pk=source.pk).version != source.version
