"""Every page and every form on PostgreSQL: what SQLite lets pass may fail there."""

import re
from collections.abc import Iterator

import pytest

from coordination import database as db
from coordination import rules, schema
from tests.cast import Cast, people
from tests.webapp.routes import EVERYBODY, visits
from tests.webapp.world import Browser, World, found, furnish


@pytest.fixture
def company(postgresql_url: str) -> Iterator[Cast]:
    db.connect(postgresql_url)
    rules.follow(rules.Rules(mail_domain="corp.example"))
    schema.migrate()
    yield people()
    db.database.close_all()
    rules.follow(rules.Rules())


@pytest.fixture
def furnished(company: Cast) -> World:
    furnish(company)
    return found(company)


def test_every_address_works(pages, company, furnished, monkeypatch):
    monkeypatch.setattr("papers.pdf.make", lambda html, *more, **options: b"%PDF-")
    broken = [f"{method} {rule}: {answer.status_code}"
              for rule, method, answer in visits(pages, furnished, company.administrator,
                                                 lambda route: route.who != EVERYBODY)
              if answer.status_code >= 500 or answer.status_code == 404]
    assert broken == []


def test_search_and_the_first_page_find_and_count_the_same(pages, company, furnished):
    browser = Browser(pages, company.administrator)
    assert "NPL-A" in browser.get("/search", query_string={"q": "测试账号"}).text
    assert "npl" not in browser.get("/search", query_string={"q": "%"}).text.partition("<main")[2].lower()
    text = browser.get("/").text
    assert "overdue 3</span>" in text and re.search(r'/waiting\?project=\d+">16</a>', text)


def test_the_connection_goes_back_to_the_pool(pages, company):
    for _n in range(50):
        Browser(pages, company.administrator).get("/")
    assert len(db.database.obj._in_use) <= 1
