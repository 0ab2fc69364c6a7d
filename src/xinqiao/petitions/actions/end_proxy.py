"""The petitioner takes back the authority of those who act for her; what they did stays done."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext_lazy as _

from xinqiao.petitions.acting import Act, asked
from xinqiao.petitions.acting.doing import Doing
from xinqiao.petitions.acting_for_her import ENDED, end_proxies, proxies_of


@dataclass(frozen=True, slots=True, kw_only=True)
class EndProxy:
    """What is given."""

    reason: str = asked(_("Why, if you wish to say"), widget="paragraphs", required=False)


def _effect(doing: Doing, given: EndProxy) -> Mapping[str, Any]:
    return {"count": end_proxies(doing), "reason": given.reason}


ACT = Act(
    name="end_proxy",
    title=_("Take the authority back"),
    given=EndProxy,
    kind=ENDED,
    effect=_effect,
    roles=("petitioner",),
    on_behalf=True,
    after_end=True,
    is_apt=lambda dossier: bool(proxies_of(dossier)),
)
