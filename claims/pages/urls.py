from django.urls import path

from .article import article
from .home import home

app_name = "pages"

urlpatterns = [
    path("", home, name="home"),
    path("documents/<int:pk>/", article, name="document"),
    path("claims/<int:pk>/", home, name="claim"),
    path("sources/<int:pk>/", home, name="source"),
]
