"""Writing a bundle: file by file into a .zip on disk, then the index, the checksums and the script that checks them."""

import hashlib
import zipfile
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from datetime import datetime
from functools import cache
from pathlib import Path
from typing import Any

from jinja2 import Environment

from coordination.language import gettext as _
from coordination.language import use_language
from papers import dates
from papers.bundle.entry import SECTIONS, Entry
from papers.environment import environment

SUMS = "SHA256SUMS"
VERIFY = """\
import hashlib, pathlib; here = pathlib.Path(__file__).resolve().parent
bad = [name for digest, name in (line.split("  ", 1) for line in (here / "SHA256SUMS").read_text("utf-8").splitlines()) if not (here / name).is_file() or hashlib.sha256((here / name).read_bytes()).hexdigest() != digest]
raise SystemExit("CHANGED OR MISSING: " + ", ".join(bad) if bad else print("OK"))
"""  # noqa: E501 (three lines are enough)

Tell = Callable[[int, int], bool]


class Stopped(Exception):
    """Whoever asked for the bundle does not want it any more."""


@dataclass
class Writing:
    """One bundle under way: every file goes below `root` and into the list of checksums."""

    zip: zipfile.ZipFile
    root: str
    at: datetime
    sums: list[str] = field(default_factory=list)

    def put(self, name: str, content: Iterable[bytes]) -> None:
        self.sums.append(f"{self._put(name, content)}  {name}\n")

    def finish(self) -> None:
        self._put(SUMS, (line.encode() for line in self.sums))

    def _put(self, name: str, content: Iterable[bytes]) -> str:
        """The SHA-256 of what was written, piece by piece."""
        info, digest = zipfile.ZipInfo(f"{self.root}/{name}", self.at.timetuple()[:6]), hashlib.sha256()
        info.compress_type, info.external_attr = zipfile.ZIP_DEFLATED, 0o644 << 16
        with self.zip.open(info, "w") as file:
            for piece in content:
                digest.update(piece)
                file.write(piece)
        return digest.hexdigest()


def write(entries: list[Entry], path: Path, head: dict[str, Any], tell: Tell) -> None:
    """`head` is what the index says first: project {name, code}, language, time_zone, archived_at, by, reason,
    managers. `tell(done, total)` is asked after each file whether to go on; raises Stopped where not."""
    total = sum(len(entry.files) for entry in entries) + 3
    at = dates.local(head["archived_at"], head["time_zone"])
    with use_language(head["language"]), zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as zip:
        writing, done, listed = Writing(zip, head["project"]["code"], at), 0, []
        for entry in entries:
            names = []
            for file in entry.files:
                ending, content = file.make()
                names.append(f"{file.stem}.{ending}")
                writing.put(names[-1], [content])
                done += 1
                if not tell(done, total):
                    raise Stopped
            listed.append((entry, names))
        writing.put("verify.py", [VERIFY.encode()])
        writing.put("index.html", _index(listed, head, total))
        writing.finish()
    tell(total, total)


def _index(listed: list[tuple[Entry, list[str]]], head: dict[str, Any], total: int) -> Iterator[bytes]:
    """An archive may have tens of thousands of files, so the page is never whole in memory."""
    printed = [name for entry, names in listed for name in names if entry.section in ("papers", "schedule")]
    page = _environment().get_template("bundle.html").stream(
        head=head, sections=list(_sections(listed)), total=total,
        as_html=any(name.endswith(".html") for name in printed))
    page.enable_buffering(100)
    return (piece.encode() for piece in page)


def _sections(listed: list[tuple[Entry, list[str]]]) -> Iterable[tuple[str, str, list]]:
    for code, title in SECTIONS.items():
        rows = [(entry, [(name, name.rpartition(".")[2].upper()) for name in names])
                for entry, names in listed if entry.section == code]
        yield code, _(title), rows


@cache
def _environment() -> Environment:
    return environment()
