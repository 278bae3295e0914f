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


def decode(raw: bytes, label: str | None) -> tuple[str, bool]:
    """The text, and whether every byte of it could be read."""
    name = (label or "").strip().strip("'\"").lower()
    codec = _REALLY.get(name) or (name if _KNOWN_FAMILY.match(name) else "")
    if codec:
        try:
            return raw.decode(codec), True
        except (UnicodeDecodeError, LookupError):
            pass
    return guess(raw, codec)


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
