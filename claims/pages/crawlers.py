"""What crawlers look for at fixed addresses: sitemaps, robots.txt and the icon."""

from django.contrib.auth.models import AnonymousUser
from django.contrib.sitemaps import Sitemap
from django.contrib.sitemaps import views as sitemaps
from django.db.models import Max
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.templatetags.static import static
from django.urls import reverse
from django.views.decorators.http import require_safe

from sources.models import Document, Source

from ..models import Claim, Series
from .about import DOCS

LISTS = (
    "home",
    "claims",
    "estimates",
    "timeline",
    "sources",
    "corrections",
    "about",
)
ROBOTS = """User-agent: *
Disallow: /admin/
Disallow: /api/

Sitemap: {}
"""


class Rows(Sitemap):
    """The public pages of a model's rows."""

    # Each address takes time.
    limit = 2000
    name: str

    def location(self, item) -> str:
        return self.start + f"{item.pk}/"

    @property
    def start(self) -> str:
        return reverse(f"pages:{self.name}", args=[0]).removesuffix("0/")

    def get_latest_lastmod(self):
        return None


class Claims(Rows):
    name = "claim"

    def items(self):
        return Claim.objects.published().only("updated_at").order_by("id")

    def lastmod(self, claim: Claim):
        return claim.updated_at

    def get_latest_lastmod(self):
        newest = Claim.objects.published().order_by("-updated_at", "-id")
        return newest.values_list("updated_at", flat=True).first()


class Documents(Rows):
    name = "document"

    def items(self):
        seen = Document.objects.visible_to(AnonymousUser()).only("id").order_by("id")
        return seen.annotate(captured_at=Max("revisions__captured_at"))

    def lastmod(self, document):
        return document.captured_at


class Sources(Rows):
    name = "source"

    def items(self):
        return Source.objects.visible_to(AnonymousUser()).only("id").order_by("id")


class Estimates(Rows):
    name = "series"

    def items(self):
        return Series.objects.visible_to(AnonymousUser()).only("id").order_by("id")


class Lists(Sitemap):
    """The fixed pages."""

    def items(self) -> list[str]:
        fixed = [reverse(f"pages:{name}") for name in LISTS]
        return [*fixed, *(reverse("pages:doc", args=[name]) for name in DOCS)]

    def location(self, item: str) -> str:
        return item


SECTIONS: dict[str, type[Sitemap] | Sitemap] = {
    "lists": Lists,
    "claims": Claims,
    "documents": Documents,
    "sources": Sources,
    "estimates": Estimates,
}


@require_safe
def sitemap_index(request: HttpRequest) -> HttpResponse:
    """The index of the sitemaps of public pages (sitemaps.org)."""
    return sitemaps.index(request, SECTIONS, sitemap_url_name="pages:sitemap-section")


@require_safe
def sitemap(request: HttpRequest, section: str) -> HttpResponse:
    return sitemaps.sitemap(request, SECTIONS, section=section)


@require_safe
def robots(request: HttpRequest) -> HttpResponse:
    """Rules for crawlers (RFC 9309)."""
    address = request.build_absolute_uri(reverse("pages:sitemap"))
    return HttpResponse(ROBOTS.format(address), content_type="text/plain")


@require_safe
def favicon(request: HttpRequest) -> HttpResponse:
    return redirect(static("tracker/icon.svg"))
