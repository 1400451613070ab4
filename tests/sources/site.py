"""A web site on this machine, which does what its address says."""

import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

# What stops a site that would answer for ever.
PATIENCE = 30
HTML = "text/html; charset=utf-8"


@dataclass
class Site:
    """What it answers at each path: a status, a body and headers."""

    port: int = 0
    answers: dict[str, tuple[int, bytes, dict[str, str]]] = field(default_factory=dict)
    requests: list[tuple[str, dict[str, str]]] = field(default_factory=list)
    stopped: threading.Event = field(default_factory=threading.Event)

    def url(self, path: str = "/article") -> str:
        return f"http://127.0.0.1:{self.port}{path}"

    def add(
        self,
        path: str,
        body: bytes | str = b"",
        media_type: str = HTML,
        status: int = 200,
        **headers: str,
    ) -> str:
        """Answer *body* at *path* from now on; return its whole address."""
        named = {name.replace("_", "-"): one for name, one in headers.items()}
        content = body.encode() if isinstance(body, str) else body
        self.answers[path] = (status, content, {"Content-Type": media_type} | named)
        return self.url(path)


@contextmanager
def running() -> Iterator[Site]:
    here = Site()

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self):
            headers = {name.lower(): one for name, one in self.headers.items()}
            here.requests.append((self.path, headers))
            with suppress(OSError):  # The client has gone.
                if self.path in here.answers:
                    self.answer(*here.answers[self.path])
                else:
                    getattr(self, self.path.strip("/"), self.missing)()

        def answer(self, status, body, headers):
            self.send_response(status)
            for name, value in headers.items():
                self.send_header(name, value)
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def missing(self):
            self.answer(404, b"", {})

        def silence(self):
            here.stopped.wait(PATIENCE)

        def drip(self):
            """A page that seems to end wherever the connection does."""
            self.wfile.write(b"HTTP/1.0 200 OK\r\nContent-Type: text/html\r\n\r\n")
            ends_at = time.monotonic() + PATIENCE
            while time.monotonic() < ends_at and not here.stopped.wait(0.05):
                self.wfile.write(b"<p>One more sentence that is long enough.</p>")

        def huge(self):
            self.wfile.write(b"HTTP/1.0 200 OK\r\nContent-Type: text/html\r\n\r\n")
            while not here.stopped.is_set():
                self.wfile.write(b"x" * 65536)

        def nonsense(self):
            self.wfile.write(b"SSH-2.0-OpenSSH_9.6\r\n\r\n")

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
