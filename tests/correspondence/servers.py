"""Real servers on this machine: one that takes mail, one that takes text messages and answers as it was told to."""

import json
import socket
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from email import message_from_bytes, policy
from email.message import EmailMessage
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any, ClassVar

from aiosmtpd.controller import Controller


@dataclass
class MailServer:
    """What arrived; `answers` are given one after the other instead of taking the mail."""

    port: int = 0
    taken: list[EmailMessage] = field(default_factory=list)
    answers: list[str] = field(default_factory=list)

    async def handle_DATA(self, _server: Any, _session: Any, envelope: Any) -> str:  # noqa: N802 - aiosmtpd's name
        """Take a mail, or answer as told."""
        if self.answers:
            return self.answers.pop(0)
        self.taken.append(message_from_bytes(envelope.content, policy=policy.default))
        return "250 taken"


@contextmanager
def a_mail_server() -> Iterator[MailServer]:
    """A mail server on loopback."""
    server = MailServer()
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        server.port = free.getsockname()[1]
    controller = Controller(server, hostname="127.0.0.1", port=server.port)
    controller.start()
    try:
        yield server
    finally:
        controller.stop()


@dataclass(frozen=True)
class Answer:
    """What the gateway answers: after `wait` seconds, with this status and body."""

    status: int = 200
    body: str = '{"code": 0}'
    wait: float = 0.0
    location: str = ""


class Gateway(BaseHTTPRequestHandler):
    """Keeps what it was sent and answers with the next of `answers`, or that all is well."""

    taken: ClassVar[list[tuple[dict[str, str], bytes]]] = []
    answers: ClassVar[list[Answer]] = []

    def do_POST(self) -> None:
        """One message."""
        body = self.rfile.read(int(self.headers["Content-Length"]))
        self.taken.append((dict(self.headers), body))
        answer = self.answers.pop(0) if self.answers else Answer()
        time.sleep(answer.wait)
        self.send_response(answer.status)
        if answer.location:
            self.send_header("Location", answer.location)
        self.end_headers()
        self.wfile.write(answer.body.encode())

    def log_message(self, *_args: Any) -> None:
        """Say nothing."""


@dataclass
class SmsGateway:
    """The address of a gateway, what it was sent, and what it will answer."""

    url: str
    taken: list[tuple[dict[str, str], bytes]]
    answers: list[Answer]

    @property
    def messages(self) -> list[dict[str, Any]]:
        """The JSON bodies that arrived."""
        return [json.loads(body) for _headers, body in self.taken]


@contextmanager
def an_sms_gateway() -> Iterator[SmsGateway]:
    """An SMS gateway on loopback."""
    handler = type("OneGateway", (Gateway,), {"taken": [], "answers": []})
    server = ThreadingHTTPServer(("127.0.0.1", 0), handler)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield SmsGateway(f"http://127.0.0.1:{server.server_port}/send", handler.taken, handler.answers)
    finally:
        server.shutdown()
        server.server_close()
