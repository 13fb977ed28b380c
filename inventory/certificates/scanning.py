"""Asks clamd about a file: INSTREAM over a unix or TCP socket. Whatever goes wrong means that the file has not been scanned."""

import socket
import struct
from typing import BinaryIO
from urllib.parse import urlsplit

CHUNK = 64 * 1024
SECONDS = 60


class NotScannedError(Exception):
    """The scanner did not answer, broke off or answered oddly; try again later."""


def is_harmful(stream: BinaryIO, *, address: str) -> bool:
    """True where the scanner found something, False where it says the file is clean. Raises NotScannedError.

    address: unix:/path or tcp://host:port. A stream over clamd's own limit ends in a broken pipe, and is not scanned.
    """
    try:
        with _connect(address) as connection:
            connection.sendall(b"zINSTREAM\0")
            while chunk := stream.read(CHUNK):
                connection.sendall(struct.pack("!I", len(chunk)) + chunk)
            connection.sendall(struct.pack("!I", 0))
            answer = _answer(connection)
    except OSError as error:
        raise NotScannedError(type(error).__name__) from error
    if answer.endswith(b" FOUND"):
        return True
    if answer == b"stream: OK":
        return False
    raise NotScannedError("odd answer")


def _connect(address: str) -> socket.socket:
    parts = urlsplit(address)
    if parts.scheme == "tcp":
        return socket.create_connection((parts.hostname or "", parts.port or 3310), timeout=SECONDS)
    connection = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
    connection.settimeout(SECONDS)
    try:
        connection.connect(parts.path)
    except OSError:
        connection.close()
        raise
    return connection


def _answer(connection: socket.socket) -> bytes:
    parts = []
    while chunk := connection.recv(4096):
        parts.append(chunk)
        if chunk.endswith(b"\0"):
            break
    return b"".join(parts).rstrip(b"\0\n")
