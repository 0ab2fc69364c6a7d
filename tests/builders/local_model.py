"""A small server of the tests' own that speaks the chat form, in the place of a language model."""

import json
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any


@contextmanager
def a_model() -> Iterator[Any]:
    """A model whose answer is `says`, with `status`, after `waits` seconds; `asked` is what came, `url` where it listens."""

    class Handler(BaseHTTPRequestHandler):
        says = ""
        status = 200
        waits = 0.0
        asked: list[Any] = []
        url = ""

        def do_POST(self) -> None:
            self.asked.append((self.path, json.loads(self.rfile.read(int(self.headers["Content-Length"])))))
            time.sleep(self.waits)
            body = json.dumps({"choices": [{"message": {"content": self.says}}]}).encode()
            try:
                self.send_response(self.status)
                self.end_headers()
                self.wfile.write(body)
            except OSError:
                # Whoever asked went away.
                pass

        def log_message(self, *_args: Any) -> None:
            pass

    Handler.asked = []
    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    Handler.url = f"http://127.0.0.1:{server.server_port}/v1"
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield Handler
    finally:
        server.shutdown()
        server.server_close()
