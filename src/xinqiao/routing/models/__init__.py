"""The nouns of the routing room, one file each."""

from xinqiao.routing.models.confirmed_subject import ConfirmedSubject

__all__ = ["ConfirmedSubject"]
