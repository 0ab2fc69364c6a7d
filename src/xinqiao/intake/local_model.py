"""May a model on this machine draft a petition, or say one in short? Off by default; every sentence is traced to the person's own."""

import http.client
import ipaddress
import json
import re
import socket
import time
from dataclasses import dataclass
from urllib.parse import urlsplit

from django.conf import settings

from xinqiao.language.expressing import Sourced, sourced
from xinqiao.language.summaries import Rested, rests_on

SECONDS = 45
_LONGEST = 20_000
_ANSWER_BYTES = 400_000
_TASK = (
    "你帮助信访人把口头叙述整理成条理清楚的书面信访事项。只能使用原文中的事实、数字、人名、地名和诉求，不得增加、删减、评价或改变意思；"
    "按“事情经过、此前反映情况、诉求”的顺序，用简短的句子写；原文没有的内容不要写。只输出整理后的正文。"
)
# Some models think aloud first, or number their lines: neither is what was asked for.
_THOUGHT = re.compile(r"<think>.*?(?:</think>|\Z)", re.DOTALL)
_LINE_MARK = re.compile(r"^\s*(?:[-*•·]|\d{1,2}[.、)）](?!\d))\s*", re.MULTILINE)
_TASK_SUMMARY = (
    "你把一封信访来信概括成不超过五句、一百五十字的摘要，供工作人员阅读。尽量用原文的词句；只写原文中的事实、数字、人名、地名和诉求，"
    "不得增加、评价或改变意思；先写何时何地发生何事、涉及谁，再写此前反映情况，最后写诉求。只输出摘要正文。"
)


class NoModel(Exception):
    """No model is set, or the one set cannot be used; the message is a word for the log: `off`, `not_local`, `silent`."""


@dataclass(frozen=True, slots=True)
class ModelDraft:
    """A draft and where each of its sentences comes from. One that adds anything is shown, and not to be taken as it is."""

    text: str
    sentences: tuple[Sourced, ...]

    @property
    def is_sound(self) -> bool:
        """Whether every sentence rests on the person's words and adds no number and no name."""
        return bool(self.sentences) and all(sentence.is_sound for sentence in self.sentences)


@dataclass(frozen=True, slots=True)
class ModelSummary:
    """A summary by the model of that name, each sentence with those of the letter it rests on.

    `left_out` characters at the end of a very long letter were not sent.
    """

    model: str
    sentences: tuple[Rested, ...]
    left_out: int


def is_model_set() -> bool:
    """Whether this installation names a model, and suggestions are not switched off."""
    return bool(settings.XINQIAO_LANGUAGE and settings.XINQIAO_MODEL_URL)


def draft_by_model(talk: str) -> ModelDraft:
    """A draft of `talk` by the model that is set. Raises `NoModel`; nothing is sent to an address outside this network."""
    text = _written(_TASK, talk)
    return ModelDraft(text, sourced(text, talk))


def summary_by_model(letter: str) -> ModelSummary:
    """`letter` in short by the model that is set. Raises `NoModel`; nothing is sent to an address outside this network."""
    text = _LINE_MARK.sub("", _written(_TASK_SUMMARY, letter))
    return ModelSummary(settings.XINQIAO_MODEL_NAME, rests_on(text, letter), max(0, len(letter) - _LONGEST))


def _written(task: str, text: str) -> str:
    """What the model writes for the task. Raises `NoModel`."""
    if not is_model_set():
        raise NoModel("off")
    asked = {
        "model": settings.XINQIAO_MODEL_NAME,
        "temperature": 0,
        "messages": [{"role": "system", "content": task}, {"role": "user", "content": text[:_LONGEST]}],
    }
    answer = _ask(settings.XINQIAO_MODEL_URL, json.dumps(asked, ensure_ascii=False).encode())
    try:
        said = _THOUGHT.sub("", json.loads(answer)["choices"][0]["message"]["content"]).strip()
    except (ValueError, LookupError, TypeError, AttributeError) as fault:
        raise NoModel("silent") from fault
    if not said:
        raise NoModel("silent")
    return said


def _ask(url: str, body: bytes) -> bytes:
    """Post to the model's chat address; no proxy, no redirect is followed."""
    parts = urlsplit(url)
    if parts.scheme != "http" or not parts.hostname:
        raise NoModel("not_local")
    address = _local_address(parts.hostname)
    connection = http.client.HTTPConnection(address, parts.port or 80, timeout=SECONDS)
    try:
        connection.request(
            "POST", f"{parts.path}/chat/completions", body, {"Content-Type": "application/json", "Host": parts.netloc}
        )
        response = connection.getresponse()
        if response.status != http.client.OK:
            raise NoModel("silent")
        return _read_within(response, time.monotonic() + SECONDS)
    except (OSError, http.client.HTTPException) as fault:
        raise NoModel("silent") from fault
    finally:
        connection.close()


def _read_within(response: http.client.HTTPResponse, until: float) -> bytes:
    """The answer; one that comes drop by drop is not waited for without end."""
    read = bytearray()
    while len(read) < _ANSWER_BYTES and (piece := response.read1(65_536)):
        read += piece
        if time.monotonic() > until:
            raise NoModel("silent")
    return bytes(read)


def _local_address(host: str) -> str:
    """The address of `host`, only where it is this machine's or of a private network: what people write stays here."""
    try:
        found = ipaddress.ip_address(socket.getaddrinfo(host, None, type=socket.SOCK_STREAM)[0][4][0])
    except (OSError, ValueError) as fault:
        raise NoModel("silent") from fault
    if not (found.is_loopback or found.is_private):
        raise NoModel("not_local")
    return str(found)
