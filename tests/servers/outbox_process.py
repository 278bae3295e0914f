"""A process that sends what is due and can be killed at a named point; the kill tests start it."""

import multiprocessing
import os

from coordination import database, rules
from coordination.rules import Rules
from mailflow import identity, smtp
from mailflow.identity import Identity
from mailflow.outbox import Outbox

# Forked from a process that has everything imported and no thread, so that forty kills take seconds.
_context = multiprocessing.get_context("forkserver")
_context.set_forkserver_preload([__name__])


def outbox(host: str, port: int) -> Outbox:
    return Outbox(smtp.Server(host, port, security="none", timeout=5, answer_timeout=5))


def send_due_and_die(path: str, host: str, port: int, crash_at: str) -> int:
    """Let another process send what is due in the SQLite database at `path`; the exit code, -9 if killed."""
    process = _context.Process(target=_send, args=(path, host, port, crash_at))
    process.start()
    process.join(30)
    code = process.exitcode
    process.kill()
    return code


def _send(path: str, host: str, port: int, crash_at: str) -> None:
    os.environ["HUIZHI_CRASH_AT"] = crash_at
    database.connect(f"sqlite:///{path}")
    rules.follow(Rules(mail_domain="corp.example"))
    identity.appear_as(Identity(address="huizhi@corp.example"))
    outbox(host, port).send_due()
    database.database.close()
