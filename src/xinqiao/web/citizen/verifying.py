"""One page that verifies a receipt by itself: read here, or saved and opened years later on a machine without a network.

Everything stands in the one file (words, style, scripts and the office's public keys), and it asks nobody anything. The
content policy names its script and its style by their digests, so nothing else can run in it.
"""

import hashlib
import json
from base64 import b64encode
from functools import cache
from importlib.resources import files

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext_lazy, override
from django.views.decorators.http import require_safe

from xinqiao.safeguards.receipts import public_keys

_PARTS = files("xinqiao.web.citizen").joinpath("receipt_page")
_LIBRARY = files("xinqiao.web").joinpath("static", "vendor", "tweetnacl", "nacl-fast.min.js")
# As a browser names them → as we do.
_LANGUAGES = {"zh-Hans": "zh-hans", "zh-Hant": "zh-hant", "en": "en"}
_WORDS = {
    "title": gettext_lazy("Verify a receipt"),
    "what": gettext_lazy(
        "A receipt of the petition office is signed. This page checks the signature here on your device: nothing is "
        "sent anywhere, and nobody learns that you looked."
    ),
    "first": gettext_lazy("The receipt"),
    "chooseReceipt": gettext_lazy("Choose the receipt: the PDF or the small file you saved"),
    "pasteReceipt": gettext_lazy("Or paste what your telephone read from the QR code"),
    "genuine": gettext_lazy("This receipt is genuine."),
    "notGenuine": gettext_lazy("This receipt could not be verified."),
    "unreadable": gettext_lazy(
        "What was given holds no receipt that can be read. Choose the PDF or the file that you saved, or scan again."
    ),
    "noReceipt": gettext_lazy("This is no receipt of a petition office."),
    "otherVersion": gettext_lazy("It was made by another version: use the page of the office that made it."),
    "incomplete": gettext_lazy("Parts of it are missing or were added."),
    "otherOffice": gettext_lazy(
        "It was signed with a key that is none of this office's. If another office gave it to you, use that "
        "office's page or choose its public keys below."
    ),
    "altered": gettext_lazy("It was altered after it was signed, or this office never signed it."),
    "by": gettext_lazy("Received by"),
    "at": gettext_lazy("When it arrived"),
    "number": gettext_lazy("Petition number"),
    "channel": gettext_lazy("How it came"),
    "channel_web": gettext_lazy("Online"),
    "channel_letter": gettext_lazy("Letter"),
    "channel_visit": gettext_lazy("Visit"),
    "channel_phone": gettext_lazy("Telephone"),
    "channel_email": gettext_lazy("E-mail"),
    "channel_partner": gettext_lazy("From a partner system"),
    "filesCount": gettext_lazy("Files that came with it"),
    "second": gettext_lazy("Is it about this text and these files?"),
    "compare": gettext_lazy(
        "The receipt holds only fingerprints of what arrived. If you kept your text or your files, compare them here; "
        "they stay on your device."
    ),
    "originalText": gettext_lazy("Your text, exactly as you sent it"),
    "originalFiles": gettext_lazy("Your files, as you sent them"),
    "textSame": gettext_lazy("Yes: this is the text that arrived, sign by sign."),
    "textOther": gettext_lazy("This is another text than the one that arrived; a single sign makes the difference."),
    "fileSame": gettext_lazy("%s arrived exactly as it is."),
    "fileOther": gettext_lazy("%s is not among the files that arrived with this receipt."),
    "means": gettext_lazy("What a genuine receipt proves"),
    "proves1": gettext_lazy("The office named in it received something under this number at this time."),
    "proves2": gettext_lazy("What arrived had exactly these fingerprints; another text or file would have others."),
    "proves3": gettext_lazy(
        "The receipt in your hand is as the office signed it; whoever changes a sign of it is found out."
    ),
    "meansNot": gettext_lazy("What it does not prove"),
    "not1": gettext_lazy("That what was written is true, or who wrote it."),
    "not2": gettext_lazy("Where the petition stands now: its number and query code show that."),
    "not3": gettext_lazy(
        "That this page itself comes from the office. Compare the fingerprint of the key below with the one the "
        "office publishes or tells you by telephone."
    ),
    "keysTitle": gettext_lazy("The office's public keys"),
    "keysSay": gettext_lazy("Fingerprints of the keys that this page trusts:"),
    "otherKeys": gettext_lazy("Use the public keys of another office (a file of that office)"),
    "keysTaken": gettext_lazy("These keys are used now."),
    "noKeys": gettext_lazy("This file holds no public keys of an office."),
    "offline": gettext_lazy(
        "This page works without a network. Save it beside your receipt, and it still works in ten years."
    ),
    "save": gettext_lazy("Save this page"),
}


@require_safe
def verify_receipt_page(request: HttpRequest) -> HttpResponse:
    """The page, to be used at once; a scanned QR code leads here."""
    page, policy = _page()
    response = HttpResponse(page)
    response["Content-Security-Policy"] = policy
    response["Referrer-Policy"] = "no-referrer"
    return response


@require_safe
def saved_page(request: HttpRequest) -> HttpResponse:
    """The same page as a file to keep."""
    response = verify_receipt_page(request)
    response["Content-Disposition"] = 'attachment; filename="xinqiao-verify-receipt.html"'
    return response


def _page() -> tuple[str, str]:
    """The one file, and the content policy that lets exactly its script and style run."""
    style, scripts = _read("page.css"), _scripts()
    page = _read("page.html")
    for mark, text in (
        ("/*style*/", style),
        ("/*keys*/", json.dumps(public_keys())),
        ("/*words*/", _words()),
        ("/*scripts*/", scripts),
    ):
        page = page.replace(mark, text)
    policy = (
        f"default-src 'none'; script-src {_named(scripts)}; style-src {_named(style)}; base-uri 'none'; "
        "form-action 'none'; frame-ancestors 'none'"
    )
    return page, policy


@cache
def _read(name: str) -> str:
    return _PARTS.joinpath(name).read_text(encoding="utf-8")


@cache
def _scripts() -> str:
    return "\n".join((_LIBRARY.read_text(encoding="utf-8"), _read("digests.js"), _read("verify.js")))


@cache
def _words() -> str:
    """Every sentence in the three languages; “<” is written so that no word can end the script it stands in."""
    said = {}
    for named, ours in _LANGUAGES.items():
        with override(ours):
            said[named] = {name: str(sentence) for name, sentence in _WORDS.items()}
    return json.dumps(said, ensure_ascii=False).replace("<", "\\u003c")


def _named(text: str) -> str:
    """How a content policy names a script or a style: by its digest."""
    return f"'sha256-{b64encode(hashlib.sha256(text.encode()).digest()).decode()}'"
