"""The nouns of the api room, one file each."""

from xinqiao.api.models.token import ApiToken

__all__ = ["ApiToken"]
