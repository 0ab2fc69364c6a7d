"""How Django knows the room `api`."""

from django.apps import AppConfig


class ApiConfig(AppConfig):
    """The room `api`: its label is its name."""

    name = "xinqiao.api"
    label = "api"
    verbose_name = "API"
    default_auto_field = "django.db.models.BigAutoField"
