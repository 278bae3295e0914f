"""The first log-in of a try-out: its password is shown once and kept where only the owner can read it."""

from dataclasses import dataclass
from pathlib import Path

from huizhi import sample, state
from huizhi.administrator import readable_password
from huizhi.settings import Settings


@dataclass(frozen=True)
class FirstLogin:
    """`password` is "" where it was shown before; `kept` is the file that holds it."""

    email: str
    password: str
    kept: Path


def prepare(settings: Settings) -> FirstLogin:
    """Fill an empty database with the sample company, whose project manager can log in."""
    kept = settings.state / "first-login.txt"
    if sample.exists():
        return FirstLogin(sample.MANAGER, "", kept)
    # The file comes first: a start that is killed in between finds the same password again.
    password = state.keep_private(kept, f"{sample.MANAGER}\n{readable_password()}\n").split()[-1]
    sample.create(password)
    return FirstLogin(sample.MANAGER, password, kept)
