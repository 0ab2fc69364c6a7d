"""The nouns of the people room, one file each."""

from xinqiao.people.models.account import Account
from xinqiao.people.models.officer import Officer
from xinqiao.people.models.organisation import Organisation
from xinqiao.people.models.petitioner import Petitioner
from xinqiao.people.models.place import Place
from xinqiao.people.models.responsibility import Responsibility
from xinqiao.people.models.staff_change import StaffChange, StaffChangeKind
from xinqiao.people.models.token import ApiToken

__all__ = [
    "Account",
    "ApiToken",
    "Officer",
    "Organisation",
    "Petitioner",
    "Place",
    "Responsibility",
    "StaffChange",
    "StaffChangeKind",
]
