"""Which addresses lead to one article."""

import re
from importlib import import_module
from string import ascii_letters, digits
from types import SimpleNamespace

import pytest
from django.apps import apps
from django.core.exceptions import ValidationError
from django.db import connection
from hypothesis import given
from hypothesis import strategies as st

from sources.models import Document
from sources.web_address import MAX_BYTES, normalized
from tests.database import refused
from tests.factories import DocumentFactory
from tracker.common.stored_values import wrong_values

ARTICLE = "https://news.example/2022/bridges"
SAME = [
    "http://news.example/2022/bridges",
    "https://www.news.example/2022/bridges",
    "https://news.example/2022/bridges?utm_source=x&fbclid=y",
    "https://news.example/2022/bridges?UTM_Medium=mail&gclid=1#comments",
    "https://news.example/2022/bridges#comments",
    "https://news.example/2022/bridges#:~:text=closed",
    "https://news.example/2022/bridges/",
    "https://news.example:443/2022/bridges",
    "http://news.example:80/2022/bridges",
    "HTTPS://News.Example/2022/bridges",
    "https://news.example./2022/bridges?",
    "https://news.example/2022/./x/../bridges",
    "https://news.example/2022/%62ridges",
]
OTHER = [
    "https://m.news.example/2022/bridges",
    "https://amp.news.example/2022/bridges",
    "https://news.example/2022/bridges/amp",
    "https://news.example/2022/Bridges",
    "https://news.example/2022/bridges?page=2",
    "https://news.example/2022/bridges?id=fbclid",
    "https://news.example/2022/bridges?source=x",
    "https://news.example/2022%2Fbridges",
    "https://news.example:8000/2022/bridges",
    "https://news.example/2022/bridges#!/part/2",
    "https://ann@news.example/2022/bridges",
]


@pytest.mark.parametrize("url", SAME)
def test_addresses_of_one_article_are_one(url):
    assert normalized(url) == normalized(ARTICLE) == ARTICLE


@pytest.mark.parametrize("url", OTHER)
def test_addresses_of_other_pages_are_others(url):
    assert normalized(url) != ARTICLE


@pytest.mark.parametrize(
    ("url", "form"),
    [
        ("", ""),
        ("https://news.example", "https://news.example"),
        ("http://www.news.example/", "https://news.example"),
        ("https://n.example/?b=2&utm_x=1&a=1", "https://n.example?b=2&a=1"),
        ("https://n.example/?q=a%20b", "https://n.example?q=a+b"),
        ("https://n.example/?q=a%2bb", "https://n.example?q=a%2Bb"),
        ("https://münchen.example/", "https://xn--mnchen-3ya.example"),
        ("https://XN--MNCHEN-3YA.example/", "https://xn--mnchen-3ya.example"),
        ("https://n.example/%c3%bc/%7Ea%2f", "https://n.example/ü/~a%2F"),
        ("https://n.example/100%/%ff", "https://n.example/100%25/%FF"),
        ("https://www.com/", "https://www.com"),
        ("http://[::1]:80/", "https://[::1]"),
        ("https://a_b.münchen.example/", "https://a_b.münchen.example"),
        ("https://[x/", "https://[x/"),
        ("https://n.example:x/", "https://n.example:x/"),
        ("https:///a", "https:///a"),
        ("A title: with words", "A title: with words"),
    ],
)
def test_form_of_an_address(url, form):
    assert normalized(url) == form


def test_form_too_long_for_an_index_is_the_address_itself():
    url = f"https://news.example/{'%' * 1900}"

    assert normalized(url) == url


URLS = st.builds(
    "{}://{}{}{}{}{}".format,
    st.sampled_from(["http", "https", "HTTPS"]),
    st.sampled_from(["www.", "www.www.", "", "ann@", "a:b@"]),
    st.sampled_from(["news.example", "Bücher.example", "[::1]", "a_b.c", "www.com."]),
    st.sampled_from(["", ":80", ":443", ":8000", ":"]),
    st.sampled_from(["/", "/a/", "/./", "/../", "?", "/?"]),
    st.text(st.sampled_from(f"{ascii_letters}{digits}%%%/?#&=.;+~!字é\ud800")),
)


@given(URLS | st.text())
def test_form_of_a_form_is_itself(url):
    form = normalized(url)

    assert normalized(form) == form
    assert len(form.encode(errors="surrogatepass")) <= max(
        MAX_BYTES, len(url.encode(errors="surrogatepass"))
    )


@given(URLS.filter(lambda url: "#" not in url))
def test_fragment_never_makes_another_address(url):
    assert normalized(f"{url}#comments") == normalized(url)


@pytest.mark.django_db
def test_second_document_of_an_address_names_the_first():
    first = DocumentFactory(url=ARTICLE)

    for url in SAME:
        with pytest.raises(ValidationError) as error:
            DocumentFactory.build(url=url, publisher=first.publisher).full_clean()
        [found] = error.value.error_dict["url"]
        assert found.code == "document_exists"
        assert found.details == {"document": {"id": first.pk, "web_url": ARTICLE}}
    for url in OTHER:
        DocumentFactory(url=url)


@pytest.mark.django_db
def test_database_has_one_document_of_an_address():
    first, second = DocumentFactory(url=ARTICLE), DocumentFactory()

    with refused("document_normalized_url_unique|normalized_url"):
        Document.objects.filter(pk=second.pk).update(
            normalized_url=first.normalized_url
        )


@pytest.mark.django_db
def test_edited_address_is_compared():
    first, second = DocumentFactory(url=ARTICLE), DocumentFactory()

    with pytest.raises(ValidationError, match=f"Document {first.pk} has this address"):
        second.edit(url=SAME[0])
    first.edit(url="https://news.example/other")
    second.edit(url=SAME[0])

    assert list(Document.objects.at_address(ARTICLE)) == [second]
    assert second.url == SAME[0]


@pytest.fixture
def from_before(db):
    """Documents from before addresses were compared, three of them with one."""
    rows = [DocumentFactory() for _ in range(5)]
    for row, url in zip(rows, [ARTICLE, *SAME[:2], OTHER[0], ""], strict=True):
        Document.objects.filter(pk=row.pk).update(url=url, normalized_url="")
    migration = import_module("sources.migrations.0005_normalize_addresses")
    migration.normalize(apps, SimpleNamespace(connection=connection))
    return [Document.objects.get(pk=row.pk) for row in rows]


def test_upgrade_keeps_every_document_of_one_address(from_before):
    assert [row.address_shared for row in from_before] == [
        *[False, True, True],
        *[False, False],
    ]
    assert [row.url for row in from_before] == [ARTICLE, *SAME[:2], OTHER[0], ""]
    assert not list(wrong_values(lambda count: None))


def test_document_from_before_can_be_edited(from_before):
    first, second, *_ = from_before

    second.edit(title="Other")
    assert second.address_shared
    with pytest.raises(ValidationError, match=re.escape(first.url)):
        DocumentFactory.build(url=second.url, publisher=first.publisher).full_clean()
    second.edit(url="https://news.example/own")
    assert not second.address_shared
    with pytest.raises(ValidationError, match=f"Document {first.pk} has this address"):
        second.edit(url=ARTICLE)
