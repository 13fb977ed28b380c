"""A little clamd: speaks INSTREAM on a unix socket, finds one word, and can be told to misbehave."""

import shutil
import socket
import struct
import tempfile
import threading
from contextlib import contextmanager
from pathlib import Path

VIRUS = b"THIS-IS-HARMFUL"


class Clamd(threading.Thread):
    """behaviour: None reads and tells the truth; bytes are sent whatever was read; "break" closes after the first chunk."""

    def __init__(self, path, behaviour=None):
        super().__init__(daemon=True)
        self.behaviour = behaviour
        self.received = []
        self.door = socket.socket(socket.AF_UNIX)
        self.door.bind(str(path))
        self.door.listen()

    def run(self):
        while True:
            try:
                connection, _ = self.door.accept()
            except OSError:
                return
            with connection:
                self.serve(connection)

    def serve(self, connection):
        assert exactly(connection, 10) == b"zINSTREAM\0"
        data = b""
        while length := struct.unpack("!I", exactly(connection, 4))[0]:
            data += exactly(connection, length)
            if self.behaviour == "break":
                return
        self.received.append(data)
        truth = b"stream: Win.Test.Harmful FOUND\0" if VIRUS in data else b"stream: OK\0"
        connection.sendall(truth if self.behaviour is None else self.behaviour)


def exactly(connection, count):
    data = b""
    while len(data) < count:
        part = connection.recv(count - len(data))
        if not part:
            raise ConnectionError
        data += part
    return data


@contextmanager
def running(behaviour=None):
    """The scanner, and its address as settings.CLAMD_ADDRESS has it."""
    folder = Path(tempfile.mkdtemp(prefix="clamd-"))  # short: the path of a socket has at most 107 characters
    scanner = Clamd(folder / "s", behaviour)
    scanner.start()
    try:
        yield scanner, f"unix:{folder / 's'}"
    finally:
        scanner.door.shutdown(socket.SHUT_RDWR)
        scanner.door.close()
        scanner.join(5)
        shutil.rmtree(folder)
