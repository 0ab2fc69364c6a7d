"""How Django knows the room `routing`."""

from django.apps import AppConfig


class RoutingConfig(AppConfig):
    """The room `routing`: its label is its name."""

    name = "xinqiao.routing"
    label = "routing"
    verbose_name = "Routing"
    default_auto_field = "django.db.models.BigAutoField"
