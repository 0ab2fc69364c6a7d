"""In which languages and in whose time does the product speak?"""

from pathlib import Path

import xinqiao

LANGUAGE_CODE = "zh-hans"
LANGUAGES = [("zh-hans", "简体中文"), ("zh-hant", "繁體中文"), ("en", "English")]
LANGUAGE_COOKIE_NAME = "xinqiao_language"
LANGUAGE_COOKIE_SAMESITE = "Lax"
USE_I18N = True
# Days in English as the law's sentences write them: 24 November 2026.
FORMAT_MODULE_PATH = ["xinqiao.config.formats"]

# Stored in UTC, shown in the jurisdiction's zone; the law counts in the zone its pack names.
USE_TZ = True
TIME_ZONE = "Asia/Shanghai"

# Rooms that are Django apps are found by themselves; these speak too and are not apps.
_PACKAGE = Path(xinqiao.__file__).parent
_SPEAKING = ("cli", "config", "demonstration")
LOCALE_PATHS = [folder for room in _SPEAKING if (folder := _PACKAGE / room / "locale").is_dir()]
