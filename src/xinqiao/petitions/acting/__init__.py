"""The frame of every act: permit, check the step, write the event, refresh the position, ledger, enqueue.

All in one transaction: if any part fails, all is undone. `perform` does one act on one petition;
`acting.batch` frames many (imports).
"""

from xinqiao.petitions.acting.act import Act, act_named, acts
from xinqiao.petitions.acting.actor import Actor
from xinqiao.petitions.acting.dossier import Dossier
from xinqiao.petitions.acting.frame import perform
from xinqiao.petitions.acting.inputs import asked, read_given
from xinqiao.petitions.acting.permitting import OpenAct, open_acts, open_if_posted_in_time
from xinqiao.petitions.acting.refusals import (
    ActRefused,
    BadInput,
    NotPermitted,
    StalePage,
    StepNotPermitted,
)

__all__ = [
    "Act",
    "ActRefused",
    "Actor",
    "BadInput",
    "Dossier",
    "NotPermitted",
    "OpenAct",
    "StalePage",
    "StepNotPermitted",
    "act_named",
    "acts",
    "asked",
    "open_acts",
    "open_if_posted_in_time",
    "perform",
    "read_given",
]
