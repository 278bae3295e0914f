"""The desk: takes a received mail from its raw bytes to its one final state, in an order that survives any crash.

Claimed and counted before anything is parsed; read in a child; carried out, answered and ended in one transaction
that a claim since replaced cannot commit (faults page, order IN).
"""

import logging
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass

from peewee import PeeweeException

from coordination.database import database, transaction
from coordination.event import acting
from coordination.inbound import Inbound
from mailflow import crashpoint
from mailflow.authenticate import Trust
from mailflow.case import Case
from mailflow.child import Child, ChildLost, Children, NoChild, ReadingFailed, told
from mailflow.claim import blameless, claimed, portions, try_again
from mailflow.duplicate import is_duplicate
from mailflow.effects import carry_out
from mailflow.stages import stages

Nudge = Callable[[str, int], None]
log = logging.getLogger(__name__)


class LostClaim(Exception):
    """Another worker has taken the mail since; nothing of this one's work is kept."""


@dataclass
class Desk:
    """`nudge("letter", id)` is told of the letter that answers; losing it costs only time."""

    children: Children
    authserv_id: str = ""
    nudge: Nudge = lambda table, id: None
    trust: Trust = Trust()

    def process(self, id: int) -> str | None:
        """Bring one received mail to its final state; None where somebody else has it or it has to be tried again.

        A few more that wait are taken with it, so that a burst costs fewer commits.
        """
        taken = claimed(id)
        if not taken:
            return None
        crashpoint.here("in-after-claim")
        try:
            cases = [case for together in portions(taken) for case in self._considered(together)]
            return self._settled(cases).get(id)
        except (PeeweeException, NoChild):
            blameless(taken)
            raise

    def sweep(self) -> int:
        """Process what is due though no nudge came; the number of mails that reached their end."""
        done = 0
        for id in Inbound.due():
            try:
                done += self.process(id) is not None
            except (PeeweeException, NoChild):
                raise  # the database or the reader is away: every other row would fail too
            except Exception:
                log.exception("mail %s could not be processed", id)
        return done

    def consider(self, inbound: Inbound, child: Child) -> Case:
        """Everything up to the effects; changes nothing. Raises ChildLost, ReadingFailed."""
        case = Case(inbound)
        for failure in self._in_step([case], child).values():
            raise failure
        return case

    def settle(self, case: Case) -> str:
        """Effects, answer, audit and final state, in the caller's transaction. Raises LostClaim."""
        with acting(channel="mail", inbound_id=case.inbound.id):
            if not is_duplicate(case):
                carry_out(case)
            crashpoint.here("in-mid-effect")
            if not case.inbound.finish(case.outcome, case.reason, **case.columns):
                raise LostClaim
        return case.outcome

    def _considered(self, together: list[Inbound]) -> list[Case]:
        """Those that could be read. Where the child is lost, each is read alone, which shows the one to blame."""
        cases = [Case(inbound) for inbound in together]
        try:
            with self.children.borrow() as child:
                failures = self._in_step(cases, child)
        except ChildLost as lost:
            if len(together) > 1:
                return [case for inbound in together for case in self._considered([inbound])]
            failures = {together[0].id: lost}
        for case in cases:
            if failure := failures.get(case.inbound.id):
                log.warning("mail %s, attempt %s: %s", case.inbound.id, case.inbound.attempts, failure)
                try_again(case.inbound, failure)
        return [case for case in cases if case.inbound.id not in failures]

    def _in_step(self, cases: list[Case], child: Child) -> dict[int, ReadingFailed]:
        """What the cases ask of the child it is asked for all at once. Which could not be read, by the mail's id."""
        failures: dict[int, ReadingFailed] = {}
        asking = [(case, going, request) for case in cases
                  if (request := next(going := stages(case, self.authserv_id, self.trust), None)) is not None]
        while asking:
            answers, still = child.ask([request for _case, _going, request in asking]), []
            for (case, going, _request), answered in zip(asking, answers, strict=True):
                try:
                    still.append((case, going, going.send(told(answered))))
                except StopIteration:
                    continue
                except ReadingFailed as failure:
                    failures[case.inbound.id] = failure
            asking = still
        return failures

    def _settled(self, cases: list[Case]) -> dict[int, str]:
        """Each mail all or nothing; the states by id.

        SQLite has one writer, so mails share a commit. PostgreSQL has many, who could wait for each other's mails.
        """
        states: dict[int, str] = {}
        for together in [[case] for case in cases] if database.for_update else [cases]:
            with transaction():
                for case in together:
                    with suppress(LostClaim), transaction():
                        states[case.inbound.id] = self.settle(case)
            crashpoint.here("in-after-effect")
        for case in cases:
            if case.letter is not None and case.inbound.id in states:
                self.nudge("letter", case.letter.id)
        return states
