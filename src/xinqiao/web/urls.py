"""Which page answers which address: shared ones here, the two faces in their own rooms."""

from importlib.util import find_spec

from django.urls import URLPattern, URLResolver, include, path

from xinqiao.web.components.display import choose_display, choose_language
from xinqiao.web.components.style import style
from xinqiao.web.file_links import open_file

urlpatterns: list[URLPattern | URLResolver] = [
    path("language/", choose_language, name="choose_language"),
    path("display/", choose_display, name="choose_display"),
    path("style/", style, name="style"),
    path("files/<str:token>/<str:name>", open_file, name="file"),
]
urlpatterns += [
    path("", include(f"xinqiao.web.{face}.urls"))
    for face in ("citizen", "officer", "verification")
    if find_spec(f"xinqiao.web.{face}") and find_spec(f"xinqiao.web.{face}.urls")
]
