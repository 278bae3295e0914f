"""Makes the bundles of archived projects: a row says what is to be made and how far it is, a file beside it grows.

Killed in the middle, it is begun anew by the next sweep after the lease, and the half file is thrown away.
"""

import hashlib
import logging
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import timedelta
from pathlib import Path

from peewee import PeeweeException

from coordination import archive
from coordination.archive import ATTEMPTS, ArchiveJob
from coordination.letter import Letter
from mailflow import crashpoint
from papers import bundle
from papers.bundle import Stopped

# A paper takes a minute at most (papers.pdf); longer than that nobody is at it.
LEASE = timedelta(seconds=90)
TELL_EVERY = 0.5  # seconds

Nudge = Callable[[str, int], None]
log = logging.getLogger(__name__)


@dataclass
class Archivist:
    """`nudge("letter", id)` is told of the mail to the PMO."""

    nudge: Nudge = lambda table, id: None

    def process(self, id: int) -> bool:
        """Make one bundle; False where somebody else is at it, or it has to be tried again."""
        job = ArchiveJob.claim(id, LEASE)
        if job is None:
            return False
        if job.attempts > ATTEMPTS:  # killed each time
            job.failed(job.error or "three attempts ended without a result")
            return False
        try:
            return self._make(job)
        except PeeweeException:
            raise  # the database is away: the lease brings it back
        except Stopped:
            return False
        except Exception as error:
            log.exception("bundle %s cannot be made", job.file_name)
            job.failed(f"{type(error).__name__}: {error}")
            return False

    def sweep(self) -> int:
        """Make what is due though no nudge came; how many were made."""
        return sum(self.process(id) for id in ArchiveJob.due())

    def _make(self, job: ArchiveJob) -> bool:
        archive.folder().mkdir(mode=0o700, parents=True, exist_ok=True)
        _throw_away_halves(job)
        half = _half(job, str(job.fence))
        try:
            bundle.write(bundle.inventory(job.project), half, _head(job), Telling(job))
            crashpoint.here("archive-written")
            size, sha256 = half.stat().st_size, _sha256(half)
            half.chmod(0o600)
            half.replace(job.path)
        finally:
            half.unlink(missing_ok=True)
        if not job.made(size, sha256):
            return False
        for letter in Letter.select(Letter.id).where((Letter.project == job.project) & (Letter.kind == "archive")
                                                     & (Letter.state == "queued")):
            self.nudge("letter", letter.id)
        return True


@dataclass
class Telling:
    """Writes down how far a job is, now and then; every time it is the lease that is renewed as well."""

    job: ArchiveJob
    _told: float = field(default=0.0)

    def __call__(self, done: int, total: int) -> bool:
        crashpoint.here(f"archive-{done}")
        if done < total and time.monotonic() - self._told < TELL_EVERY:
            return True
        self._told = time.monotonic()
        return self.job.progress(done, total, LEASE)


def _head(job: ArchiveJob) -> dict:
    project = job.project
    return {"project": {"name": project.name, "code": project.code}, "language": project.language,
            "time_zone": project.time_zone, "archived_at": project.archived_at, "by": job.ordered_by.name,
            "reason": job.reason, "number": job.number, "managers": [person.name for person in project.managers()]}


def _half(job: ArchiveJob, claim: str) -> Path:
    return job.path.with_name(f".{job.file_name}.{claim}.half")


def _throw_away_halves(job: ArchiveJob) -> None:
    for path in job.path.parent.glob(_half(job, "*").name):
        path.unlink(missing_ok=True)


def _sha256(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
