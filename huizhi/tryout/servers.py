"""Runs both sides of the try-out post office on loopback, in one thread with an event loop of its own."""

import asyncio
import logging
import threading
from typing import Self

from huizhi.tryout import imap
from huizhi.tryout.mailboxes import Mailboxes
from huizhi.tryout.smtp import Delivery

HOST = "127.0.0.1"


class Servers:
    """SMTP and IMAP over the same mailboxes. A port 0 takes any free one; the attributes tell which."""

    def __init__(self, mailboxes: Mailboxes, smtp_port: int, imap_port: int) -> None:
        self.mailboxes, self.smtp_port, self.imap_port = mailboxes, smtp_port, imap_port
        self._loop = asyncio.new_event_loop()
        self._thread = threading.Thread(target=self._run, name="try-out post office", daemon=True)
        self._open: list[asyncio.Server] = []

    def start(self) -> Self:
        """Listen, then serve. Raises OSError where a port is in use."""
        # aiosmtpd warns of its own deprecations there.
        logging.getLogger("mail.log").setLevel(logging.ERROR)
        try:
            self._loop.run_until_complete(self._listen())
        except OSError:
            self._loop.run_until_complete(self._close())
            self._loop.close()
            raise
        self._thread.start()
        return self

    def stop(self) -> None:
        """Close all connections; a mail that was answered for with 250 is on disk."""
        self._loop.call_soon_threadsafe(self._loop.stop)
        self._thread.join(timeout=2)

    async def _listen(self) -> None:
        smtp = Delivery(self.mailboxes).protocol
        self._open.append(await self._loop.create_server(smtp, HOST, self.smtp_port))
        serve_imap = imap.connection_handler(self.mailboxes)
        self._open.append(await asyncio.start_server(serve_imap, HOST, self.imap_port))
        self.smtp_port, self.imap_port = (server.sockets[0].getsockname()[1] for server in self._open)

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
