"""What a text of several lines is called where there is room for one: its first line, and not endless."""

LONGEST = 60


def headline(text: str) -> str:
    line = _first(text)
    return line if len(line) <= LONGEST else line[:LONGEST - 1] + "…"


def beyond(text: str) -> str:
    """What the headline does not tell: the lines below it, or all where it is cut."""
    lines = text.strip().splitlines()
    return text.strip() if len(_first(text)) > LONGEST else "\n".join(lines[1:]).strip()


def _first(text: str) -> str:
    lines = text.strip().splitlines()
    return " ".join(lines[0].split()) if lines else ""
