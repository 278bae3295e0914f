"""The state directory: database, secret key, first login and try-out mailboxes of one installation."""

import os
import secrets
from pathlib import Path

from coordination.language import N_
from coordination.refusal import Refusal
from huizhi.settings import Settings


class NotWritable(Refusal):
    sentence = N_("%(path)s cannot be written: %(reason)s. Set “state_dir” to a folder of your own.")


def prepare(settings: Settings) -> Path:
    """Make the directory, for its owner alone, and prove that it can be written."""
    state = settings.state
    try:
        state.mkdir(mode=0o700, parents=True, exist_ok=True)
        proof = state / f".write-test-{os.getpid()}"
        proof.touch()
        proof.unlink()
    except OSError as error:
        raise NotWritable(path=state, reason=error.strerror) from error
    return state


def secret_key(settings: Settings) -> str:
    """The key that signs sessions and derives try-out passwords: as set, else made once and kept."""
    return settings.secret_key or keep_private(settings.state / "secret-key", secrets.token_urlsafe(48))


def keep_private(path: Path, text: str) -> str:
    """Write a file that only its owner can read, or keep the one that is there; returns what it holds."""
    if not path.exists():
        # Written beside and renamed: a start that is killed half-way leaves no empty secret behind.
        draft = path.with_name(f"{path.name}.{os.getpid()}")
        with open(draft, "w", encoding="utf-8", opener=_private) as file:
            file.write(text)
        draft.replace(path)
    return path.read_text(encoding="utf-8").strip()


def _private(path: str, flags: int) -> int:
    return os.open(path, flags, 0o600)
