"""Which room answers which address?"""

from django.urls import URLPattern, URLResolver, include, path

from xinqiao.config.health import healthz

urlpatterns: list[URLPattern | URLResolver] = [
    path("healthz", healthz, name="healthz"),
    path("api/", include("xinqiao.api.urls")),
    path("", include("xinqiao.web.urls")),
]
