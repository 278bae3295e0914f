"""What every test can ask for, and the order in which tests run."""

import gc
import os
from collections.abc import Iterator
from importlib import import_module

import pytest
from hypothesis import settings

pytest_plugins = [
    "tests.cast",
    "tests.closeout",
    "tests.issues",
    "tests.mailflow.desk",
    "tests.webapp.world",
    "tests.webapp.visit",
    "tests.servers.certificates",
    "tests.servers.dovecot",
    "tests.servers.postfix",
    "tests.servers.redis",
    "tests.servers.postgresql",
    "tests.servers.chromium",
    "tests.servers.product",
    "tests.servers.faulty_smtp",
    "tests.servers.faulty_imap",
]

gc.disable()  # until everything is loaded

# How long an input takes depends on what else the machine does.
settings.register_profile("house", deadline=None)
settings.load_profile("house")

SERVERS = {"dovecot_server", "postfix_server", "redis_session", "postgresql_session"}
SLOW = {"pages", "faulty_smtp", "faulty_imap"}  # draw pages with the whole application, or wait on sockets


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Marks what needs a server, a browser or the whole application, and what is fast; runs the quick tests first."""
    for item in items:
        if SERVERS & set(item.fixturenames):
            item.add_marker("servers")
        if "playwright" in item.fixturenames:
            item.add_marker("browser")
        if SLOW & set(item.fixturenames):
            item.add_marker("slow")
        if not {"slow", "servers", "browser"} & set(item.keywords):
            item.add_marker("fast")
    # Browser tests come last: Playwright leaves an event loop in the thread, where asyncio.run then refuses.
    items.sort(key=lambda item: ("browser" in item.keywords, "servers" in item.keywords))


def pytest_collection_finish() -> None:
    """What is loaded by now stays loaded: looking through it again for garbage took a twelfth of the time."""
    gc.freeze()
    gc.set_threshold(10_000, 20, 20)
    gc.enable()


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(item: pytest.Item) -> Iterator[None]:
    """Where nothing may be skipped, a skipped test has failed."""
    report = yield
    if report.skipped and os.environ.get("CI") == "true" and not hasattr(report, "wasxfail"):
        report.outcome = "failed"
        report.longrepr = f"skipped, but CI skips nothing: {report.longrepr[2]}"
    return report


@pytest.fixture(autouse=True)
def office_files_here(monkeypatch: pytest.MonkeyPatch) -> None:
    """A process for each of them takes half a second; `tests/papers/test_apart.py` shows that it does."""
    for place in ("papers.sheet.apart", "papers.dictation.apart"):
        monkeypatch.setattr(place, lambda module, function, *arguments: (
            getattr(import_module(module), function)(*arguments)))
