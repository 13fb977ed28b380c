"""A mail server that keeps what it gets and takes as long as one asks it to: for measuring, and for the tests of sending."""

import asyncio
import threading
from collections.abc import Callable
from dataclasses import dataclass
from typing import Self


@dataclass(frozen=True)
class Received:
    to: str
    content: bytes


def _as_usual(command: str, argument: str) -> None:
    return None


class Sink:
    """`with Sink() as sink:` listens on a free port of 127.0.0.1 in a thread of its own.

    latency: seconds before a message is acknowledged, as a server that writes it to disk takes. answer(command, argument): the reply to a
    command, or None for the usual one; command is HELLO, MAIL, RCPT or DATA (when the message has come). connections: how many were made.
    """

    def __init__(self, *, latency: float = 0, answer: Callable[[str, str], str | None] | None = None) -> None:
        self.latency, self.answer = latency, answer or _as_usual
        self.received: list[Received] = []
        self.connections = 0
        self.port = 0
        self._loop = asyncio.new_event_loop()
        self._ready = threading.Event()
        self._thread = threading.Thread(target=self._run, daemon=True)

    def __enter__(self) -> Self:
        self._thread.start()
        self._ready.wait(10)
        return self

    def __exit__(self, *error: object) -> None:
        self._loop.call_soon_threadsafe(self._loop.stop)
        self._thread.join(10)

    def _run(self) -> None:
        asyncio.set_event_loop(self._loop)
        server = self._loop.run_until_complete(asyncio.start_server(self._serve, "127.0.0.1", 0))
        self.port = server.sockets[0].getsockname()[1]
        self._ready.set()
        self._loop.run_forever()
        server.close()
        for task in asyncio.all_tasks(self._loop):
            task.cancel()
        self._loop.run_until_complete(asyncio.sleep(0))
        self._loop.close()

    async def _serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        self.connections += 1
        try:
            await self._talk(reader, writer)
        except (ConnectionError, asyncio.IncompleteReadError, asyncio.CancelledError):
            pass
        finally:
            writer.close()

    async def _talk(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        def say(line: str) -> None:
            writer.write(line.encode() + b"\r\n")

        say("220 sink")
        recipient = ""
        while line := (await reader.readline()).decode().strip():
            command, _, argument = line.partition(" ")
            match command.upper():
                case "EHLO" | "HELO":
                    say(self.answer("HELLO", argument) or "250 sink")
                case "MAIL":
                    say(self.answer("MAIL", argument) or "250 ok")
                case "RCPT":
                    recipient = argument.partition("<")[2].partition(">")[0]
                    say(self.answer("RCPT", recipient) or "250 ok")
                case "DATA":
                    say("354 go on")
                    content = await reader.readuntil(b"\r\n.\r\n")
                    if self.latency:
                        await asyncio.sleep(self.latency)
                    refusal = self.answer("DATA", recipient)
                    if refusal is None:
                        self.received.append(Received(recipient, content[:-5]))
                    say(refusal or "250 kept")
                case "QUIT":
                    say("221 bye")
                    return
                case _:
                    say("250 ok")
