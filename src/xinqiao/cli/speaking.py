"""In which language does a command speak? That of the caller's terminal."""

import os

from django.utils import translation

from xinqiao.law.wording import nearest_language


def speak_the_caller_s_language() -> str:
    """Activate the language of LC_ALL, LC_MESSAGES or LANG; English where they name none of ours."""
    told = next((os.environ[name] for name in ("LC_ALL", "LC_MESSAGES", "LANG") if os.environ.get(name)), "")
    tag = told.split(".", 1)[0].replace("_", "-").lower()
    language = nearest_language(tag) if tag.startswith("zh") else "en"
    translation.activate(language)
    return language
