"""Sources and documents at the desk."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test.utils import CaptureQueriesContext

from sources.models import Document, Source
from tests.factories import (
    DocumentFactory,
    RevisionFactory,
    SourceAliasFactory,
    SourceFactory,
    SourceRatingFactory,
    UserFactory,
)
from tracker.common.desk.verb_forms import EditedForm

pytestmark = pytest.mark.django_db
NO_ROWS = {
    f"{inline}-{of}_FORMS": "0"
    for inline in ("aliases", "ratings", "revisions", "passages")
    for of in ("TOTAL", "INITIAL")
}
NO_ALIASES = {
    "aliases-TOTAL_FORMS": "0",
    "aliases-INITIAL_FORMS": "0",
    "ratings-TOTAL_FORMS": "0",
    "ratings-INITIAL_FORMS": "0",
}


@pytest.fixture
def editor(client):
    user = UserFactory(group="Editor")
    client.force_login(user)
    return user


@pytest.mark.parametrize(
    ("address", "factory"),
    [
        ("/admin/sources/source/", SourceAliasFactory),
        ("/admin/sources/document/", DocumentFactory),
        ("/admin/sources/revision/", RevisionFactory),
    ],
)
def test_lists_take_as_many_queries_for_fifty_rows_as_for_one(
    client, editor, address, factory
):
    # Session, account, two of permissions; two counts; the rows.
    def queries() -> int:
        with CaptureQueriesContext(connection) as captured:
            assert client.get(address).status_code == 200
        return len(captured)

    factory()
    queries()
    alone = queries()
    factory.create_batch(49)
    assert queries() == alone <= 9


def test_a_source_is_added_with_other_spellings(client, editor):
    given = {
        "name": "Agence France-Presse",
        "kind": "news_agency",
        "aliases-TOTAL_FORMS": "1",
        "aliases-INITIAL_FORMS": "0",
        "aliases-0-name": "AFP",
    }
    client.post("/admin/sources/source/add/", given)
    source = Source.objects.named("afp").get()
    assert source.name == "Agence France-Presse"
    assert [alias.name for alias in source.other_names()] == ["AFP"]


def test_a_spelling_of_another_source_is_refused_in_words(client, editor):
    SourceFactory(name="Kassym-Jomart Tokayev")
    given = {"name": "kassym jomart TOKAYEV", "kind": "person"} | NO_ALIASES
    shown = client.post("/admin/sources/source/add/", given).content.decode()
    assert "already known under this name" in shown
    assert Source.objects.count() == 1


def test_search_finds_a_source_by_another_spelling_once(client, editor):
    source = SourceFactory(name="Agence France-Presse")
    for name in ("AFP", "AFP news"):
        SourceAliasFactory(source=source, name=name)
    response = client.get("/admin/sources/source/", {"q": "AFP"})
    assert list(response.context["cl"].queryset) == [source]


def test_a_source_is_rated_for_a_reason(client, editor):
    source = SourceFactory()
    address = f"/admin/sources/source/{source.pk}/rate/"
    refused = client.post(address, {"reliability": "B", "reason": " "})
    assert "This field is required." in refused.content.decode()
    client.post(address, {"reliability": "B", "reason": "It corrects itself."})
    assert source.rating().rated_by == editor
    assert source.rating().reliability == "B"


def test_ratings_are_shown_and_not_edited(client, editor):
    rating = SourceRatingFactory(reason="It corrects itself.")
    address = f"/admin/sources/source/{rating.source_id}/change/"
    assert "It corrects itself." in client.get(address).content.decode()
    given = {
        "name": rating.source.name,
        "kind": rating.source.kind,
        "ratings-TOTAL_FORMS": "1",
        "ratings-INITIAL_FORMS": "1",
        "ratings-0-id": rating.pk,
        "ratings-0-source": rating.source_id,
        "ratings-0-reason": "Forged.",
        "aliases-TOTAL_FORMS": "0",
        "aliases-INITIAL_FORMS": "0",
    }
    client.post(address, given)
    rating.refresh_from_db()
    assert rating.reason == "It corrects itself."


def sent(client, address):
    """What the form at *address* sends if nothing is typed."""
    form = client.get(address).context["adminform"].form
    given = {field.html_name: field.value() for field in form}
    return {name: value or "" for name, value in given.items()} | NO_ROWS


@pytest.fixture(params=["source", "document"])
def edited(request):
    """A row, the field that names it, and the address of its form."""
    factory = SourceFactory if request.param == "source" else DocumentFactory
    row = factory()
    field = "name" if request.param == "source" else "title"
    return row, field, f"/admin/sources/{request.param}/{row.pk}/change/"


def test_what_somebody_else_changed_meanwhile_is_not_written_over(
    client, editor, edited
):
    row, field, address = edited
    opened = sent(client, address)
    row.edit(**{field: "Theirs"})

    shown = client.post(address, opened | {field: "Mine"})

    row.refresh_from_db()
    page = shown.content.decode()
    assert str(row) == "Theirs"
    assert "Somebody else has changed the" in page
    assert "Current value: Theirs" in page
    assert page.count("Current value") == 1
    assert 'value="Mine"' in page
    again = shown.context["adminform"].form["version"].value()
    client.post(address, opened | {field: "Mine", "version": again})
    row.refresh_from_db()
    assert str(row) == "Mine"


def test_what_was_deleted_meanwhile_stays_so(client, editor, edited, monkeypatch):
    row, field, address = edited
    opened = sent(client, address)
    model = type(row)

    # Between its being read and its being written.
    def then_delete(form, *args, **kwargs):
        model.objects.filter(pk=row.pk).delete()
        return clean(form, *args, **kwargs)

    clean = EditedForm.clean
    monkeypatch.setattr(EditedForm, "clean", then_delete)
    shown = client.post(address, opened | {field: "Mine"})

    assert f"The {model._meta.verbose_name} has been deleted." in shown.content.decode()
    assert not model.objects.filter(pk=row.pk).exists()


def test_who_may_only_read_is_shown_no_version(client, edited):
    row, _, address = edited
    client.force_login(UserFactory(group="Viewer"))

    page = client.get(address).content.decode()

    assert str(row) in page
    assert "Version" not in page


ARTICLE = {
    "text": "The mayor left.\r\n",
    "title": "A release",
    "publisher": "The Herald",
    "kind": "news_outlet",
    "published_on": "2022-01-13",
    "language": "en",
}
ADD = "/admin/sources/document/add/"


def test_article_is_added_with_its_text_and_a_new_publisher(client, editor):
    response = client.post(ADD, ARTICLE, follow=True)

    document = Document.objects.get()
    assert response.redirect_chain[0][0] == (
        f"/admin/sources/document/{document.pk}/read/"
    )
    assert document.latest_revision().text == "The mayor left.\n"
    publisher = document.publisher
    assert (publisher.name, publisher.kind) == ("The Herald", "news_outlet")
    page = response.content.decode()
    assert "New source: “The Herald” (news outlet)." in page


def test_publisher_of_an_article_is_known_by_any_spelling(client, editor):
    known = SourceFactory(name="The Herald")

    client.post(ADD, ARTICLE | {"publisher": "the-herald", "text": ""})

    document = Document.objects.get()
    assert document.publisher == known
    assert document.latest_revision() is None


@pytest.mark.parametrize(
    ("field", "value", "sentence"),
    [
        ("publisher", "A; B", "Name one publisher."),
        ("publisher", "", "This field is required."),
        ("title", "", "This field is required."),
        ("language", "English", "A language is a BCP 47 tag"),
        ("text", "\x00", "Null characters are not allowed."),
    ],
)
def test_wrong_article_is_not_added_in_part(client, editor, field, value, sentence):
    page = client.post(ADD, ARTICLE | {field: value}).content.decode()

    assert sentence in page
    assert "The mayor left." in page or field == "text"
    assert not Document.objects.exists()
    assert not Source.objects.exists()


def test_articles_are_added_by_editors_only(client):
    client.force_login(UserFactory(group="Reviewer"))

    assert client.get(ADD).status_code == 403


def test_a_pasted_text_gets_back_its_line_breaks(client, editor):
    document = DocumentFactory()
    address = f"/admin/sources/document/{document.pk}/capture/"
    client.post(address, {"text": " One.\r\nTwo. \r\n"})
    revision = document.latest_revision()
    assert revision.text == " One.\nTwo. \n"
    assert revision.captured_by == editor


def test_an_uploaded_text_is_taken_byte_for_byte(client, editor):
    document = DocumentFactory()
    address = f"/admin/sources/document/{document.pk}/capture/"
    content = "Größe 😀\r\nzwei\n".encode()
    client.post(address, {"file": SimpleUploadedFile("a.txt", content)})
    assert document.latest_revision().text.encode() == content


@pytest.mark.parametrize("content", [b"\xff\xfe\x00", b" \n"])
def test_a_file_that_is_no_text_is_refused_in_words(client, editor, content):
    document = DocumentFactory()
    address = f"/admin/sources/document/{document.pk}/capture/"
    response = client.post(address, {"file": SimpleUploadedFile("a.txt", content)})
    assert response.context["form"].errors
    assert document.latest_revision() is None


@pytest.mark.parametrize("group", ["Viewer", "Reviewer"])
def test_texts_are_captured_by_editors_only(client, group):
    client.force_login(UserFactory(group=group))
    address = f"/admin/sources/document/{DocumentFactory().pk}/capture/"
    assert client.post(address, {"text": "One."}).status_code == 403


def test_sources_are_rated_by_reviewers_and_not_by_viewers(client):
    source = SourceFactory()
    client.force_login(UserFactory(group="Viewer"))
    given = {"reliability": "B", "reason": "Why."}
    address = f"/admin/sources/source/{source.pk}/rate/"
    assert client.post(address, given).status_code == 403
    assert source.rating() is None


def test_revisions_are_read_only_for_superusers_too(admin_client):
    revision = RevisionFactory()
    address = f"/admin/sources/revision/{revision.pk}"
    assert admin_client.get("/admin/sources/revision/add/").status_code == 403
    assert admin_client.post(f"{address}/change/", {"text": "x"}).status_code == 403
    assert admin_client.post(f"{address}/delete/", {"post": "yes"}).status_code == 403


def test_list_of_articles_opens_the_text_and_their_details(client, editor):
    document = RevisionFactory().document
    empty = DocumentFactory()

    page = client.get("/admin/sources/document/").content.decode()

    for one in (document, empty):
        assert f'href="/admin/sources/document/{one.pk}/read/"' in page
        assert f'href="/admin/sources/document/{one.pk}/change/"' in page
    assert "Articles" in page
