"""The repository speaks of the product alone, and of the product in both languages."""

import ast
import re
import subprocess
import sys
import tomllib
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import BinaryIO

import pytest
from babel.messages import Catalog
from babel.messages.extract import extract_from_dir
from babel.messages.pofile import read_po

from tests.test_imports import MAY_IMPORT

ROOT = Path(__file__).parent.parent

# Each is broken in two, because this file is searched as well.
NOT_OURS = {
    "a package registry": ["pypi" ".org", "python" "hosted.org", "registry.npm" "js.org", "npm" "mirror.com",
                           "--index" "-url", "--find" "-links", "un" "pkg.com", "js" "delivr.net"],
    "a path of one machine": ["/wo" "rk/", "/ro" "ot/", "/ho" "me/", "/Us" "ers/", "/opt/" "[pw]"],
    "a secret": ["-----BEGIN [A-Z ]*PRIV" "ATE KEY", "gh[ps]" "_[A-Za-z0-9]{30}", "AK" "IA[0-9A-Z]{16}"],
}

# As the rooms' Jinja environments are made: blocks take their line's blanks with them.
JINJA = {"trim_blocks": "true", "lstrip_blocks": "true", "newstyle_gettext": "true", "silent": "false"}
KEYWORDS = {"_": None, "gettext": None, "ngettext": (1, 2), "N_": None}
PLACEHOLDER = re.compile(r"%\((\w+)\)")


@pytest.mark.parametrize("what", NOT_OURS)
def test_no_file_holds(what):
    pattern = re.compile("|".join(NOT_OURS[what]))
    found = [
        f"{path}:{number}: {line.strip()[:100]}"
        for path in tracked_files()
        for number, line in enumerate(text_of(path).splitlines(), 1)
        if pattern.search(line)
    ]
    assert not found, "\n".join(found)


def test_locks_with_registry_addresses_are_not_kept():
    assert not {"uv.lock", "pylock.toml", "poetry.lock"} & {path.name for path in tracked_files()}


def test_every_file_keeps_the_style():
    ruff = [sys.executable, "-m", "ruff", "check", "--no-cache", "--quiet", "--output-format", "concise", str(ROOT)]
    found = subprocess.run(ruff, capture_output=True, text=True)
    assert found.returncode == 0, found.stdout + found.stderr


def test_the_changelog_begins_with_this_version():
    version = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]["version"]
    assert re.search(r"^## (\S+)", (ROOT / "CHANGELOG.md").read_text("utf-8"), re.M)[1] == version


@pytest.mark.parametrize("room", MAY_IMPORT)
def test_every_sentence_of_a_room_has_its_chinese(room):
    catalogues = [translations(room), *map(translations, MAY_IMPORT[room])]
    missing = [f"{where}: {text}" for text, where in sentences(room) if not translated(catalogues, text)]
    assert not missing, "\n".join(missing)


@pytest.mark.parametrize("room", MAY_IMPORT)
def test_a_translation_fills_in_what_its_sentence_does(room):
    wrong = [
        message.id
        for message in translations(room)
        for text in texts(message.string)
        if message.id and not placeholders(text) <= placeholders("".join(texts(message.id)))
    ]
    assert wrong == []


def test_one_sentence_has_one_translation():
    seen: dict[str, set[str]] = {}
    for room in MAY_IMPORT:
        for message in translations(room):
            seen.setdefault(texts(message.id)[0], set()).add(texts(message.string)[0])
    assert {sentence: found for sentence, found in seen.items() if sentence and len(found) > 1} == {}


def tracked_files() -> list[Path]:
    """What belongs to the repository; in an unpacked release, which has no history, every file."""
    git = ["git", "-c", f"safe.directory={ROOT}", "-C", str(ROOT), "ls-files", "-z"]
    listed = subprocess.run(git, capture_output=True, text=True)
    if listed.returncode:
        return [path for path in ROOT.rglob("*") if path.is_file() and ".venv" not in path.parts]
    return [path for name in listed.stdout.split("\0") if name and (path := ROOT / name).is_file()]


def text_of(path: Path) -> str:
    raw = path.read_bytes()
    return "" if b"\0" in raw else raw.decode("utf-8", "replace")


def sentences(room: str) -> list[tuple[str, str]]:
    """Every sentence that a room's code and templates mark, with its place."""
    methods = [("**.py", in_python), ("**/templates/**.*", "jinja2")]
    found = extract_from_dir(ROOT / room, methods, {"**/templates/**.*": JINJA}, keywords=KEYWORDS)
    return [(texts(message)[0], f"{room}/{name}:{line}") for name, line, message, _, _ in found]


def in_python(file: BinaryIO, keywords: list[str], tags: list[str], options: dict) -> Iterator[tuple]:
    """The marked literals, for babel, whose own way takes `_(words["field"])` for the sentence "field"."""
    for call in ast.walk(ast.parse(file.read())):
        if isinstance(call, ast.Call) and isinstance(call.func, ast.Name) and call.func.id in keywords:
            given = tuple(literal.value for literal in call.args if isinstance(literal, ast.Constant))
            if given and isinstance(given[0], str):
                yield call.lineno, call.func.id, given[:2], []


@cache
def translations(room: str) -> Catalog:
    path = ROOT / room / "translations" / "zh.po"
    if not path.exists():
        return Catalog()
    with path.open("rb") as file:
        return read_po(file, locale="zh", abort_invalid=True)


def translated(catalogues: list[Catalog], sentence: str) -> bool:
    found = [message for catalogue in catalogues if (message := catalogue.get(sentence))]
    return any(not message.fuzzy and all(texts(message.string)) for message in found)


def texts(value: str | tuple[str, ...] | list[str]) -> list[str]:
    return [value] if isinstance(value, str) else list(value)


def placeholders(text: str) -> set[str]:
    return set(PLACEHOLDER.findall(text))
