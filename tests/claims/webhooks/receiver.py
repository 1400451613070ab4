"""A receiver of webhooks on this machine, which does what its address says."""

import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

# What gets a receiver going that would answer for ever.
PATIENCE = 30


@dataclass
class Request:
    path: str
    headers: dict[str, str]
    body: bytes


@dataclass
class Receiver:
    """What it was sent, and what it answers: the last of ``statuses`` for ever."""

    port: int = 0
    statuses: list[int] = field(default_factory=lambda: [200])
    requests: list[Request] = field(default_factory=list)
    octets_sent: int = 0
    lock: threading.Lock = field(default_factory=threading.Lock)
    stopped: threading.Event = field(default_factory=threading.Event)

    def url(self, path: str = "/hook") -> str:
        return f"http://127.0.0.1:{self.port}{path}"

    def note(self, request: Request) -> int:
        with self.lock:
            self.requests.append(request)
            many = len(self.statuses) > 1
            return self.statuses.pop(0) if many else self.statuses[0]


@contextmanager
def receiver() -> Iterator[Receiver]:
    here = Receiver()

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self):
            length = int(self.headers.get("Content-Length", 0))
            headers = {name.lower(): value for name, value in self.headers.items()}
            status = here.note(Request(self.path, headers, self.rfile.read(length)))
            ends_at = time.monotonic() + PATIENCE
            with suppress(OSError):  # The sender has gone.
                getattr(self, self.path.strip("/").partition("/")[0])(status, ends_at)

        do_GET = do_POST

        def hook(self, status, ends_at):
            self.send_response(status)
            self.send_header("Content-Length", "2")
            self.end_headers()
            self.wfile.write(b"ok")

        def redirect(self, status, ends_at):
            self.send_response(307)
            self.send_header("Location", here.url("/hook"))
            self.end_headers()

        def silence(self, status, ends_at):
            here.stopped.wait(PATIENCE)

        def drip(self, status, ends_at):
            self.wfile.write(b"HTTP/1.1 200 OK\r\nX-Slow: ")
            while time.monotonic() < ends_at and not here.stopped.wait(0.1):
                self.wfile.write(b"x")

        def huge(self, status, ends_at):
            self.send_response(200)
            self.end_headers()
            while time.monotonic() < ends_at and not here.stopped.is_set():
                self.wfile.write(b"x" * 65536)
                here.octets_sent += 65536

        def headers_without_end(self, status, ends_at):
            self.wfile.write(b"HTTP/1.1 200 OK\r\n")
            while time.monotonic() < ends_at and not here.stopped.is_set():
                self.wfile.write(b"X-More: " + b"x" * 1000 + b"\r\n")
                here.octets_sent += 1000

        def nonsense(self, status, ends_at):
            self.wfile.write(b"SSH-2.0-OpenSSH_9.6\r\n\r\n")

        def hangs_up(self, status, ends_at):
            self.close_connection = True

        def log_message(self, *args):
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    here.port = server.server_port
    thread = threading.Thread(target=server.serve_forever, args=[0.05], daemon=True)
    thread.start()
    try:
        yield here
    finally:
        here.stopped.set()
        server.shutdown()
        server.server_close()
        thread.join()
