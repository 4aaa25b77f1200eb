"""Bytes of one file over HTTP: only what is still missing of it, and never more than it has.

A file that broke off is gone on with by a range request (RFC 9110, section 14).
"""

import http.client
import re
import socket
import ssl
import time
import urllib.error
import urllib.request
from collections.abc import Callable
from pathlib import Path
from typing import BinaryIO

from course_lib.errors import DownloadError

ANSWER_SECONDS = 20
PACE_SECONDS, LEAST_PACE = 30, 1_000  # over so many seconds, so many bytes a second at least
CHUNK = 1 << 18


class TransferError(DownloadError):
    """One address did not give the file; the message says why, in a line."""


def go_on(address: str, part: Path, size: int, progress: Callable[[int], None]) -> None:
    """Add to a file what it lacks of `size` bytes; a server that gives no ranges is read from the start.

    Arguments: address, http or https, redirects are followed; part, the file, made where there is none; progress, told
    how many bytes there are now.
    Raises TransferError. What had arrived stays in the file, unless it was more than `size`.
    """
    try:
        have = _add(address, part, size, progress)
    except TransferError:
        raise
    except (OSError, http.client.HTTPException, ValueError) as error:
        raise TransferError(_reason(error)) from None
    if have > size:
        part.unlink()
        raise TransferError(f"it gives more than the {size:,} bytes of the file: another file")
    if have < size:
        raise TransferError(f"the connection broke off at {have:,} of {size:,} bytes")


def length(file: Path) -> int:
    """How many bytes a file has; 0 where there is none."""
    return file.stat().st_size if file.is_file() else 0


def _add(address: str, part: Path, size: int, progress: Callable[[int], None]) -> int:
    """Write what the address gives to its place in the file; how many bytes the file has then."""
    with _ask(address, length(part)) as answer:
        start = _start(answer, length(part), size)
        with part.open("r+b" if start else "wb") as file:
            file.seek(start)
            return _copy(answer, file, start, size, progress)


def _ask(address: str, start: int) -> http.client.HTTPResponse:
    """The server's answer to a request for what comes after `start` bytes."""
    headers = {"User-Agent": "course-lib", **({"Range": f"bytes={start}-"} if start else {})}
    try:
        return urllib.request.urlopen(urllib.request.Request(address, headers=headers), timeout=ANSWER_SECONDS)
    except urllib.error.HTTPError as error:
        error.close()
        if error.code == 416 and start:  # no such range: then the whole file, if it is the right one
            return _ask(address, 0)
        raise


def _start(answer: http.client.HTTPResponse, have: int, size: int) -> int:
    """The place in the file at which the answer begins. TransferError where it is not of this file."""
    if answer.status == 206:
        given = re.fullmatch(r"bytes (\d+)-\d+/(\d+|\*)", answer.headers.get("Content-Range", ""))
        if not given or int(given[1]) != have or given[2] not in ("*", str(size)):
            raise TransferError(f"it answers with another range than bytes {have:,} to {size:,}: another file")
        return have
    if answer.headers.get_content_type() == "text/html":
        raise TransferError("it answers with a web page instead of the file: of a login, a proxy or an error")
    told = answer.headers.get("Content-Length")
    if told is not None and int(told) != size:
        raise TransferError(f"it gives {int(told):,} bytes instead of {size:,}: another file")
    return 0


def _copy(answer, file: BinaryIO, have: int, size: int, progress: Callable[[int], None]) -> int:
    """Copy what the answer has, one byte more than the file at most; how many bytes there are then."""
    since, had = time.monotonic(), have
    while chunk := answer.read1(min(CHUNK, size + 1 - have)):
        file.write(chunk)
        have += len(chunk)
        progress(have)
        if time.monotonic() - since > PACE_SECONDS:
            if have - had < PACE_SECONDS * LEAST_PACE:
                raise TransferError(f"it gives less than {LEAST_PACE / 1000:g} kB a second, at {have:,} bytes")
            since, had = time.monotonic(), have
    return have


def _reason(error: Exception) -> str:
    """In a line and in plain words why nothing came."""
    if isinstance(error, urllib.error.HTTPError):
        meaning = {404: "there is no such file", 403: "it may not be had from here"}
        return f"HTTP {error.code}, {meaning.get(error.code, error.reason)}"
    cause = error.reason if isinstance(error, urllib.error.URLError) else error
    if isinstance(cause, TimeoutError):
        return f"no answer for {ANSWER_SECONDS:g} seconds"
    if isinstance(cause, socket.gaierror):
        return "the name of the server is not found: there is no network, or it lets nobody out"
    if isinstance(cause, ConnectionRefusedError):
        return "nobody answers there: the connection is refused"
    if isinstance(cause, ssl.SSLError):
        return f"no secure connection ({cause})"
    return str(cause) or type(cause).__name__
