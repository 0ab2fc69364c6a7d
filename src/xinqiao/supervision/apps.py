"""How Django knows the room `supervision`."""

from django.apps import AppConfig


class SupervisionConfig(AppConfig):
    """The room `supervision`: its label is its name."""

    name = "xinqiao.supervision"
    label = "supervision"
    verbose_name = "Supervision"
    default_auto_field = "django.db.models.BigAutoField"
