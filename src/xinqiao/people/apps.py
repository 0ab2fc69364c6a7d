"""The Django application of the people room."""

from django.apps import AppConfig


class PeopleConfig(AppConfig):
    """Accounts, officers, organisations, places, petitioners."""

    name = "xinqiao.people"
    label = "people"
    default_auto_field = "django.db.models.BigAutoField"
