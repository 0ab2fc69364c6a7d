"""The callable a WSGI server runs."""

import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "xinqiao.config.settings")
application = get_wsgi_application()

# Only now are there settings.
from xinqiao.config.warming import warm  # noqa: E402

warm()
