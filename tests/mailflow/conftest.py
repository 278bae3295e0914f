"""A company whose minutes have just been circulated, for every test that wants it."""

import pytest
import time_machine

from tests.cast import CIRCULATED, Cast, Stages, weekly


@pytest.fixture
def company(stages: Stages, cast: Cast) -> Cast:
    """The cast at CIRCULATED: seven letters wait in the outbox."""
    with time_machine.travel(CIRCULATED, tick=False):
        stages.play(circulated_minutes, cast)
    return cast


def circulated_minutes(cast: Cast) -> None:
    weekly(cast).circulate(by=cast.chenjing)
