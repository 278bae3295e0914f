"""Numbers as people write them, in digits, Chinese and English."""

_CHINESE = {character: n for n, character in enumerate("零一二三四五六七八九")} | {"两": 2, "俩": 2, "〇": 0}
_ENGLISH = {
    word: n
    for n, word in enumerate(
        "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen".split()
    )
} | {"a": 1, "an": 1, "twenty": 20, "couple": 2, "another": 1}
_ORDINALS = {
    word: n
    for n, word in enumerate("first second third fourth fifth sixth seventh eighth ninth tenth".split(), 1)
} | {f"{n}{end}": n for n in range(1, 32) for end in ("st", "nd", "rd", "th")}

CHINESE = "零一二三四五六七八九十两俩〇"
ENGLISH = "|".join(_ENGLISH)
ORDINALS = "|".join(_ORDINALS)


def number(text: str) -> int | None:
    """The value of "12", "十二", "twelve" or "12th"; None for anything else."""
    text = text.strip()
    if text.isascii() and text.isdigit():
        return int(text) if len(text) < 5 else None
    if text in _ENGLISH:
        return _ENGLISH[text]
    return _ORDINALS.get(text) or _chinese(text)


def _chinese(text: str) -> int | None:
    if not text or any(character not in CHINESE for character in text) or len(text) > 3:
        return None
    tens, ten, ones = text.partition("十")
    if not ten:
        return _CHINESE.get(text)
    return _CHINESE.get(tens or "一", 1) * 10 + _CHINESE.get(ones or "零", 0)
