"""How Django knows the room `web`."""

from django.apps import AppConfig


class WebConfig(AppConfig):
    """The room `web`: its label is its name."""

    name = "xinqiao.web"
    label = "web"
    verbose_name = "Web"
    default_auto_field = "django.db.models.BigAutoField"
