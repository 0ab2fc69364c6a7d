"""Which room answers which address?"""

from importlib.util import find_spec

from django.urls import include, path

from xinqiao.config.health import healthz

urlpatterns = [path("healthz", healthz, name="healthz")]
if find_spec("xinqiao.api.urls"):
    urlpatterns.append(path("api/", include("xinqiao.api.urls")))
if find_spec("xinqiao.web.urls"):
    urlpatterns.append(path("", include("xinqiao.web.urls")))
