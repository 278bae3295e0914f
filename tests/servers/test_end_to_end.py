"""The loop as people live it: minutes go out, plain replies come back, the open page shows it, the paper prints."""

import smtplib
import time
from collections.abc import Callable
from io import BytesIO
from urllib.parse import urljoin

import pytest
from playwright.sync_api import Locator, Page, expect
from pypdf import PdfReader

from tests.cast import Cast
from tests.servers import programs
from tests.servers.dovecot import Dovecot
from tests.servers.postfix import Postfix
from tests.servers.product import Product

pytestmark = [pytest.mark.servers, pytest.mark.browser]


def test_minutes_go_round_and_come_back(product: Product, company: Cast, dovecot: Dovecot, postfix: Postfix,
                                        chinese_page: Page) -> None:
    product.process.start()
    page = chinese_page
    log_in(page, product)
    write_minutes(page, product, company)
    circulate(page)
    letters = {key: mail_for(dovecot, f"{key}@corp.example") for key in ("zhangwei", "wangfang", "sofia", "lina")}

    page.goto(f"{product.url}/projects/{company.project.id}")
    expect(page.locator("#receipt-count")).to_contain_text("1 / 7")
    receipts = page.locator(".receipt.is-given")
    expect(receipts).to_have_count(1)
    page.evaluate("window.notReloaded = true")

    send(postfix, "zhangwei@corp.example", programs.qq(letters["zhangwei"], "1 完成，2 延期到下周五"))
    expect(row(page, "完成用户登录功能测试")).to_contain_text("已完成", timeout=10_000)
    expect(row(page, "准备测试账号")).to_contain_text("已延期")
    expect(receipts).to_have_count(2)

    send(postfix, "wangfang@corp.example", programs.outlook(letters["wangfang"], "收到\n物料清单做了一半"))
    expect(row(page, "提交推广物料清单")).to_contain_text("50%", timeout=10_000)
    expect(receipts).to_have_count(3)

    send(postfix, "sofia@corp.example", programs.iphone(letters["sofia"], {"1": "done"}))
    expect(row(page, "Order display units")).to_contain_text("已完成", timeout=10_000)
    expect(receipts).to_have_count(4)
    assert page.evaluate("window.notReloaded") is True

    echo = mail_for(dovecot, "zhangwei@corp.example", after=1)
    assert "撤销" in programs.text(echo)
    assert_the_paper_prints(page, product)


def log_in(page: Page, product: Product) -> None:
    page.goto(f"{product.url}/login")
    page.fill("[name=email]", "chenjing@corp.example")
    page.fill("[name=password]", "correct horse")
    page.click("main button[type=submit]")
    expect(page.locator("main")).to_contain_text("新品上线")


def write_minutes(page: Page, product: Product, company: Cast) -> None:
    page.goto(f"{product.url}/projects/{company.project.id}/meetings/new")
    page.fill("[name=title]", "周例会")
    page.click("main form button[type=submit]")
    page.locator("[name^=topic-][name$=-title]").first.fill("登录功能进度")
    for what, owner in (("完成用户登录功能测试", "张伟"), ("准备测试账号", "张伟"), ("提交推广物料清单", "王芳"),
                        ("Order display units", "Sofia Rossi")):
        add_line(page, what, owner)
    expect(page.locator("#save-state")).to_contain_text("已保存", timeout=10_000)


def add_line(page: Page, what: str, owner: str) -> None:
    if not blank_lines(page):
        page.keyboard.press("Alt+a")
    line = blank_lines(page)[0]
    name = line.get_attribute("name").removesuffix("what")
    line.fill(what)
    page.fill(f"[name='{name}owner']", owner)
    page.fill(f"[name='{name}due']", time.strftime("%Y-%m-%d", time.localtime(time.time() + 3 * 86400)))


def blank_lines(page: Page) -> list[Locator]:
    return [line for line in page.locator("#lines [name$=-what]").all() if not line.input_value()]


def circulate(page: Page) -> None:
    page.click("button[value=circulate]")
    page.click("main form.card button[type=submit]")
    expect(page.locator("main")).to_contain_text("已分发")


def row(page: Page, what: str) -> Locator:
    return page.locator("table.actions tr", has_text=what)


def mail_for(dovecot: Dovecot, address: str, after: int = 0) -> bytes:
    """The mail number `after` in somebody's mailbox, once it is there."""
    return until(lambda: dovecot.mails(address)[after:])[0]


def send(postfix: Postfix, sender: str, raw: bytes) -> None:
    with smtplib.SMTP(postfix.host, postfix.port) as server:
        server.sendmail(sender, programs.recipient(raw), raw)


def assert_the_paper_prints(page: Page, product: Product) -> None:
    page.get_by_role("link", name="周例会").first.click()
    expect(page.get_by_text("登录功能进度").first).to_be_visible()  # a page that is still loading prints empty
    printed = PdfReader(BytesIO(page.pdf(format="A4", prefer_css_page_size=True)))
    answer = page.request.get(urljoin(page.url, page.get_by_role("link", name="PDF").get_attribute("href")))
    assert answer.ok
    for reader in (printed, PdfReader(BytesIO(answer.body()))):
        text = "".join(found.extract_text() for found in reader.pages).replace(" ", "")
        for words in ("周例会纪要", "登录功能进度", "准备测试账号", "张伟", "SHA-256"):
            assert words in text, words


def until(found: Callable[[], list], seconds: float = 15) -> list:
    deadline = time.monotonic() + seconds
    while not (rows := found()):
        assert time.monotonic() < deadline, "nothing came"
        time.sleep(0.05)
    return rows
