"""Documents at the desk, with the way to read them and to add claims from them."""

from django.contrib import admin

from sources.desk.documents import DocumentAdmin
from sources.models import Document

from .article_page import ArticlePage

admin.site.unregister(Document)


@admin.register(Document)
class ReadDocumentAdmin(DocumentAdmin):
    """What the sources' own has, and the page on which claims are added by reading."""

    pages = [
        ("<int:pk>/read/", "sources_document_read", ArticlePage),
        *DocumentAdmin.pages,
    ]
