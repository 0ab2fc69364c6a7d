"""Sending a notice as a text message, through the HTTP gateway of XINQIAO_SMS_URL.

Gateways differ in the body they want and in how they say that all is well: both are settings, not code.
"""

import json
import ssl
from collections.abc import Mapping
from http.client import HTTPException
from typing import Any
from urllib.error import HTTPError, URLError
from urllib.parse import parse_qsl, urlencode
from urllib.request import HTTPRedirectHandler, HTTPSHandler, ProxyHandler, Request, build_opener

from django.conf import settings

from xinqiao.correspondence.notices.faults import NotSent

# An answer is a line of JSON; whatever is longer is none.
_ANSWER_BYTES = 65_536


class _NoRedirect(HTTPRedirectHandler):
    """Token and number go to the address that was configured, and nowhere else."""

    def redirect_request(self, *args: Any, **kwargs: Any) -> None:
        """Follow nothing: the redirect then raises HTTPError."""


def send_text(number: str, text: str) -> None:
    """Hand one message to the gateway. Raises NotSent: it did not say that it has it."""
    gateway = settings.XINQIAO_SMS
    if not gateway["url"]:
        raise NotSent("not configured")
    opener = build_opener(_NoRedirect, ProxyHandler({}), HTTPSHandler(context=ssl.create_default_context()))
    try:
        with opener.open(_request(gateway, number, text), timeout=float(gateway["timeout"])) as response:
            answer = response.read(_ANSWER_BYTES)
    except HTTPError as fault:
        # 4xx: our own fault or the number's; a gateway that is busy (429) or down (5xx) is asked again.
        is_final = fault.code in (400, 404, 410, 422)
        raise NotSent(f"gateway answered {fault.code}", is_final=is_final) from None
    except TimeoutError:
        raise NotSent("timeout") from None
    except (URLError, HTTPException, OSError) as fault:
        is_late = isinstance(getattr(fault, "reason", None), TimeoutError)
        raise NotSent("timeout" if is_late else "gateway unreachable") from None
    _check(str(gateway["expect"]), answer)


def _request(gateway: Mapping[str, Any], number: str, text: str) -> Request:
    body, kind = _body(str(gateway["body"]), {"number": number, "text": text})
    headers = {"Content-Type": kind, "Accept": "application/json"}
    for line in str(gateway["headers"]).splitlines():
        name, _colon, value = line.partition(":")
        if name.strip():
            headers[name.strip()] = value.strip().replace("{token}", str(gateway["token"]))
    if gateway["token"] and "{token}" not in str(gateway["headers"]):
        headers["Authorization"] = f"Bearer {gateway['token']}"
    return Request(str(gateway["url"]), data=body, headers=headers, method="POST")  # noqa: S310 - checked in settings


def _body(template: str, values: Mapping[str, str]) -> tuple[bytes, str]:
    """The template with its blanks filled in, each inside the value it stands in: nothing can break out of it."""
    if template.lstrip()[:1] in ("{", "["):
        return json.dumps(_filled(json.loads(template), values), ensure_ascii=False).encode(), "application/json"
    pairs = [(name, _filled(value, values)) for name, value in parse_qsl(template, keep_blank_values=True)]
    return urlencode(pairs).encode(), "application/x-www-form-urlencoded"


def _filled(part: Any, values: Mapping[str, str]) -> Any:
    if isinstance(part, str):
        for name, value in values.items():
            part = part.replace("{" + name + "}", value)
        return part
    if isinstance(part, dict):
        return {key: _filled(value, values) for key, value in part.items()}
    return [_filled(value, values) for value in part] if isinstance(part, list) else part


def _check(expect: str, answer: bytes) -> None:
    """Whether the gateway says that it has taken the message."""
    if not expect:
        return
    field, _equals, wanted = expect.partition("=")
    try:
        said = json.loads(answer)[field]
    except (ValueError, KeyError, TypeError, IndexError):
        raise NotSent("answer not understood") from None
    if str(said) != wanted:
        raise NotSent("gateway refused")
