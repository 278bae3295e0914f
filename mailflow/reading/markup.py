"""Lines of an HTML body, with the boxes that mail programs put around quotes and signatures."""

import html as entities
import re
from typing import NamedTuple

from selectolax.lexbor import LexborHTMLParser, LexborNode

from mailflow.reading.characters import visible
from mailflow.reading.line import Line
from mailflow.reading.plain import marked_line

LONGEST_HTML = 1_048_576
DEEPEST = 400  # the parser's time grows with the square of the depth; no mail program comes near
MOST_STEPS = 4_000_000  # tags times depth

_TAG = re.compile(r"<(/?)([a-zA-Z][a-zA-Z0-9]{0,15})")
_ANY_TAG = re.compile(r"<[^<>]*>?")
_SPACE = re.compile(r"[ \t\n\r\f]+")
_COLOUR = re.compile(r"(?:^|;)\s*color\s*:\s*([^;]{1,40})")

_CLOSED_BY_THEMSELVES = frozenset(
    "area base br col embed hr img input link meta source track wbr p li td th tr dd dt option "
    "tbody thead".split()
)
_BLOCKS = frozenset(
    "address article aside blockquote body center dd div dl dt fieldset footer form h1 h2 h3 h4 h5 "
    "h6 header hr li main "
    "ol p pre section table tbody tfoot thead tr ul".split()
)
_UNSEEN = frozenset("head style script title template noscript object iframe svg math -comment !--".split())

# Names that programs give to the box of a quotation; each is the word its program uses, in id, class or name.
_QUOTE_NAMES = re.compile(
    r"gmail_quote|isreplycontent|mailmaster-quote|lark-mail-quote|history-quote|original-content|origbody|"
    r"reply139content|elided-text|yahoo_quoted|protonmail_quote|zmail_extra|replycontent|referencequote|"
    r"moz-cite-prefix|reference-message|olk_src_body|quoted?[-_](?:text|body|content|message|mail|block"
    r"|wrapper)|"
    r"mail[-_]quote|reply[-_]quote|forward[-_](?:content|body)|original[-_]?(?:mail|message|body)"
    r"|tutanota_quote"
)
# From these on, all that follows is the quotation.
_REST_NAMES = re.compile(r"divrplyfwdmsg|appendonsend|replysplit|mail-editor-reference")
_SIGNATURE_NAMES = re.compile(r"signature|signcontainer|neteasefooter|mobile-sig")
_HIDDEN = re.compile(
    r"(?:^|[;\s])(?:display\s*:\s*none|visibility\s*:\s*hidden|mso-hide\s*:\s*all"
    r"|font-size\s*:\s*0(?:px|pt|em|%)?\s*(?:;|!|$))"
)
_SURE_BLOCKQUOTE = re.compile(r"border-left\s*:(?!\s*(?:none|0))")


def markup_lines(html: str) -> list[Line]:
    """The lines a person sees; plain text without boxes where the markup is a bomb."""
    html = html[:LONGEST_HTML]
    if _is_bomb(html):
        return [Line(text) for text in _stripped(html)]
    body = LexborHTMLParser(html).body
    return _Flattener().lines(body) if body is not None else []


def _is_bomb(html: str) -> bool:
    """Counts what is open at once; tags that close by themselves do not nest."""
    is_open: dict[str, int] = {}
    tags = depth = deepest = 0
    for closing, name in _TAG.findall(html):
        tags += 1
        name = name.lower()
        if name in _CLOSED_BY_THEMSELVES:
            continue
        count = is_open.get(name, 0)
        if not closing:
            is_open[name] = count + 1
            depth += 1
            deepest = max(deepest, depth)
        elif count:
            is_open[name] = count - 1
            depth -= 1
    return deepest > DEEPEST or tags * deepest > MOST_STEPS


def _stripped(html: str) -> list[str]:
    text = visible(entities.unescape(_ANY_TAG.sub("\n", html)))
    return [line.strip() for line in text.split("\n") if line.strip()]


