"""A crawl over every address that shows something: looking changes nothing, whoever looks, however often."""

from html.parser import HTMLParser
from urllib.parse import urldefrag, urljoin

import pytest

from tests.webapp.routes import ROUTES, visits
from tests.webapp.world import Browser


class Links(HTMLParser):
    """The addresses that a page leads to or loads."""

    def __init__(self, base: str) -> None:
        super().__init__()
        self.base, self.found = base, set()

    def handle_starttag(self, tag: str, attributes: list[tuple[str, str | None]]) -> None:
        for name, value in attributes:
            if name in ("href", "src", "hx-get") and value and not value.startswith(("mailto:", "data:")):
                self.found.add(urldefrag(urljoin(self.base, value))[0])


@pytest.fixture(autouse=True)
def quick_pdf(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("papers.pdf.make", lambda html, *more, **options: b"%PDF-")


def test_every_address_that_shows_changes_nothing(pages, cast, world, fingerprint):
    before = fingerprint()
    shown = [rule.endpoint for person in (cast.administrator, world.taker, None)
             for rule, method, answer in visits(pages, world, person, lambda route: True, looking=True)
             if answer.status_code < 400]
    assert fingerprint() == before
    assert set(shown) == {rule.endpoint for rule in pages.url_map.iter_rules()
                          if "GET" in rule.methods and ROUTES[rule.endpoint].record != "no_mail"} - {"static"}


def test_every_link_of_every_page_leads_somewhere_and_changes_nothing(pages, cast, world, fingerprint):
    before = fingerprint()
    broken, seen = crawl(Browser(pages, cast.administrator))
    assert broken == []
    assert len(seen) > 40
    assert fingerprint() == before


def test_a_link_scanner_that_asks_with_head_changes_nothing(pages, cast, world, fingerprint):
    before = fingerprint()
    for rule in pages.url_map.iter_rules():
        Browser(pages).client.head(rule.rule.replace("<int:id>", "1").replace("<int:n>", "1"))
    assert fingerprint() == before


def crawl(browser: Browser) -> tuple[list[str], set[str]]:
    """Follow everything from the first page on; which addresses failed, and which were seen."""
    waiting, seen, broken = ["http://localhost/"], set(), []
    while waiting:
        address = waiting.pop()
        answer = browser.get(address.removeprefix("http://localhost"), follow_redirects=True)
        if answer.status_code not in (200, 204):
            broken.append(f"{address}: {answer.status_code}")
        new = _links(answer, address) - seen
        seen |= new
        waiting.extend(sorted(new))
    return broken, seen


def _links(answer, address: str) -> set[str]:
    if answer.mimetype != "text/html":
        return set()
    links = Links(address)
    links.feed(answer.text)
    return {link for link in links.found if link.startswith("http://localhost/")}
