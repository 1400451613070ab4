"""Quotations as W3C Web Annotations (Web Annotation Data Model, 2017)."""

from collections.abc import Iterable

from django.urls import reverse

from sources.models import Document
from tracker.common.canonical import moment

from ..choices import JUDGED
from ..models import Appearance
from .json_ld import compact
from .site import Site

CONTEXT = "http://www.w3.org/ns/anno.jsonld"
MEDIA_TYPE = f'application/ld+json; profile="{CONTEXT}"'


def collection(
    document: Document, site: Site, *, url: str, total: int, first: dict, last: str
) -> dict:
    """The annotations of *document*, with their *first* page (section 5.1)."""
    return alone(
        {
            "id": url,
            "type": "AnnotationCollection",
            "label": document.title,
            "creator": _creator(site),
            "total": total,
            "first": first,
            "last": last,
        }
    )


def page(
    appearances: Iterable[Appearance],
    site: Site,
    *,
    url: str,
    part_of: str,
    following: str | None,
    previous: str | None,
) -> dict:
    """A page of annotations in a collection (section 5.2).

    *following* and *previous* are the URLs of the next and previous page.
    """
    return {
        "id": url,
        "type": "AnnotationPage",
        "partOf": part_of,
        **compact({"next": following, "prev": previous}),
        "items": [annotation(appearance, site) for appearance in appearances],
    }


def alone(resource: dict) -> dict:
    """A top-level *resource*, with its ``@context``."""
    return {"@context": CONTEXT, **resource}


def annotation(appearance: Appearance, site: Site) -> dict:
    """The claim of *appearance* and its evidence status, as an annotation.

    Reads its ``claim`` and ``revision.document``.
    """
    claim = appearance.claim
    motivation = "assessing" if claim.evidence_status in JUDGED else "describing"
    return {
        "id": f"{site.url(claim.get_absolute_url())}#appearance-{appearance.pk}",
        "type": "Annotation",
        "motivation": motivation,
        "creator": _creator(site),
        "created": moment(appearance.created_at),
        "modified": moment(claim.updated_at),
        "body": [
            _body(claim.text, claim.language, "describing"),
            _body(claim.get_evidence_status_display(), "en", motivation),
        ],
        "target": _target(appearance, site),
    }


def _target(appearance: Appearance, site: Site) -> dict:
    revision = appearance.revision
    document = revision.document
    text = reverse("api:document-text", args=[document.pk])
    quote = {"exact": appearance.exact} | compact(
        {"prefix": appearance.prefix, "suffix": appearance.suffix}
    )
    return {
        "type": "SpecificResource",
        "source": document.url
        or site.url(reverse("api:document-detail", args=[document.pk])),
        "selector": [
            {"type": "TextQuoteSelector", **quote},
            {
                "type": "TextPositionSelector",
                "start": appearance.start,
                "end": appearance.end,
            },
        ],
        # The text that the positions refer to.
        "state": {
            "type": "TimeState",
            "sourceDate": moment(revision.captured_at),
            "cached": site.url(f"{text}?revision={revision.number}"),
        },
    }


def _body(value: str, language: str, purpose: str) -> dict:
    return {
        "type": "TextualBody",
        "value": value,
        "format": "text/plain",
        "language": language,
        "purpose": purpose,
    }


def _creator(site: Site) -> dict:
    return {"id": site.homepage, "type": "Organization", "name": site.publisher}
