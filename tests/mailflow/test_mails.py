"""Every raw mail in tests/mails does what the file beside it says: one mail for each habit of a mail program."""

import json
from collections.abc import Iterator
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
import time_machine

from coordination.draft import LineDraft
from coordination.inbound import Inbound
from coordination.letter import Letter
from mailflow.desk import Desk
from tests.cast import CIRCULATED, Cast, Stages, draft, weekly
from tests.mailflow.desk import echoes, processed

pytestmark = pytest.mark.slow
MAILS = Path(__file__).parent.parent / "mails"
NAMES = sorted(path.stem for path in MAILS.glob("*.eml"))
READ_AT = datetime(2026, 3, 3, 3, 0, tzinfo=UTC)


@pytest.fixture
def letters(stages: Stages, cast: Cast) -> Iterator[None]:
    """The minutes went out, with keys and texts that the raw mails quote."""
    with time_machine.travel(CIRCULATED, tick=False):
        stages.play(_send, cast)
    with time_machine.travel(READ_AT, tick=False):
        yield


def _send(cast: Cast) -> None:
    _circulate(cast)
    for letter in Letter.select():
        name = letter.address.partition("@")[0]
        key, text = name.ljust(25, "2") + "a", MAILS / "letters" / f"{name}.txt"
        (Letter.update(key=key, message_id=f"<{key}@corp.example>", state="sent",
                       text=text.read_text() if text.exists() else "").where(Letter.id == letter.id).execute())


def _circulate(cast: Cast) -> None:
    english = LineDraft("a4", "Prepare the English manual", cast.sofia.id, date(2026, 3, 10))
    minutes = weekly(cast)
    minutes.write(draft(cast, lines=(*draft(cast).lines, english)), by=cast.chenjing, editor="page", revision=1)
    minutes.circulate(by=cast.chenjing)


@pytest.mark.parametrize("name", NAMES)
def test_the_mail_has_its_expected_outcome(name: str, letters: None, desk: Desk) -> None:
    expected = json.loads((MAILS / f"{name}.json").read_text())
    raw = (MAILS / f"{name}.eml").read_bytes()
    desk.authserv_id = expected.get("authserv_id", "")
    mail = processed(desk, raw)
    found = {key: CONCLUDED[key](mail) for key in expected if key in CONCLUDED}
    assert found == {key: value for key, value in expected.items() if key in CONCLUDED}
    assert mail.raw_bytes() == raw
    if "subject_contains" in expected:
        assert expected["subject_contains"] in mail.subject


def test_there_are_mails_enough() -> None:
    assert len(NAMES) >= 300


def _stage(mail: Inbound, stage: str, key: str) -> object:
    return next((found[key] for found in mail.trace if found["stage"] == stage and key in found), None)


def _updates(mail: Inbound) -> list[dict]:
    recorded = _stage(mail, "apply", "recorded") or []
    return [{"item" if key == "n" else key: value for key, value in row.items()
             if key in ("n", "status", "due", "percent", "to") and value is not None} for row in recorded]


def _away(mail: Inbound) -> str | None:
    away = mail.person.away_until if mail.person else None
    return away.isoformat() if away else None


def _bounced(mail: Inbound) -> str | None:
    letter = Letter.get_or_none(Letter.error.is_null(False))
    return letter.address.partition("@")[0] if letter else None


CONCLUDED = {
    "state": lambda mail: mail.state,
    "reason": lambda mail: mail.reason,
    "person": lambda mail: mail.person.name if mail.person else None,
    "letter": lambda mail: mail.letter.address.partition("@")[0] if mail.letter else None,
    "project": lambda mail: mail.project.name if mail.project else None,
    "acknowledged": lambda mail: bool(_stage(mail, "apply", "acknowledged")),
    "updates": _updates,
    "echo": lambda mail: next((letter.kind for letter in echoes(mail.person)), None) if mail.person else None,
    "away_until": _away,
    "bounced": _bounced,
    "attachments": lambda mail: _stage(mail, "screen", "attachments"),
    "text": lambda mail: (_stage(mail, "screen", "text") or "").strip(),
}
