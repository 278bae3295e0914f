"""Browsers that are logged in: without scripts for most tests, Chromium on a real port for what scripts do."""

import threading
from collections.abc import Callable, Iterator

import pytest
from playwright.sync_api import Page
from werkzeug.serving import make_server

from coordination.language import set_language
from coordination.person import Person
from tests.cast import Cast
from tests.webapp.world import Browser, pages_at


@pytest.fixture
def pm_browser(browse: Callable[..., Browser], cast: Cast) -> Browser:
    """陈静's browser, without scripts."""
    return in_own_language(browse(cast.chenjing))


@pytest.fixture
def member_browser(browse: Callable[..., Browser], cast: Cast) -> Browser:
    """The browser of a member who can log in but manages nothing."""
    Person.update(password_hash="never typed").where(Person.id == cast.zhangwei.id).execute()
    return in_own_language(browse(cast.zhangwei))


@pytest.fixture
def served_pages(cast: Cast) -> Iterator[str]:
    """The address of the pages on a real port."""
    server = make_server("127.0.0.1", 0, _later, threaded=True)
    address = f"http://127.0.0.1:{server.server_port}"
    server.app = pages_at(address)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield address
    server.shutdown()
    thread.join()
    server.server_close()
    set_language("en")


@pytest.fixture
def pm_page(served_pages: str) -> Callable[[Page], Page]:
    """Logs 陈静 in on a page: `page = pm_page(chinese_page)`."""
    def log_in(page: Page) -> Page:
        page.goto(f"{served_pages}/login")
        page.fill("[name=email]", "chenjing@corp.example")
        page.fill("[name=password]", "correct horse")
        page.click("main button[type=submit]")
        page.wait_for_url(f"{served_pages}/")
        return page
    return log_in


def in_own_language(browser: Browser) -> Browser:
    """The pages as the person set them, not in the language that a browser of the tests asks for."""
    with browser.client.session_transaction(base_url=browser.site) as cookie:
        cookie.pop("language", None)
    return browser


def _later(environ: dict, start_response: Callable) -> list[bytes]:
    """Stands in until the port, and with it the address, is known."""
    raise RuntimeError("not served yet")
