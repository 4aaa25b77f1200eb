"""A web server on this machine's loopback with every fault that a download may meet, chosen by the address's path."""

import contextlib
import threading
import time
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer


class Loopback(ThreadingHTTPServer):
    """Serves `files`, from a path to its bytes. Every request is kept in `asked`, as (path, Range or None)."""

    daemon_threads = True

    def __init__(self):
        self.files: dict[str, bytes] = {}
        self.asked: list[tuple[str, str | None]] = []
        self.break_after = 100
        super().__init__(("127.0.0.1", 0), Handler)

    def address(self, path: str) -> str:
        """The address of a path such as `/whole/set.zip`: first the behaviour, then the file."""
        return f"http://127.0.0.1:{self.server_port}{path}"


class Handler(BaseHTTPRequestHandler):
    """Does what the first part of the path says with the file that the rest names."""

    def do_GET(self):
        self.server.asked.append((self.path, self.headers.get("Range")))
        _, behaviour, name = self.path.split("/", 2)
        getattr(self, behaviour)(self.server.files.get(name))

    def log_message(self, *_):
        pass

    def answer(self, status: int, body: bytes = b"", **headers):
        """Send a whole answer; `Content_Length=None` leaves that header out."""
        self.send_response(status)
        for name, value in {"Content_Length": len(body), **headers}.items():
            if value is not None:
                self.send_header(name.replace("_", "-"), str(value))
        self.end_headers()
        with contextlib.suppress(ConnectionError):
            self.wfile.write(body)

    def start(self) -> int:
        """The first byte that is asked for."""
        return int((self.headers.get("Range") or "bytes=0-").removeprefix("bytes=").removesuffix("-"))

    def ranged(self, body: bytes, cut: int | None = None):
        start, told = self.start(), {}
        if start:
            told = {"Content_Range": f"bytes {start}-{len(body) - 1}/{len(body)}"}
        if start >= len(body):
            return self.answer(416)
        return self.answer(206 if start else 200, body[start:][:cut], **told, Content_Length=len(body) - start)

    def whole(self, body):
        self.answer(404) if body is None else self.ranged(body)

    def rangeless(self, body):
        self.answer(200, body)

    def satisfiable_never(self, body):
        self.answer(416) if self.start() else self.answer(200, body)

    def moved(self, body):
        self.answer(302, Location=self.path.replace("/moved/", "/whole/"))

    def home(self, body):
        self.answer(302, Location="file:///etc/hostname")

    def round(self, body):
        self.answer(302, Location=self.path)

    def breaking(self, body):
        self.ranged(body, self.server.break_after)

    def shifted(self, body):
        self.answer(206, body[5:], Content_Range=f"bytes 5-{len(body) - 1}/{len(body)}")

    def unsized(self, body):
        self.answer(200, body, Content_Length=None)

    def forbidden(self, body):
        self.answer(403)

    def failing(self, body):
        self.answer(503)

    def login(self, body):
        self.answer(200, b"<html>log in first</html>", Content_Type="text/html; charset=utf-8", Content_Length=None)

    def garbled(self, body):
        self.wfile.write(b"not HTTP at all\r\n\r\n")

    def silent(self, body):
        time.sleep(1)

    def dripping(self, body):
        self.answer(200, b"", Content_Length=len(body))
        with contextlib.suppress(ConnectionError):
            for byte in body:
                self.wfile.write(bytes([byte]))
                time.sleep(0.02)


@contextlib.contextmanager
def serving() -> Iterator[Loopback]:
    """A server that answers while the block runs."""
    with Loopback() as server:
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02})
        thread.start()
        try:
            yield server
        finally:
            server.shutdown()
            thread.join()
