"""A private Redis: unix socket only, nothing kept on disk (an unfinished task is found again by the nightly sweeps)."""

import shutil
import socket
from urllib.parse import quote

from launch.children import Child, start, wait_until
from launch.places import LaunchError, Place

DATABASES = 64


class Redis:
    def __init__(self, place: Place) -> None:
        self.place = place
        self.socket = place.sockets / "redis.sock"

    def url(self, number: int = 0) -> str:
        return f"unix://{quote(str(self.socket))}?db={number}"

    def start(self) -> Child:
        """Start the server and return when it answers."""
        program = shutil.which("redis-server")
        if program is None:
            raise LaunchError("Redis is not installed: apt-get install redis-server")
        self.socket.unlink(missing_ok=True)
        command = [program, "--port", "0", "--unixsocket", str(self.socket), "--unixsocketperm", "700", "--daemonize", "no"]
        command += ["--save", "", "--appendonly", "no", "--dir", str(self.place.sockets), "--databases", str(DATABASES)]
        child = start("Redis", command, log=self.place.logs / "redis.log", user=self.place.user)
        try:
            wait_until(self.answers, child)
        except LaunchError:
            child.stop()
            raise
        return child

    def answers(self) -> bool:
        with socket.socket(socket.AF_UNIX) as client:
            try:
                client.settimeout(1)
                client.connect(str(self.socket))
                client.sendall(b"PING\r\n")
                return client.recv(16).startswith(b"+PONG")
            except OSError:
                return False
