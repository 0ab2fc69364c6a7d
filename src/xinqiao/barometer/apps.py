"""How Django knows the room `barometer`."""

from django.apps import AppConfig


class BarometerConfig(AppConfig):
    """The room `barometer`: its label is its name."""

    name = "xinqiao.barometer"
    label = "barometer"
    verbose_name = "Barometer"
    default_auto_field = "django.db.models.BigAutoField"
