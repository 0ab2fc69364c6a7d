"""Does this installation let the machine suggest? Off, everything else works, and pages say that it is switched off."""

import os

XINQIAO_LANGUAGE = os.environ.get("XINQIAO_LANGUAGE", "on").strip().lower() != "off"
