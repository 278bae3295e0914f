"""How much memory the one process holds, at the start and after a long session with everything in it.

    python -m bench.memory [--mails 500 --rounds 2 --papers 8]

The product is started as run.py starts it, with its sample projects. Every page is opened, in both languages, as often
as there are rounds; papers are fetched as PDF, Word and Excel; mails come in through the try-out post office.
"""

import argparse
import os
import re
import smtplib
import sqlite3
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager, suppress
from dataclasses import dataclass, field
from email.message import EmailMessage
from html import unescape
from http.client import HTTPConnection
from pathlib import Path
from urllib.parse import urlencode, urljoin, urlsplit

ROOT = Path(__file__).parent.parent
LINK = re.compile(r'(?:href|hx-get)="([^"#]+)')
TOKEN = re.compile(r'name="csrf_token"[^>]*value="([^"]+)')
FILES = ("pdf", "docx", "xlsx", "zip", "eml", "ics", "csv")
SAID = ("收到", "1 进行中，完成 40%", "1 延期到下周五", "我再看看，有问题找你")
AIM = 120


def main() -> None:
    options = _options()
    with tempfile.TemporaryDirectory() as folder, started(Path(folder)) as house:
        house.tell("at the start")
        visitor = Visitor(house)
        visitor.log_in()
        house.tell("after logging in")
        for turn in range(1, options.rounds + 1):
            for language in ("en", "zh"):
                visitor.speak(language)
                visitor.open_everything()
            house.tell(f"after {len(visitor.pages)} pages, {turn} × in both languages")
        for kind in ("pdf", "docx", "xlsx"):
            fetched = visitor.fetch(kind, options.papers)
            house.tell(f"after {fetched} papers as {kind}")
        answer(house, options.mails)
        house.tell(f"after {options.mails} mails")
        visitor.open_everything()
        house.tell("after every page once more")
        print(f"{'aim':44} {AIM:6.0f} MiB")


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    for name, default in (("mails", 500), ("rounds", 2), ("papers", 8)):
        parser.add_argument(f"--{name}", type=int, default=default)
    return parser.parse_args()


@dataclass
class House:
    """The running product."""

    folder: Path
    process: subprocess.Popen
    address: str
    smtp_port: int

    def mib(self, kind: str, pid: int | None = None) -> float:
        """A line of proc(5)'s status."""
        status = Path(f"/proc/{pid or self.process.pid}/status").read_text()
        return int(status.split(f"{kind}:")[1].split()[0]) / 1024

    def tell(self, when: str) -> None:
        below = ", ".join(f"{mib:.0f}" for mib in self._children())
        print(f"{when:44} {self.mib('VmRSS'):6.0f} MiB, peak {self.mib('VmHWM'):4.0f}   children: {below or 'none'}",
              flush=True)

    def _children(self) -> list[float]:
        """Of those that live; in proc(5)'s stat the second field behind the name is the parent."""
        found = []
        for path in Path("/proc").glob("[0-9]*/stat"):
            with suppress(OSError, IndexError):
                if int(path.read_text().rpartition(")")[2].split()[1]) == self.process.pid:
                    found.append(self.mib("VmRSS", int(path.parent.name)))
        return found


@contextmanager
def started(folder: Path) -> Iterator[House]:
    clean = {name: value for name, value in os.environ.items() if not name.startswith("HUIZHI_")}
    environ = clean | {"LANG": "en_US.UTF-8", "PYTHONPATH": str(ROOT), "HUIZHI_SERVER__PORT": "0",
                       "HUIZHI_TRYOUT__SMTP_PORT": "0", "HUIZHI_TRYOUT__IMAP_PORT": "0"}
    with (folder / "log").open("w") as log:
        process = subprocess.Popen([sys.executable, "-m", "huizhi", "start"], cwd=folder, env=environ, text=True,
                                   stdout=subprocess.PIPE, stderr=log)
    try:
        said = "".join(iter(process.stdout.readline, "Ctrl-C stops it.\n"))
        address, smtp_port = re.search(r"Huizhi: (\S+)", said)[1], int(re.search(r"SMTP \S+ port (\d+)", said)[1])
        yield House(folder, process, address, smtp_port)
    finally:
        process.terminate()
        process.wait(10)


