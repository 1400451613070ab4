from django.urls import path

from . import crawlers, share
from .about import about, doc
from .article import article
from .claim import claim
from .claims import claims
from .corrections import corrections
from .estimates import estimates, series
from .home import home
from .source import source, sources
from .timeline import timeline

app_name = "pages"

urlpatterns = [
    path("", home, name="home"),
    path("share.png", share.of_site, name="share"),
    path("documents/<int:pk>/", article, name="document"),
    path("documents/<int:pk>/share.png", share.of_document, name="document-share"),
    path("claims/", claims, name="claims"),
    path("claims/<int:pk>/", claim, name="claim"),
    path("claims/<int:pk>/share.png", share.of_claim, name="claim-share"),
    path("estimates/", estimates, name="estimates"),
    path("estimates/<int:pk>/", series, name="series"),
    path("timeline/", timeline, name="timeline"),
    path("sources/", sources, name="sources"),
    path("sources/<int:pk>/", source, name="source"),
    path("corrections/", corrections, name="corrections"),
    path("about/", about, name="about"),
    path("about/<slug:slug>/", doc, name="doc"),
    path("sitemap.xml", crawlers.sitemap_index, name="sitemap"),
    path("sitemap-<slug:section>.xml", crawlers.sitemap, name="sitemap-section"),
    path("robots.txt", crawlers.robots, name="robots"),
    path("favicon.ico", crawlers.favicon, name="favicon"),
]
