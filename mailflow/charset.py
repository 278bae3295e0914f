"""Turns bytes into text whatever their label says: wrong, missing and Chinese labels included."""

import re

# Programs label GBK and GB18030 bytes as gb2312; GB18030 is a superset of all three.
_REALLY = {
    "gb2312": "gb18030", "gb_2312-80": "gb18030", "gbk": "gb18030", "x-gbk": "gb18030", "cp936": "gb18030",
    "ms936": "gb18030", "windows-936": "gb18030", "euc-cn": "gb18030", "gb18030": "gb18030",
    "big5": "cp950", "big5-hkscs": "big5hkscs", "x-big5": "cp950", "hz-gb-2312": "hz",
    "iso-2022-jp": "iso2022_jp_ext", "shift_jis": "cp932", "x-sjis": "cp932", "ks_c_5601-1987": "cp949",
    "euc-kr": "cp949", "iso-8859-1": "cp1252", "latin1": "cp1252", "us-ascii": "utf-8", "ascii": "utf-8",
    "utf8": "utf-8", "utf-8": "utf-8", "utf-8-sig": "utf-8", "unicode-1-1-utf-8": "utf-8",
}
# Only these families: Python also has "codecs" that are no charsets, and slow ones (punycode, idna).
_KNOWN_FAMILY = re.compile(r"(utf-?(8|16|32)|iso-?8859-?\d+|windows-?\d+|cp-?\d+|koi8|big5|gb|euc|shift"
                           r"|iso-?2022|mac|tis-620|hz)[\w-]*\Z")

_WESTERN = ("cp1252", "iso-8859-15", "windows-1252")
_HIGH_BYTES = re.compile(rb"[\x80-\xff]+")
_PAIRS = re.compile(rb"(?:[\xa1-\xf7][\xa1-\xfe])+")  # the rows of GB 2312
_TRIED = 65_536  # bytes
_ONE_BYTE = re.compile(r"cp125\d|iso-?8859|windows-?125|koi8|mac|ascii")


def decode(raw: bytes, label: str | None) -> tuple[str, bool]:
    """The text, and whether every byte of it could be read."""
    name = (label or "").strip().strip("'\"").lower()
    codec = _REALLY.get(name) or (name if _KNOWN_FAMILY.match(name) else "")
    if codec in _WESTERN and _is_chinese(raw):
        codec = "gb18030"
    for candidate in ("utf-8", codec) if _ONE_BYTE.match(codec) else (codec,):
        # Any bytes at all are text in a charset of one byte; what is valid UTF-8 beyond ASCII is hardly ever that.
        try:
            return raw.decode(candidate or "ascii"), True
        except (UnicodeDecodeError, LookupError):
            continue
    return _mostly(raw, codec) or guess(raw, codec)


def _is_chinese(raw: bytes) -> bool:
    """Accented letters of the west stand alone; the bytes of Chinese characters come in pairs, many in a row."""
    runs = _HIGH_BYTES.findall(raw[:_TRIED])
    return bool(runs) and max(map(len, runs)) >= 4 and all(_PAIRS.fullmatch(run) for run in runs)


def _mostly(raw: bytes, codec: str) -> tuple[str, bool] | None:
    """UTF-8 with a few broken bytes, as after a cut, is still UTF-8 and not some other charset by chance."""
    text = raw.decode("utf-8", "replace") if codec == "utf-8" else ""
    broken, beyond_ascii = text.count("\ufffd"), len(text) - len(text.encode("ascii", "ignore"))
    return (text, False) if beyond_ascii > 3 * broken else None


def guess(raw: bytes, codec: str = "") -> tuple[str, bool]:
    """The text of bytes whose label is missing or wrong: UTF-8 and the Chinese charsets prove themselves."""
    for candidate in ("utf-8", "gb18030", "cp950"):
        try:
            return raw.decode(candidate), True
        except UnicodeDecodeError:
            continue
    try:
        return raw.decode(codec or "utf-8", "replace"), False
    except LookupError:
        return raw.decode("utf-8", "replace"), False
