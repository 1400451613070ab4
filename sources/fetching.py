"""Articles fetched from their addresses, in the background, for one person each."""

from dataclasses import asdict

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import transaction
from django_tasks import task

from tracker.common.errors import DomainError
from tracker.common.guarded_connection import RequestFailed

from .extraction import Extracted, Kind, Unreadable, extract, kind_of
from .models import Document, Fetch
from .models.document import DocumentExists
from .page_request import request_page

QUEUE = "articles"
SWITCHED_OFF = "Fetching articles is switched off. Paste the text."
HTML_TYPES = ("", "text/html", "application/xhtml+xml")


def request(url: str, *, given: dict, by) -> Fetch:
    """Ask for the article at *url*. A worker fetches it.

    Raises:
        ValidationError: *url* is not an address of the web, or a document has it.
        DomainError: fetching is switched off.
    """
    if not settings.FETCH_ARTICLES:
        raise DomainError(SWITCHED_OFF)
    fetch = Fetch(url=url, given=given, requested_by=by)
    fetch.full_clean()
    if known := Document.objects.at_address(url).order_by("pk").first():
        raise ValidationError({"url": DocumentExists(known)})
    with transaction.atomic():
        fetch.save(force_insert=True)
        carry_out.enqueue(fetch.pk)
    return fetch


# Before deliveries: somebody waits for it.
@task(queue_name=QUEUE, priority=50)
def carry_out(fetch: int) -> None:
    """Fetch what was asked for, unless it has been fetched or removed."""
    for one in Fetch.objects.waiting().filter(pk=fetch):
        try:
            one.finish(found=asdict(article_at(one.url)))
        except RequestFailed as error:
            one.finish(error=f"{error} Check the address, or paste the text.")
        except Unreadable as error:
            one.finish(error=str(error))


def article_at(url: str) -> Extracted:
    """The article at *url*.

    Raises:
        RequestFailed: there is no page.
        Unreadable: the page has no article.
    """
    if not settings.FETCH_ARTICLES:
        raise Unreadable(SWITCHED_OFF)
    page = request_page(url)
    kind = kind_of(page.content)
    if kind == Kind.TEXT and page.media_type in HTML_TYPES:
        kind = Kind.HTML
    elif kind == Kind.TEXT and page.media_type != "text/plain":
        raise RequestFailed(f"The address has no page, but {page.media_type}.")
    return extract(page.content, kind, url=page.url, charset=page.charset)


def tidy() -> None:
    """Remove what nobody has used for a day."""
    Fetch.objects.expired().delete()
