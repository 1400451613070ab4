"""Documents at the desk, with the way to read them and to add claims from them."""

from django.contrib import admin
from django.http import HttpRequest, HttpResponse
from django.urls import path

from sources.desk.admin import DocumentAdmin
from sources.models import Document
from tracker.common.desk.site import require

from . import article

admin.site.unregister(Document)


@admin.register(Document)
class ReadDocumentAdmin(DocumentAdmin):
    """What the sources' own has, and the page on which claims are added by reading."""

    def get_urls(self):
        read = self.admin_site.admin_view(self.read)
        return [
            path("<int:pk>/read/", read, name="sources_document_read"),
            *super().get_urls(),
        ]

    def read(self, request: HttpRequest, pk: int) -> HttpResponse:
        require(request, "sources.view_document", "claims.view_claim")
        return article.read(self, request, pk)
