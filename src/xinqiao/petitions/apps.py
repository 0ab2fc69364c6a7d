"""The Django application of the petitions room."""

from django.apps import AppConfig


class PetitionsConfig(AppConfig):
    """Petitions and the acts upon them."""

    name = "xinqiao.petitions"
    label = "petitions"
    default_auto_field = "django.db.models.BigAutoField"
