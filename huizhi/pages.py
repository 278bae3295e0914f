"""Serves the pages from threads of this process."""

import errno
import socket

from flask import Flask
from msgspec import structs
from waitress.server import BaseWSGIServer, create_server
from waitress.task import ThreadedTaskDispatcher

from coordination.language import N_
from coordination.refusal import Refusal
from huizhi.settings import Settings

# More than any form needs; waitress keeps a larger body from reaching the disk.
BODY_BYTES = 8 * 1024 * 1024
# Requests that are being answered when the process is told to stop have so many seconds.
LAST_SECONDS = 0.7


class PortInUse(Refusal):
    sentence = N_("Port %(port)s of %(host)s is in use by another program. "
                  "Stop it, or set “%(key)s” to another port.")


class CannotListen(Refusal):
    sentence = N_("Port %(port)s of %(host)s cannot be opened: %(reason)s. Please check “%(key)s”.")


def listen(settings: Settings) -> socket.socket:
    """The socket of the pages. Raises PortInUse, CannotListen."""
    host, port = settings.server.host, settings.server.port
    try:
        return socket.create_server((host, port), family=socket.AF_INET6 if ":" in host else socket.AF_INET)
    except OSError as error:
        raise cannot_listen(error, host, port, "server.port") from error


def cannot_listen(error: OSError, host: str, port: int, key: str) -> Refusal:
    """Why a port cannot be had, and which setting to change."""
    if error.errno == errno.EADDRINUSE:
        return PortInUse(host=host, port=port, key=key)
    return CannotListen(host=host, port=port, key=key, reason=error.strerror or error)


def reached_at(settings: Settings, listener: socket.socket) -> Settings:
    """The settings with the port that was really taken."""
    host, port = listener.getsockname()[:2]
    base_url = settings.server.base_url
    if settings.server.port == 0 and base_url.endswith(":0"):
        base_url = f"{base_url[:-2]}:{port}"
    return structs.replace(settings, server=structs.replace(settings.server, port=port, base_url=base_url))


def server_of(app: Flask, listener: socket.socket, threads: int) -> BaseWSGIServer:
    """The server; its `run` returns when the process is told to stop."""
    dispatcher = PromptDispatcher()
    dispatcher.set_thread_count(threads)
    # Which proxies are believed is the application's business: it knows `server.trusted_proxies`.
    return create_server(app, _dispatcher=dispatcher, sockets=[listener], ident="Huizhi",
                         max_request_body_size=BODY_BYTES, clear_untrusted_proxy_headers=False)


class PromptDispatcher(ThreadedTaskDispatcher):
    """Waits for the last requests less long than waitress does."""

    def shutdown(self, cancel_pending: bool = True, timeout: float = LAST_SECONDS) -> bool:
        return super().shutdown(cancel_pending, timeout)