@dataclass
class Visitor:
    """A browser with its cookie, on one kept connection. `pages` and `files` are the paths found so far."""

    house: House
    pages: dict[str, None] = field(default_factory=dict)
    files: dict[str, None] = field(default_factory=dict)
    _cookie: dict[str, str] = field(default_factory=dict)

    def __post_init__(self) -> None:
        address = urlsplit(self.house.address)
        self._connection = HTTPConnection(address.hostname, address.port, timeout=120)

    def log_in(self) -> None:
        email, password = (self.house.folder / "state" / "first-login.txt").read_text().split()
        self.post("/login", email=email, password=password)

    def speak(self, language: str) -> None:
        self.post("/language", language=language)

    def open_everything(self) -> None:
        """Every page that a link leads to, from the first one on."""
        waiting, seen = ["/"], set()
        while waiting:
            path = waiting.pop()
            if path in seen:
                continue
            seen.add(path)
            status, body = self._ask("GET", path)
            if status >= 500:
                sys.exit(f"{path} answered {status}")
            links = {urljoin(path, unescape(link)) for link in LINK.findall(body)}
            inside = {link for link in links if link.startswith("/") and not link.startswith(("//", "/static/"))}
            files = {link for link in inside if link.partition("?")[0].endswith(FILES)}
            self.files |= dict.fromkeys(sorted(files))
            waiting.extend(sorted(inside - files - seen))
        self.pages = dict.fromkeys(seen)

    def fetch(self, kind: str, count: int) -> int:
        chosen = [path for path in self.files if path.partition("?")[0].endswith(kind)][:count]
        for path in chosen:
            self._ask("GET", path)
        return len(chosen)

    def post(self, path: str, **form: str) -> None:
        token = TOKEN.search(self._ask("GET", "/")[1] or "") or TOKEN.search(self._ask("GET", "/login")[1])
        self._ask("POST", path, urlencode({**form, "csrf_token": unescape(token[1])}))

    def _ask(self, method: str, path: str, body: str | None = None) -> tuple[int, str]:
        headers = {"Cookie": "; ".join(f"{name}={value}" for name, value in self._cookie.items())}
        if body is not None:
            headers |= {"Content-Type": "application/x-www-form-urlencoded", "Origin": self.house.address}
        self._connection.request(method, path, body, headers)
        answer = self._connection.getresponse()
        for cookie in answer.headers.get_all("Set-Cookie") or []:
            name, _equals, value = cookie.partition(";")[0].partition("=")
            self._cookie[name] = value
        text = answer.read()
        return answer.status, text.decode() if answer.headers.get_content_type() == "text/html" else ""


def answer(house: House, count: int) -> None:
    """Replies to the letters that went out, and the time to read them all."""
    database = next((house.folder / "state").glob("*.sqlite"))
    letters = _rows(database, "SELECT key, address, message_id FROM letter WHERE kind = 'minutes'")
    before = _rows(database, "SELECT count(*) FROM inbound")[0][0]
    with smtplib.SMTP("127.0.0.1", house.smtp_port, timeout=30) as server:
        for n in range(count):
            key, address, message_id = letters[n % len(letters)]
            mail = EmailMessage()
            mail["From"], mail["To"] = address, f"huizhi+{key}@corp.example"
            mail["Subject"], mail["In-Reply-To"], mail["Message-ID"] = "Re: 纪要", message_id, f"<{n}@bench.example>"
            mail.set_content(SAID[n % len(SAID)] + "\n" * (n % 3))
            server.send_message(mail)
    for _second in range(600):
        if _rows(database, "SELECT count(*) FROM inbound WHERE state <> 'received'")[0][0] - before >= count:
            return
        time.sleep(1)
    sys.exit("the mails were not read within ten minutes")


def _rows(database: Path, query: str) -> list[tuple]:
    with closing(sqlite3.connect(f"file:{database}?mode=ro", uri=True, timeout=30)) as connection:
        return connection.execute(query).fetchall()


if __name__ == "__main__":
    main()
