"""Visible characters: what programs insert, hide or double is taken out before anything is compared."""

import html
import re

LONGEST_TEXT = 262_144  # characters of one body that are read; nobody types more

_HIDDEN = [0xAD, 0xFEFF, 0x61C, *range(0x200B, 0x2010), *range(0x202A, 0x202F), *range(0x2060, 0x2070)]
_CONTROL = [n for n in range(32) if chr(n) not in "\t\n"] + list(range(0x7F, 0xA0))
_SPACES = [0xA0, 0x1680, *range(0x2000, 0x200B), 0x202F, 0x205F, 0x3000]
_VISIBLE = {
    **dict.fromkeys(_HIDDEN + _CONTROL),
    **dict.fromkeys(_SPACES, " "),
    0x2028: "\n", 0x2029: "\n", 0x85: "\n",
}
_CHANGED = re.compile(f"[{''.join(map(re.escape, map(chr, _VISIBLE)))}]")
_WORD = re.compile(r"\w+")
_ENTITY = re.compile(r"&(?:nbsp|lt|gt|amp|quot|apos|ensp|emsp|#\d{1,6}|#x[0-9a-fA-F]{1,5});")


def visible(text: str) -> str:
    """The text with plain spaces and line ends, without hidden characters, cut to what is read at all."""
    text = text[:LONGEST_TEXT].replace("\r\n", "\n").replace("\r", "\n")
    return text.translate(_VISIBLE) if _CHANGED.search(text) else text


def without_entities(text: str) -> str:
    """Some programs leave HTML entities in their plain text."""
    return _ENTITY.sub(lambda found: html.unescape(found[0]), text) if "&" in text else text


def words(text: str) -> set[str]:
    return set(_WORD.findall(text.lower()))
