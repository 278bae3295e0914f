"""A process that fetches from a mailbox and deals with what it finds, and dies where a test wants it to."""

import os
import threading

from coordination import database as db
from mailflow import fetch
from mailflow.child import Children
from mailflow.desk import Desk
from mailflow.fetch import Intake
from mailflow.imap import Account, Connection

OURS = "huizhi@corp.example"
EVERYTHING = Intake(from_now=False)


def account(host: str, port: int) -> Account:
    return Account(host, port, OURS, "correct-horse", security="none")


def work(account: Account, children: Children) -> None:
    """What watcher, worker and sweep do in one round."""
    desk = Desk(children)
    connection = Connection(account)
    try:
        mailbox = fetch.mailbox_named(account.name)
        fetch.begin(connection, mailbox, EVERYTHING)
        fetch.tidy(connection, mailbox)
        fetch.collect(connection, mailbox, EVERYTHING, lambda table, id: desk.process(id), threading.Event())
        desk.sweep()
    finally:
        connection.close()


def work_and_die(account: Account, children: Children, point: str) -> int:
    """A round in a process of its own that ends at `point`; its exit status, -9 where it was killed.

    It borrows the warm reading child, to which it has nothing to say at any of the points.
    """
    db.database.close()
    process = os.fork()
    if process == 0:
        os.environ["HUIZHI_CRASH_AT"] = point
        try:
            work(account, children)
        finally:
            os._exit(0)
    return os.waitstatus_to_exitcode(os.waitpid(process, 0)[1])
