"""Scans of signatures on paper: the file as it came back, kept beside the signature; downloaded, never opened here."""

import hashlib
import re
from typing import Self

from peewee import BlobField, CharField, ForeignKeyField, IntegerField

from coordination import clock, event
from coordination.ask import Ask
from coordination.database import InstantField, Record
from coordination.language import N_
from coordination.paper import Paper, PaperVersion
from coordination.person import Person
from coordination.project import Project
from coordination.refusal import NotFound, Refusal

LARGEST = 10 * 1024 * 1024
# How each kind begins: ISO 32000-1, 7.5.2; PNG, 5.2; JPEG (ITU-T T.81, B.1.1.3).
BEGINNINGS = {
    b"%PDF-": ("application/pdf", "pdf"), b"\x89PNG\r\n\x1a\n": ("image/png", "png"),
    b"\xff\xd8\xff": ("image/jpeg", "jpg"),
}
_UNSAFE = re.compile(r"[^\w.() -]+")


class NotAScan(Refusal):
    sentence = N_("“%(name)s” is no PDF, PNG or JPEG file. Please scan the signed page as one of these.")


class ScanTooLarge(Refusal):
    sentence = N_("“%(name)s” is larger than 10 MB. Please scan it with fewer dots per inch.")
    status = 413


class Scan(Record):
    """`recorded_by` looked at it and said whose signature it shows; `inbound_id` is the mail that brought it."""

    ask = ForeignKeyField(Ask, on_delete="CASCADE")
    name = CharField(max_length=120)
    media_type = CharField(max_length=40)
    content = BlobField()
    size = IntegerField()
    sha256 = CharField(max_length=64)
    inbound_id = IntegerField(null=True)
    recorded_by = ForeignKeyField(Person)
    recorded_at = InstantField(default=clock.now)

    class Meta:
        indexes = ((("ask", "sha256"), True),)

    @classmethod
    def keep(cls, ask: Ask, name: str, raw: bytes, *, by: Person) -> Self:
        """In the caller's transaction; the same file once more is the one there is. Raises NotAScan, ScanTooLarge."""
        media_type, ending = kind_of(name, raw)
        sha256 = hashlib.sha256(raw).hexdigest()
        scan, new = cls.get_or_create(ask=ask, sha256=sha256, defaults={
            "name": _named(name, ending), "media_type": media_type, "content": raw, "size": len(raw),
            "inbound_id": event.how_acting().inbound_id, "recorded_by": by})
        if new:
            event.record("scan kept", scan, by=by, project=ask.project_id, after={"ask": ask.id, "sha256": sha256})
        return scan

    @classmethod
    def find(cls, id: int, *, by: Person) -> Self:
        """With its content. Raises NotFound also where its project is none of the person's."""
        visible = Project.ids_visible_to(by)
        scan = cls.select(cls, Ask).join(Ask).where((cls.id == id) & Ask.project.in_(visible)).first()
        if scan is None:
            raise NotFound()
        return scan

    @classmethod
    def of_project(cls, project: Project) -> list[Self]:
        """Without their content, with ask, who signed, version and paper, oldest first."""
        columns = [field for field in cls._meta.sorted_fields if field.name != "content"]
        return list(cls.select(*columns, Ask, Person, PaperVersion, Paper).join(Ask).join(Person, on=Ask.person)
                    .switch(Ask).join(PaperVersion).join(Paper).where(Ask.project == project).order_by(cls.id))

    def content_bytes(self) -> bytes:
        return bytes(Scan.select(Scan.content).where(Scan.id == self.id).scalar())

    @property
    def ending(self) -> str:
        return next(ending for media_type, ending in BEGINNINGS.values() if media_type == self.media_type)


def kind_of(name: str, raw: bytes) -> tuple[str, str]:
    """Media type and file ending by the first bytes, whatever the file is called. Raises NotAScan, ScanTooLarge."""
    if len(raw) > LARGEST:
        raise ScanTooLarge(name=name[:120])
    found = next((kind for beginning, kind in BEGINNINGS.items() if raw.startswith(beginning)), None)
    if found is None:
        raise NotAScan(name=name[:120])
    return found


def _named(name: str, ending: str) -> str:
    """A name that no file system misunderstands, with the ending that the bytes deserve."""
    stem = _UNSAFE.sub("", re.split(r"[/\\]", name)[-1]).strip(" .").rpartition(".")[0] or "scan"
    return f"{stem[:100].strip(' .') or 'scan'}.{ending}"
