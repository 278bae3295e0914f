"""Every page offers each visitor what they may do, and nothing else: no button that is answered with a refusal."""

from collections.abc import Callable
from datetime import timedelta
from urllib.parse import urlsplit

import pytest
from flask import Flask

from coordination import clock
from coordination.ask import Ask
from coordination.minutes import Minutes
from coordination.project import Project
from tests.webapp.crawl import Seen, broken, crawl
from tests.webapp.routes import EVERYBODY, MANAGES, ROUTES, WRITES
from tests.webapp.test_permissions import INSIDE, somebody
from tests.webapp.world import Browser

pytestmark = pytest.mark.slow

KINDS = [kind for kind in INSIDE if kind != "rival"]  # who manages another project


@pytest.fixture(autouse=True)
def quick_pdf(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("papers.pdf.make", lambda html, *more, **options: b"%PDF-")


@pytest.fixture
def prepared(world, cast) -> None:
    """A meeting to come, whose minutes are being written."""
    begins = clock.now() + timedelta(days=1)
    Minutes.begin(cast.project, by=cast.chenjing, title="周例会", kind="weekly", starts_at=begins, ends_at=begins,
                  series="周例会")


@pytest.mark.parametrize("kind", KINDS)
def test_no_page_offers_what_its_reader_may_not_do(pages, cast, world, prepared, kind):
    reader = somebody(kind, cast, world)
    seen = crawl(Browser(pages, reader))
    own = {f"/answers/{ask.id}: answers.create" for ask in Ask.open_of(reader)}
    wrong = broken(seen) + offers(pages, seen, lambda who: who not in {EVERYBODY, *INSIDE[kind]})
    assert [found for found in wrong if found not in own] == []


def test_an_archived_project_offers_nothing_that_would_change_it(pages, cast, world, prepared):
    Project.update(archived_at=clock.now()).where(Project.id == world.project.id).execute()
    seen = crawl(Browser(pages, cast.chenjing))
    assert broken(seen) + offers(pages, seen, lambda who: who in (WRITES, MANAGES)) == []


def offers(pages: Flask, seen: dict[str, Seen], unwanted: Callable[[str], bool]) -> list[str]:
    """Where there is a form, and to which endpoint it goes, that only others may use."""
    routes = pages.url_map.bind("localhost")
    found = sorted({(urlsplit(page.address).path, routes.match(urlsplit(target).path, "POST")[0])
                    for page in seen.values() for target in page.forms})
    return [f"{at}: {to}" for at, to in found if unwanted(ROUTES[to].who)]
