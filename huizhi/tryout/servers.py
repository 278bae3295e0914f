"""Runs both sides of the try-out post office on loopback, in one thread with an event loop of its own."""

import asyncio
import logging
import threading
from collections.abc import Awaitable
from typing import Self

from huizhi.tryout import imap
from huizhi.tryout.here import HOST
from huizhi.tryout.mailboxes import Mailboxes
from huizhi.tryout.smtp import Delivery


class PortTaken(Exception):
    """A port cannot be had; `name` is "smtp" or "imap"."""

    def __init__(self, name: str, port: int, error: OSError) -> None:
        super().__init__(f"{name} port {port}: {error}")
        self.name, self.port, self.error = name, port, error


class Servers:
    """SMTP and IMAP over the same mailboxes. A port 0 takes any free one; the attributes tell which."""

    def __init__(self, mailboxes: Mailboxes, smtp_port: int, imap_port: int) -> None:
        self.mailboxes, self.smtp_port, self.imap_port = mailboxes, smtp_port, imap_port
        self._loop = asyncio.new_event_loop()
        self._thread = threading.Thread(target=self._run, name="try-out post office", daemon=True)
        self._open: list[asyncio.Server] = []

    def start(self) -> Self:
        """Listen, then serve. Raises PortTaken."""
        # aiosmtpd warns of its own deprecations there.
        logging.getLogger("mail.log").setLevel(logging.ERROR)
        self._thread.start()
        try:
            asyncio.run_coroutine_threadsafe(self._listen(), self._loop).result()
        except PortTaken:
            self.stop()
            raise
        return self

    def stop(self) -> None:
        """Close all connections; a mail that was answered for with 250 is on disk."""
        self._loop.call_soon_threadsafe(self._loop.stop)
        self._thread.join(timeout=2)

    async def _listen(self) -> None:
        deliver, serve = Delivery(self.mailboxes).protocol, imap.connection_handler(self.mailboxes)
        smtp, imap_port = self.smtp_port, self.imap_port
        self.smtp_port = await self._bind("smtp", smtp, self._loop.create_server(deliver, HOST, smtp))
        self.imap_port = await self._bind("imap", imap_port, asyncio.start_server(serve, HOST, imap_port))

    async def _bind(self, name: str, port: int, listening: Awaitable[asyncio.Server]) -> int:
        try:
            server = await listening
        except OSError as error:
            raise PortTaken(name, port, error) from error
        self._open.append(server)
        return server.sockets[0].getsockname()[1]

    def _run(self) -> None:
        asyncio.set_event_loop(self._loop)
        self._loop.run_forever()
        self._loop.run_until_complete(self._close())
        self._loop.close()

    async def _close(self) -> None:
        for server in self._open:
            server.close()
        mine = asyncio.all_tasks() - {asyncio.current_task()}
        for task in mine:
            task.cancel()
        await asyncio.gather(*mine, return_exceptions=True)
