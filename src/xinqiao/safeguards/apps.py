"""How Django knows the room `safeguards`."""

from django.apps import AppConfig


class SafeguardsConfig(AppConfig):
    """The room `safeguards`: its label is its name."""

    name = "xinqiao.safeguards"
    label = "safeguards"
    verbose_name = "Safeguards"
    default_auto_field = "django.db.models.BigAutoField"
