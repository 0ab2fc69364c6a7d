"""The citizen's pages."""

from django.urls import path

from xinqiao.web.citizen import pages

app_name = "citizen"
urlpatterns = [
    path("", pages.home, name="home"),
]
