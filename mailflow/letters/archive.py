"""The mail that hands an archived project to the PMO, with the bundle attached."""

from coordination.archive import ArchiveJob
from coordination.language import gettext as _
from coordination.letter import Letter


def page(letter: Letter) -> dict:
    """The values of the template; `letter.data` holds "archive", the id of the job that made the bundle."""
    job = ArchiveJob.get_by_id(letter.data["archive"])
    project = job.project
    return {"subject": _("[%(project)s] Archive of the project", project=project.name), "name": letter.person.name,
            "project": f"{project.code} {project.name}", "by": job.ordered_by.name, "file": job.file_name,
            "files": job.total, "sha256": job.sha256}


def enclosed(letter: Letter) -> tuple[str, bytes]:
    """Name and content of the bundle. Raises FileNotFoundError where it was lost meanwhile."""
    job = ArchiveJob.get_by_id(letter.data["archive"])
    return job.file_name, job.path.read_bytes()
