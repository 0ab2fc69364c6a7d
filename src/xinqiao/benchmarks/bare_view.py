"""The baseline of an act: a Django view that does one transaction of two inserts by the ORM, and nothing else.

It runs behind the same server, the same middleware and the same database settings as the product, so the ratio says
what an act does beyond an ordinary request. `bare` is the harder floor: no framework at all.
"""

import gc
import json
import os
from datetime import UTC, datetime

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "xinqiao.config.settings")
django.setup()

from django.conf import settings  # noqa: E402 - settings are read after setup
from django.core.wsgi import get_wsgi_application  # noqa: E402
from django.db import transaction  # noqa: E402
from django.http import HttpRequest, JsonResponse  # noqa: E402
from django.urls import path  # noqa: E402
from django.views.decorators.csrf import csrf_exempt  # noqa: E402

from xinqiao.safeguards.models import AttemptWindow  # noqa: E402


@csrf_exempt
def insert_two(request: HttpRequest) -> JsonResponse:
    """POST a JSON object; two rows are committed; a few bytes come back."""
    reference = ""
    if request.method == "POST":
        json.loads(request.body)
        reference = os.urandom(16).hex()
        at = datetime.now(tz=UTC)
        with transaction.atomic():
            AttemptWindow.objects.create(scope="bare_petition", caller=reference, started_at=at, count=1)
            AttemptWindow.objects.create(scope="bare_event", caller=reference, started_at=at, count=1)
    return JsonResponse({"reference": reference})


urlpatterns = [path("", insert_two)]
settings.ROOT_URLCONF = __name__
application = get_wsgi_application()
# As the product does (config.warming).
gc.collect()
gc.freeze()
