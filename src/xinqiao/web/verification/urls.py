"""The pages on which a letter is checked."""

from django.urls import path

from xinqiao.web.verification import pages

app_name = "verification"
urlpatterns = [
    path("verify/", pages.ask, name="ask"),
    path("verify/<str:code>/", pages.sheet, name="sheet"),
]
