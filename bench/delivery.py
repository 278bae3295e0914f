"""How long it takes from Postfix's acceptance of a reply to the changed page, and how much memory the process holds.

    python -m bench.delivery [--replies 20]

The floor, measured in the same run: how long until Dovecot itself announces a mail to a waiting IDLE, without us.
Dovecot and Postfix are real, mail goes over verified TLS, the page is open in Chromium and is not reloaded.
"""

import argparse
import smtplib
import statistics
import tempfile
import threading
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from datetime import date, timedelta
from pathlib import Path

from playwright.sync_api import Page, sync_playwright

from coordination import clock, rules, schema
from coordination import database as db
from coordination.letter import Letter
from coordination.minutes import Minutes
from tests.cast import Cast, draft, people
from tests.servers import certificates as authority
from tests.servers.chromium import ARGUMENTS
from tests.servers.dovecot import Dovecot
from tests.servers.postfix import Postfix
from tests.servers.process import program, workplace
from tests.servers.product import Product

STATES = (("完成", "已完成"), ("进行中", "进行中"))


def main() -> None:
    arguments = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    arguments.add_argument("--replies", type=int, default=20)
    replies = arguments.parse_args().replies
    with servers() as (dovecot, postfix, directory), ExitStack() as after:
        product, company = prepared(dovecot, postfix, directory)
        after.callback(product.process.stop)
        product.process.start()
        with opened(product, company) as page:
            address = letter_address("张伟")
            delays = [until_changed(page, postfix, address, n) for n in range(replies)]
            tell("reply accepted → page changed", delays)
            print(f"resident memory of the one process: {product.resident_mib():.0f} MiB")
        tell("floor: mail accepted → IDLE announces it", [announced(dovecot, postfix) for _ in range(10)])


def tell(what: str, seconds: list[float]) -> None:
    ordered = sorted(seconds)
    print(f"{what}: median {statistics.median(ordered):.2f} s, p95 {ordered[int(len(ordered) * .95) - 1]:.2f} s, "
          f"max {ordered[-1]:.2f} s, n = {len(ordered)}")


@contextmanager
def servers() -> Iterator[tuple[Dovecot, Postfix, Path]]:
    with ExitStack() as stack:
        made = stack.enter_context(contextmanager(authority.certificates.__wrapped__)())
        dovecot = Dovecot(stack.enter_context(workplace("dovecot")), made)
        dovecot.process.start()
        stack.callback(dovecot.process.stop)
        postfix = Postfix(stack.enter_context(workplace("postfix")), dovecot)
        postfix.process.start()
        stack.callback(postfix.process.stop)
        yield dovecot, postfix, Path(stack.enter_context(tempfile.TemporaryDirectory()))


def prepared(dovecot: Dovecot, postfix: Postfix, directory: Path) -> tuple[Product, Cast]:
    """A company with circulated minutes whose letters count as sent long ago."""
    url = f"sqlite:///{directory}/huizhi.db"
    db.connect(url)
    schema.migrate()
    rules.follow(rules.Rules(mail_domain="corp.example"))
    company = people()
    now = clock.now()
    minutes = Minutes.begin(company.project, by=company.chenjing, title="周例会", kind="weekly",
                            starts_at=now - timedelta(hours=2), ends_at=now - timedelta(hours=1))
    typed = draft(company, starts_at=now - timedelta(hours=2), ends_at=now - timedelta(hours=1))
    due = date.today() + timedelta(days=5)
    lines = tuple(type(line)(line.key, line.what, line.owner_id, due) for line in typed.lines)
    minutes.write(draft(company, starts_at=typed.starts_at, ends_at=typed.ends_at, lines=lines), by=company.chenjing,
                  editor="bench", revision=0)
    minutes.circulate(by=company.chenjing)
    db.database.close()
    return Product(directory, dovecot, postfix, url), company


def letter_address(name: str) -> str:
    letter = next(row for row in Letter.select() if row.person.name == name)
    db.database.close()
    return f"huizhi+{letter.key}@corp.example"


@contextmanager
def opened(product: Product, company: Cast) -> Iterator[Page]:
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=program("chromium", "chromium"), args=ARGUMENTS)
        page = browser.new_page(locale="zh-CN")
        page.goto(f"{product.url}/login")
        page.fill("[name=email]", "chenjing@corp.example")
        page.fill("[name=password]", "correct horse")
        page.click("main button[type=submit]")
        page.goto(f"{product.url}/projects/{company.project.id}")
        time.sleep(3)
        yield page
        browser.close()


def until_changed(page: Page, postfix: Postfix, address: str, n: int) -> float:
    """Seconds from the 250 for a reply to the changed cell on the open page."""
    typed, shown = STATES[n % 2]
    time.sleep(0.3 + (n * 0.37) % 1)
    send(postfix, address, f"1 {typed}", n)
    accepted = time.perf_counter()
    page.wait_for_function("shown => document.querySelector('table.actions tr[id^=action-]') && [...document."
                           "querySelectorAll('tr[id^=action-]')].some(row => row.textContent.includes('登录功能测试') "
                           "&& row.textContent.includes(shown))", arg=shown, polling="raf", timeout=30_000)
    return time.perf_counter() - accepted


def send(postfix: Postfix, address: str, typed: str, n: int) -> None:
    raw = (f"From: zhangwei@corp.example\r\nTo: {address}\r\nSubject: Re\r\n"
           f"Message-ID: <bench-{n}-{time.time()}@corp.example>\r\n"
           f"Content-Type: text/plain; charset=utf-8\r\n\r\n{typed}\r\n")
    with smtplib.SMTP(postfix.host, postfix.port) as server:
        server.sendmail("zhangwei@corp.example", address, raw.encode())


def announced(dovecot: Dovecot, postfix: Postfix) -> float:
    """Seconds from the 250 until Dovecot tells a client that waits in IDLE; ours plays no part in it."""
    heard: list[float] = []
    with dovecot.connect("floor@corp.example") as client:
        client.select_folder("INBOX")
        client.idle()
        waiting = threading.Thread(target=lambda: (client.idle_check(timeout=20), heard.append(time.perf_counter())))
        waiting.start()
        time.sleep(0.2)
        send(postfix, "floor@corp.example", "x", 0)
        accepted = time.perf_counter()
        waiting.join()
        client.idle_done()
    return max(0.0, heard[0] - accepted)


if __name__ == "__main__":
    main()
