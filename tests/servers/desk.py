"""The project manager at the browser: begins papers, fills them in, circulates them, and looks at what came back."""

import re
from dataclasses import dataclass

from playwright.sync_api import Page, expect

from tests.servers.product import Product


@dataclass
class Manager:
    page: Page
    product: Product
    project: int

    def log_in(self) -> None:
        self.go("/login")
        self.page.fill("[name=email]", "chenjing@corp.example")
        self.page.fill("[name=password]", "correct horse")
        self.page.click("main button[type=submit]")
        expect(self.page.locator("main")).to_contain_text("新品上线")

    def go(self, path: str) -> None:
        self.page.goto(f"{self.product.url}{path}")

    def press(self, button: str) -> None:
        """Press a button that changes something, and wait until the page has come back."""
        with self.page.expect_response(lambda answer: answer.request.method == "POST"):
            self.page.locator(button).first.click()
        self.page.wait_for_load_state()
        self.page.wait_for_timeout(300)

    def begin(self, kind: str) -> int:
        """Begin a paper of a kind with its button; returns the paper's id."""
        self.go(f"/projects/{self.project}/papers")
        form = self.page.locator("main form", has=self.page.locator(f"input[name=kind][value={kind}]"))
        form.first.locator("button").click()
        self.page.wait_for_url("**/papers/*/edit")
        return int(self.page.url.split("/papers/")[1].split("/")[0])

    def text(self, section: str, words: str) -> None:
        self.page.fill(f"textarea[name={section}]", words)

    def row(self, section: str, n: int, **cells: str) -> None:
        """Fill row `n` (from 0) of a table; a select takes the label, everything else the text."""
        keys = self.page.locator(f"input[type=hidden][name={section}]")
        if keys.count() <= n:
            self.page.click(f"button[data-add={section}]")
        key = keys.nth(n).input_value()
        for column, value in cells.items():
            cell = self.page.locator(f"[name='{section}-{key}-{column}']")
            if cell.evaluate("cell => cell.tagName") == "SELECT":
                cell.select_option(label=value)
            else:
                cell.fill(value)

    def circulate(self) -> None:
        """From the editor through the confirming page."""
        self.page.click("button[value=circulate]")
        self.page.wait_for_url(re.compile(r"/circulation$|check=yes"))
        problems = self.page.locator(".field-problem").all_inner_texts()
        assert not problems, problems
        self.page.click("main form.card button[type=submit]")
        expect(self.page.locator("main")).to_contain_text("已分发", timeout=15_000)

    def becomes_final(self, paper: int) -> None:
        """Wait until the page of a paper shows that everybody has agreed, signed or decided."""
        for _attempt in range(60):
            self.go(f"/papers/{paper}")
            if self.page.locator(".trail .state-final").count():
                return
            self.page.wait_for_timeout(500)
        raise AssertionError(f"paper {paper} is not final: {self.page.locator('main').inner_text()[:400]}")
