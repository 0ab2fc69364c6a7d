"""What does every request need, and may be made ready before the first one?"""

import gc
from pathlib import Path

from django.template.loader import get_template
from django.urls import get_resolver

from xinqiao.law.library import statutes

_TEMPLATES = Path(__file__).parents[1] / "web" / "templates"


def warm() -> None:
    """Load the pages, the templates and the packs of law, and take all of it out of the collector's sight.

    It stays until the process ends. Whenever the collector went over all there is, some request waited for it, a
    twelfth of a second; frozen before the web workers are forked, it is also memory that they share.
    """
    _ = get_resolver().url_patterns
    statutes()
    for template in sorted(_TEMPLATES.rglob("*.html")):
        get_template(template.relative_to(_TEMPLATES).as_posix())
    gc.collect()
    gc.freeze()
