"""How Django knows the room `correspondence`."""

from django.apps import AppConfig


class CorrespondenceConfig(AppConfig):
    """The room `correspondence`: its label is its name."""

    name = "xinqiao.correspondence"
    label = "correspondence"
    verbose_name = "Correspondence"
    default_auto_field = "django.db.models.BigAutoField"