class _Flattener:
    """Collects lines with the boxes they stand in; the depth of the tree is bounded before."""

    def __init__(self) -> None:
        self._lines: list[Line] = []
        self._words: list[str] = []
        self._place = _Place()
        self._after_rest = False

    def lines(self, body: LexborNode) -> list[Line]:
        self._children(body, _Place())
        self._break()
        return self._lines

    def _children(self, node: LexborNode, place: "_Place") -> None:
        child = node.child
        while child is not None:
            if child.is_text_node:
                self._text(child.text_content or "", place)
            elif child.is_element_node and child.tag not in _UNSEEN:
                self._element(child, place)
            child = child.next

    def _element(self, node: LexborNode, place: "_Place") -> None:
        tag = node.tag
        if _is_hidden(node):
            return
        if tag == "br":
            return self._break(keep_blank=True)
        inside = self._inside(node, tag, place)
        block = tag in _BLOCKS
        if block:
            self._break()
        if tag in ("td", "th") and self._words:
            self._words.append(" | ")
        self._children(node, inside)
        if block:
            self._break()

    def _inside(self, node: LexborNode, tag: str, place: "_Place") -> "_Place":
        attributes = node.attributes
        if not attributes and tag != "blockquote":
            return place
        names = _names(attributes)
        style = (attributes.get("style") or "").lower()
        if _REST_NAMES.search(names):
            self._break()
            self._after_rest = True
        return place.enter(tag, names, style, attributes)

    def _text(self, text: str, place: "_Place") -> None:
        if place.button:
            return
        words = _SPACE.sub(" ", text)
        if not self._words:
            words = words.lstrip(" ")
        if words:
            if not self._words or words.strip():
                self._place = place if self._is_of_one_colour(place) else place._replace(colour="")
            self._words.append(words)

    def _is_of_one_colour(self, place: "_Place") -> bool:
        return not self._words or self._place.colour == place.colour

    def _break(self, keep_blank: bool = False) -> None:
        text = visible("".join(self._words)).rstrip()
        self._words.clear()
        if not text and not keep_blank:
            return
        place = self._place
        box = "rest" if self._after_rest else place.box
        for part in text.split("\n"):
            line = marked_line(part.strip())  # webmail shows plain quotations with their marks
            self._lines.append(Line(line.text, place.depth + line.depth, box, place.colour, line.marks))


def _is_hidden(node: LexborNode) -> bool:
    """What nobody sees was not said: previews above newsletters, and traps."""
    attributes = node.attributes
    if not attributes:
        return False
    return "hidden" in attributes or bool(_HIDDEN.search((attributes.get("style") or "").lower()))


class _Place(NamedTuple):
    """Where a text node stands."""

    depth: int = 0
    box: str = ""
    colour: str = ""
    button: bool = False

    def enter(self, tag: str, names: str, style: str, attributes: dict[str, str | None]) -> "_Place":
        place = self
        if tag == "blockquote":
            sure = attributes.get("type") == "cite" or "quote" in names or _SURE_BLOCKQUOTE.search(style)
            place = place._replace(depth=self.depth + 1) if sure else place._replace(box=self.box or "maybe")
        if names:
            place = place._named(names)
        if (
            tag == "a"
            and (attributes.get("href") or "").startswith("mailto:")
            and "?" in (attributes["href"] or "")
        ):
            place = place._replace(button=True)
        colour = _COLOUR.search(style) if style else None
        own = colour[1].strip() if colour else (attributes.get("color") or "") if tag == "font" else ""
        return place._replace(colour=own.lower()) if own else place

    def _named(self, names: str) -> "_Place":
        if _SIGNATURE_NAMES.search(names):
            return self._replace(box="signature") if self.box in ("", "maybe") else self
        return self._replace(box="quote") if _QUOTE_NAMES.search(names) else self


def _names(attributes: dict[str, str | None]) -> str:
    return " ".join(filter(None, (attributes.get(key) for key in ("id", "class", "name", "title")))).lower()
