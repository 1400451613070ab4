from django.urls import path

from .article import article
from .claim import claim
from .home import home
from .source import source, sources

app_name = "pages"

urlpatterns = [
    path("", home, name="home"),
    path("documents/<int:pk>/", article, name="document"),
    path("claims/", home, name="claims"),
    path("claims/<int:pk>/", claim, name="claim"),
    path("estimates/<int:pk>/", home, name="series"),
    path("sources/", sources, name="sources"),
    path("sources/<int:pk>/", source, name="source"),
    path("about/", home, name="about"),
]
