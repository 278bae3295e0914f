"""The project manager at the browser: begins papers, fills them in, circulates them, and looks at what came back."""

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

    def begin(self, kind: str) -> int:
        """Begin a paper of a kind with its button; returns the paper's id."""
        self.go(f"/projects/{self.project}/papers")
        self.page.locator("main form", has=self.page.locator(f"input[name=kind][value={kind}]")).first.locator("button").click()
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
        self.page.wait_for_url("**/circulation")
        self.page.click("main form.card button[type=submit]")
        expect(self.page.locator("main")).to_contain_text("已分发", timeout=15_000)

    def becomes(self, paper: int, state: str) -> None:
        """Wait until the page of a paper shows a state."""
        for _attempt in range(60):
            self.go(f"/papers/{paper}")
            if state in self.page.locator("main").inner_text():
                return
            self.page.wait_for_timeout(500)
        raise AssertionError(f"paper {paper} is not {state}: {self.page.locator('main').inner_text()[:400]}")
