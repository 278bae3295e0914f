"""No page of a project needs more than two clicks from the project's page."""

import pytest

from coordination.person import Person
from tests.webapp.crawl import BASE_URL, Seen, crawl
from tests.webapp.world import Browser

pytestmark = pytest.mark.slow


@pytest.fixture(autouse=True)
def quick_pdf(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("papers.pdf.make", lambda html, *more, **options: b"%PDF-")


def test_every_page_is_two_clicks_away(pages, cast, world):
    seen = crawl(Browser(pages, cast.chenjing))
    near = clicks(seen, f"{BASE_URL}/projects/{world.project.id}")
    others = [person.id for person in Person.select() if person not in world.project.members()]
    elsewhere = (f"{BASE_URL}/post-office/", *(f"{BASE_URL}/people/{id}/" for id in others))
    shown = {page.address for page in seen.values() if page.is_page and page.status == 200}
    assert [f"{address}: {near.get(address)}" for address in sorted(shown)
            if near.get(address, 9) > 2 and not address.startswith(elsewhere)] == []


def clicks(seen: dict[str, Seen], start: str) -> dict[str, int]:
    """How many clicks each address is away; a redirect counts where it leads to."""
    found, edge = {start: 0}, [start]
    for far in range(1, 9):
        links = {link for address in edge for link in seen[address].links if link in seen}
        edge = [address for link in links for address in {link, seen[link].address} if address not in found]
        found |= dict.fromkeys(edge, far)
        edge = [address for address in edge if address in seen]
    return found
