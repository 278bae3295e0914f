"""Letters that the tests of this folder answer."""

import json
from datetime import date, datetime
from pathlib import Path

from mailflow.interpreting import interpret
from mailflow.meaning import Item, Meaning, Question

CONTEXTS = json.loads((Path(__file__).parent.parent / "replies" / "contexts.json").read_text("utf-8"))
WEDNESDAY = datetime.fromisoformat("2026-04-08T10:00+08:00")


def question(name: str, **changes: object) -> Question:
    """The letter of a context, by its name in tests/replies/contexts.json."""
    row = CONTEXTS[name]
    items = tuple(Item(i["n"], i["title"], date.fromisoformat(i["due"])) for i in row["items"])
    values = {
        "kind": row["kind"],
        "language": row["lang"],
        "asks": row["asks"],
        "items": items,
        "sent": datetime.fromisoformat(row["sent"]),
        "to_name": row["to"]["name"],
        **changes,
    }
    return Question(**values)  # type: ignore[arg-type]


def said(
    name: str, text: str = "", inline: tuple[tuple[int, str], ...] = (), sent: datetime = WEDNESDAY
) -> Meaning:
    return interpret(question(name), text, inline, sent)


def updates(meaning: Meaning) -> list[str]:
    """Updates in short: "1 done", "2 delayed 2026-04-13"."""
    return [
        " ".join(str(part) for part in (u.item, u.status, u.due, u.percent and f"{u.percent}%", u.to) if part)
        for u in meaning.updates
    ]
