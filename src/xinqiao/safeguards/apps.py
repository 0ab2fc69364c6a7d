"""The Django application of the safeguards room."""

from django.apps import AppConfig


class SafeguardsConfig(AppConfig):
    """Registers the room's models under the label `safeguards`."""

    name = "xinqiao.safeguards"
    label = "safeguards"
    default_auto_field = "django.db.models.BigAutoField"
