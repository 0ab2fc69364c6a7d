"""Which room answers which address?"""

from importlib.util import find_spec

from django.urls import URLPattern, URLResolver, include, path

from xinqiao.config.health import healthz

urlpatterns: list[URLPattern | URLResolver] = [path("healthz", healthz, name="healthz")]
if find_spec("xinqiao.api.urls"):
    urlpatterns.append(path("api/", include("xinqiao.api.urls")))
if find_spec("xinqiao.web.urls"):
    urlpatterns.append(path("", include("xinqiao.web.urls")))

# What is shown when a request cannot be answered; a form too old is named in settings (CSRF_FAILURE_VIEW).
handler400 = "xinqiao.web.components.error_pages.bad_request"
handler403 = "xinqiao.web.components.error_pages.forbidden"
handler404 = "xinqiao.web.components.error_pages.not_found"
handler500 = "xinqiao.web.components.error_pages.server_fault"
