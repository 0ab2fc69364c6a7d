"""The nouns of the petitions room, one file each."""

from xinqiao.petitions.models.approval import Approval
from xinqiao.petitions.models.attachment import Attachment
from xinqiao.petitions.models.clock import CachedClock
from xinqiao.petitions.models.confirmed_summary import ConfirmedSummary
from xinqiao.petitions.models.document import Document, DocumentKind, DocumentState
from xinqiao.petitions.models.event import Event
from xinqiao.petitions.models.number_series import NumberSeries
from xinqiao.petitions.models.participation import Participation
from xinqiao.petitions.models.party import Capacity, Party
from xinqiao.petitions.models.petition import Petition, SealingLevel
from xinqiao.petitions.models.position import CachedPosition
from xinqiao.petitions.models.search_entry import SearchEntry
from xinqiao.petitions.models.standing_aside import StandingAside
from xinqiao.petitions.models.submission import Channel, Submission

__all__ = [
    "Approval",
    "Attachment",
    "CachedClock",
    "CachedPosition",
    "Capacity",
    "Channel",
    "ConfirmedSummary",
    "Document",
    "DocumentKind",
    "DocumentState",
    "Event",
    "NumberSeries",
    "Participation",
    "Party",
    "Petition",
    "SealingLevel",
    "SearchEntry",
    "StandingAside",
    "Submission",
]
