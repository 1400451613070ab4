"""Documents at the desk, with a page to read them and add claims."""

from django.contrib import admin

from sources.desk.documents import DocumentAdmin
from sources.models import Document

from .article_page import ArticlePage

admin.site.unregister(Document)


@admin.register(Document)
class ReadDocumentAdmin(DocumentAdmin):
    """Adds the page with the article and its claims."""

    pages = [
        ("<int:pk>/read/", "sources_document_read", ArticlePage),
        *DocumentAdmin.pages,
    ]
