"""Items that a sentence leaves out of what it says of all: "除第3项外", "all but the list"."""

from mailflow.interpreting import reference_grammar as grammar
from mailflow.interpreting.reference import Reference


def is_told_of(ref: Reference, text: str) -> bool:
    """ "All in time, except the list, a week late": the exception is told of, behind or before what is said of all."""
    told = grammar.TOLD.match(text, ref.end)
    if told is None and grammar.BUT.search(text, 0, ref.start):
        told = grammar.SPOKEN_OF.match(text, ref.end)
    return bool(told and (grammar.COUNTED.search(text, 0, ref.start) or grammar.COUNTED.search(text, told.end())))


def told_apart(text: str, told: list[Reference]) -> str:
    """The text with a comma where the exceptions that are told of are taken out."""
    for ref in told:
        if found := grammar.EXCEPT.search(text, max(0, ref.start - 32), ref.start):
            text = text[: found.start()] + ",".ljust(ref.start - found.start()) + text[ref.start :]
        text = grammar.OUTSIDE.sub(lambda one: " " * len(one[0]), text)
    return text


def excepted(refs: list[Reference], text: str) -> tuple[list[Reference], list[Reference]]:
    """The references that are left out, and the others."""
    out = [
        ref
        for ref in refs
        if ref.kind == "items" and (is_behind_except(ref, text) or grammar.EXCEPTED.match(text, ref.end))
    ]
    return out, [ref for ref in refs if ref not in out]


def is_behind_except(ref: Reference, text: str) -> bool:
    """ "1 and 2 are done but 3": a "but" takes something out of "all" alone."""
    found = grammar.EXCEPT.search(text, max(0, ref.start - 32), ref.start)
    if found is None or not found[0].startswith("but"):
        return bool(found)
    counted = grammar.COUNTED.search(text)
    return counted is not None and counted.start() < found.start()


def blanked(text: str, excepted: list[Reference]) -> str:
    """The text without what it leaves out; every position stays."""
    for ref in excepted:
        before = grammar.EXCEPT.search(text, max(0, ref.start - 32), ref.start)
        after = grammar.EXCEPT_END.match(text, ref.end)
        start, end = before.start() if before else ref.start, after.end() if after else ref.end
        text = text[:start] + " " * (end - start) + text[end:]
    return text
