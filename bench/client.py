"""One client process with several kept connections, and light, for the server shares the machine with it."""

import re
import selectors
import socket
import time
from collections.abc import Iterator
from urllib.parse import urlencode

AGENT = "bench"
CONNECTIONS = 8
LENGTH = re.compile(rb"\r\ncontent-length: *(\d+)", re.IGNORECASE)


def message(path: str, cookie: str = "", fields: dict[str, str] | None = None) -> bytes:
    """A request as it goes over the line: a POST where there are fields."""
    body = urlencode(fields or {})
    lines = [f"{'POST' if fields else 'GET'} {path} HTTP/1.1", "Host: 127.0.0.1", f"User-Agent: {AGENT}"]
    if cookie:
        lines.append(f"Cookie: session={cookie}")
    if fields:
        lines += ["Content-Type: application/x-www-form-urlencoded", f"Content-Length: {len(body)}"]
    return "\r\n".join([*lines, "", body]).encode()


class Line:
    """A connection that is kept, with the answer that is coming in."""

    def __init__(self, port: int) -> None:
        self.socket = socket.create_connection(("127.0.0.1", port), timeout=60)
        self.socket.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        self.answer = bytearray()

    def send(self, request: bytes) -> None:
        self.answer.clear()
        self.socket.sendall(request)

    def is_whole(self) -> bool:
        """Take in what has come; whether the answer is there to its last byte."""
        part = self.socket.recv(1 << 18)
        if not part:
            raise ConnectionError(f"The server closed a connection after {bytes(self.answer[:200])!r}")
        self.answer += part
        end = self.answer.find(b"\r\n\r\n")
        if end < 0:
            return False
        length = LENGTH.search(self.answer, 0, end)
        return len(self.answer) >= end + 4 + int(length[1]) if length else self.answer.endswith(b"\r\n0\r\n\r\n")

    def check(self, status: int) -> None:
        if self.answer[9:12] != str(status).encode():
            raise ValueError(f"Not answered with {status}: {self.answer[:1500].decode(errors='replace')}")


def body_of(port: int, request: bytes, status: int) -> bytes:
    """The body of one answer. Raises ValueError where the status is another."""
    line = Line(port)
    line.send(request)
    while not line.is_whole():
        pass
    line.check(status)
    line.socket.close()
    return bytes(line.answer.partition(b"\r\n\r\n")[2])


def answers(port: int, requests: Iterator[bytes], status: int, seconds: float) -> tuple[float, int]:
    """How many answers come in a second, and how many came; ends early where the requests do."""
    waiting, number = selectors.DefaultSelector(), 0
    for request, line in zip(requests, [Line(port) for _ in range(CONNECTIONS)], strict=False):
        waiting.register(line.socket, selectors.EVENT_READ, line)
        line.send(request)
    begun = last = time.perf_counter()
    while waiting.get_map():
        for key, _ in waiting.select():
            line = key.data
            if not line.is_whole():
                continue
            line.check(status)
            number, last = number + 1, time.perf_counter()
            request = next(requests, b"") if last - begun < seconds else b""
            if request:
                line.send(request)
            else:
                waiting.unregister(line.socket)
                line.socket.close()
    return number / (last - begun), number
