"""A crawl over every address that shows something: looking changes nothing, whoever looks, however often."""

import pytest

from tests.webapp.crawl import broken, crawl
from tests.webapp.routes import ROUTES, visits
from tests.webapp.world import Browser

pytestmark = pytest.mark.slow


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
    seen = crawl(Browser(pages, cast.administrator))
    assert broken(seen) == []
    assert len(seen) > 40
    assert fingerprint() == before


def test_a_link_scanner_that_asks_with_head_changes_nothing(pages, cast, world, fingerprint):
    before = fingerprint()
    for rule in pages.url_map.iter_rules():
        Browser(pages).client.head(rule.rule.replace("<int:id>", "1").replace("<int:n>", "1"))
    assert fingerprint() == before
