"""A walk through the pages as a visitor finds them: every link, and every form that changes something."""

from dataclasses import dataclass, field
from html.parser import HTMLParser
from urllib.parse import urldefrag, urljoin

from tests.webapp.world import BASE_URL, Browser


@dataclass
class Seen(HTMLParser):
    """What an address answered with: `links` it leads to or loads, `forms` the addresses that its forms post to."""

    address: str
    status: int
    is_page: bool = False
    links: set[str] = field(default_factory=set)
    forms: set[str] = field(default_factory=set)

    def __post_init__(self) -> None:
        super().__init__()

    def handle_starttag(self, tag: str, attributes: list[tuple[str, str | None]]) -> None:
        given = dict(attributes)
        for name in ("href", "src", "hx-get", "data-leads"):
            if given.get(name) and not given[name].startswith(("mailto:", "data:")):
                self.links.add(self._absolute(given[name]))
        target = given.get("formaction") or (given.get("action") if given.get("method") == "post" else None)
        if target:
            self.forms.add(self._absolute(target))

    def _absolute(self, target: str) -> str:
        return urldefrag(urljoin(self.address, target))[0]


def crawl(browser: Browser, start: str = "/") -> dict[str, Seen]:
    """Follow everything from a page on; each address with what it answered."""
    waiting, seen = [BASE_URL + start], {}
    while waiting:
        address = waiting.pop()
        if address in seen:
            continue
        seen[address] = page = look(browser, address)
        waiting.extend(sorted(link for link in page.links if link.startswith(f"{BASE_URL}/")))
    return seen


def look(browser: Browser, address: str) -> Seen:
    answer = browser.get(address.removeprefix(BASE_URL), follow_redirects=True)
    page = Seen(BASE_URL + answer.request.path, answer.status_code, answer.mimetype == "text/html")
    if page.is_page:
        page.feed(answer.text)
    return page


def broken(seen: dict[str, Seen]) -> list[str]:
    """The addresses that were not shown."""
    return [f"{address}: {page.status}" for address, page in seen.items() if page.status not in (200, 204)]
