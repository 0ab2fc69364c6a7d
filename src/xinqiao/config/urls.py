"""Which room answers which address?"""

from django.urls import URLPattern, URLResolver, include, path

from xinqiao.config.health import healthz

urlpatterns: list[URLPattern | URLResolver] = [
    path("healthz", healthz, name="healthz"),
    path("api/", include("xinqiao.api.urls")),
    path("", include("xinqiao.web.urls")),
]

# What is shown when a request cannot be answered; a form too old is named in settings (CSRF_FAILURE_VIEW).
handler400 = "xinqiao.web.components.error_pages.bad_request"
handler403 = "xinqiao.web.components.error_pages.forbidden"
handler404 = "xinqiao.web.components.error_pages.not_found"
handler500 = "xinqiao.web.components.error_pages.server_fault"
