"""The Debian Chromium, driven by Playwright: pages in Chinese and English, on a desk and on a phone.

A page that writes an error into its console (an exception, a breach of the content security policy) fails
its test.
"""

from collections.abc import Callable, Iterator

import pytest
from playwright.sync_api import BrowserContext, ConsoleMessage, Page

from tests.servers.process import program

ARGUMENTS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1, EXCLUDE localhost",
]
PHONE = {"viewport": {"width": 360, "height": 740}, "is_mobile": True, "has_touch": True}


@pytest.fixture(scope="session")
def browser_type_launch_args() -> dict[str, object]:
    return {"executable_path": program("chromium", "chromium"), "args": ARGUMENTS}


@pytest.fixture
def open_page(new_context: Callable[..., BrowserContext]) -> Iterator[Callable[..., Page]]:
    """Opens a page in a context of its own: `open_page(locale="zh-CN", java_script_enabled=False)`."""
    errors: list[str] = []

    def open_one(**context: object) -> Page:
        page = new_context(**context).new_page()
        page.on("console", lambda message: errors.extend(_error(message)))
        page.on("pageerror", lambda error: errors.append(str(error)))
        return page

    yield open_one
    assert errors == []


@pytest.fixture
def chinese_page(open_page: Callable[..., Page]) -> Page:
    return open_page(locale="zh-CN", timezone_id="Asia/Shanghai")


@pytest.fixture
def english_page(open_page: Callable[..., Page]) -> Page:
    return open_page(locale="en-GB", timezone_id="Europe/Rome")


@pytest.fixture
def phone_page(open_page: Callable[..., Page]) -> Page:
    return open_page(locale="zh-CN", timezone_id="Asia/Shanghai", **PHONE)


def _error(message: ConsoleMessage) -> list[str]:
    # A 422 is how a form is refused; the browser reports it as a resource that failed to load.
    expected = message.text.startswith("Failed to load resource") and "status of 4" in message.text
    return [message.text] if message.type == "error" and not expected else []
