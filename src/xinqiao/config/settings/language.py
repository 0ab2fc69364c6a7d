"""Does this installation let the machine suggest? Off, everything else works, and pages say that it is switched off."""

import os

XINQIAO_LANGUAGE = os.environ.get("XINQIAO_LANGUAGE", "on").strip().lower() != "off"

# How many false alarms a year are accepted over all that is watched for hot issues: more of them, earlier warnings.
XINQIAO_FALSE_ALARMS = float(os.environ.get("XINQIAO_FALSE_ALARMS") or 12)

# A model on this machine or this network that speaks the chat form of the OpenAI interface, as http://127.0.0.1:8080/v1;
# empty: none. It may lay a text out in other words; what it adds is shown, and a person takes it or leaves it.
XINQIAO_MODEL_URL = os.environ.get("XINQIAO_MODEL_URL", "").strip().rstrip("/")
XINQIAO_MODEL_NAME = os.environ.get("XINQIAO_MODEL_NAME", "local")
