"""How Django knows the room `linking`."""

from django.apps import AppConfig


class LinkingConfig(AppConfig):
    """The room `linking`: its label is its name."""

    name = "xinqiao.linking"
    label = "linking"
    verbose_name = "Linking"
    default_auto_field = "django.db.models.BigAutoField"
