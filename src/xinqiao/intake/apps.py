"""How Django knows the room `intake`."""

from django.apps import AppConfig


class IntakeConfig(AppConfig):
    """The room `intake`: its label is its name."""

    name = "xinqiao.intake"
    label = "intake"
    verbose_name = "Intake"
    default_auto_field = "django.db.models.BigAutoField"
