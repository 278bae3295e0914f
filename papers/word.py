"""Papers as Word files (.docx): documents of every kind, and minutes."""

from collections.abc import Callable, Iterable
from typing import Any

from coordination.ask import Ask
from coordination.documents import KINDS
from coordination.language import gettext, use_language
from papers import answers as given
from papers import changes, dates, differences, document, minutes, parts, words
from papers.answers import Matrix
from papers.dictation import Dictation
from papers.speech import speech

ATTENDANCE = ("present", "late", "excused", "absent")


def as_docx(content: dict[str, Any], language: str, answers: Iterable[Ask] | None = None, bilingual: bool = False,
            sha256: str = "", draft: bool = False) -> bytes:
    """The bytes of a .docx file of a document or of minutes.

    `content`, `answers` and the rest are as in `papers.document.as_html`, for minutes too.
    """
    is_document, asks = content["kind"] in KINDS, list(answers or ())
    with use_language(language):
        say = speech(language, bilingual)
        name = parts.kind_of(content).title if is_document else minutes.name(content)
        file = _begun(content, language, say(name), landscape=is_document and parts.is_wide(content))
        _put_head(file, content, say, is_document, given.circulated(asks, content["time_zone"]))
        if draft:
            file.text(gettext("Draft – not circulated yet"), bold=True)
        _put_changes(file, content, say, is_document)
        (_put_parts if is_document else _put_meeting)(file, content, say)
        matrices = given.matrices(asks, content["time_zone"], sha256)
        for matrix in matrices:
            _put_matrix(file, matrix, say)
        _put_lines_to_sign(file, content, matrices, say)
        if sha256:
            file.text(f"{gettext('Frozen when circulated. SHA-256 of the content:')} {sha256}", pale=True)
    return file.saved()


def _begun(content: dict[str, Any], language: str, heading: str, *, landscape: bool) -> Dictation:
    project, number = content["project"], content["number"]
    version = gettext("version %(n)s", n=content["version"])
    file = Dictation(f"{number} {heading}", language, landscape=landscape)
    file.above(f"{project['name']} · {project['code']}", f"{heading} {number} · {version}")
    file.below(*gettext("Page %(page)s of %(pages)s", page="\0", pages="\0").split("\0"))
    file.text(f"{project['name']} · {project['code']}", pale=True)
    file.heading(heading, 0)
    return file


def _put_head(file: Dictation, content: dict[str, Any], say: Callable[[str], str], is_document: bool,
              circulated: str) -> None:
    if title := (document if is_document else minutes).title(content):
        file.text(title, bold=True)
    number = f"{content['number']} · {gettext('version %(n)s', n=content['version'])}"
    if content["previous_version"]:
        number += " " + gettext("(replaces version %(n)s)", n=content["previous_version"])
    facts = [(say("Number"), number), (say("Circulated"), circulated),
             *(_document_facts if is_document else _meeting_facts)(content, say)]
    file.facts([(label, value) for label, value in facts if value])


def _document_facts(content: dict[str, Any], say: Callable[[str], str]) -> list[tuple[str, str]]:
    issue = content.get("issue")
    return [(say("Lead department"), content.get("lead_department", "")),
            (say("Project manager"), gettext(", ").join(content.get("managers", []))),
            (say("Issue"), f"{issue['number']} {issue['what']}" if issue else ""),
            (say("No position stated"), gettext(", ").join(content.get("unheard", [])))]


def _meeting_facts(content: dict[str, Any], say: Callable[[str], str]) -> list[tuple[str, str]]:
    facts = [(say("Time"), dates.span(content["starts_at"], content["ends_at"], content["time_zone"])),
             (say("Place"), content["place"]), (say("Minute taker"), content["minute_taker"] or "")]
    for state in ATTENDANCE:
        names = [_named(row["name"], row["department"]) for row in content["attendance"] if row["state"] == state]
        facts.append((say(words.WORDS["attendance"][state]).capitalize(), gettext(", ").join(names)))
    return facts


def _named(name: str, department: str | None) -> str:
    return name + (gettext(" (%(department)s)", department=department) if department else "")


def _put_changes(file: Dictation, content: dict[str, Any], say: Callable[[str], str], is_document: bool) -> None:
    if not content["changes"]:
        return
    file.heading(say("What changed since version %(n)s") % {"n": content["previous_version"]})
    if content["note"]:
        file.text(content["note"])
    zone = content["time_zone"]
    file.items(differences.in_words(content) if is_document
               else [changes.in_words(change, zone) for change in content["changes"]])


def _put_parts(file: Dictation, content: dict[str, Any], say: Callable[[str], str]) -> None:
    for part in parts.parts(content):
        file.heading(say(part.label))
        if part.is_empty:
            file.text(gettext("Not filled in yet."), pale=True)
        elif part.shape == "list":
            file.items([row[0] for row in part.rows], numbered=True)
        elif part.shape == "table":
            file.table([_stacked(say(column.label)) for column in part.columns], part.rows)
        else:
            file.text(part.text)


def _put_meeting(file: Dictation, content: dict[str, Any], say: Callable[[str], str]) -> None:
    file.heading(say("Topics and decisions"))
    for number, topic in enumerate(content["topics"], start=1):
        file.heading(f"{number}. {topic['title']}", 2)
        if topic["discussion"]:
            file.text(topic["discussion"])
        if topic["decision"]:
            file.text(f"{gettext('Decision:')} {topic['decision']}", bold=True)
    if not content["topics"]:
        file.text(gettext("No topics were written down."), pale=True)
    file.heading(say("Action items"))
    if not content["actions"]:
        file.text(gettext("No action items."), pale=True)
        return
    heads = [say("No."), say("What"), say("Owner"), say("Due"), say("Status")]
    file.table([_stacked(head) for head in heads], [_action(row) for row in content["actions"]])


def _action(row: dict[str, Any]) -> list[str]:
    what = f"{row['what']} {gettext('(carried over)')}" if row["carried_over"] else row["what"]
    return [str(row["number"] or gettext("new")), what, _named(row["owner"] or "", row["department"]),
            dates.day(row["due"]), words.word("status", row["status"])]


def _put_matrix(file: Dictation, matrix: Matrix, say: Callable[[str], str]) -> None:
    file.heading(f"{say(matrix.title)}  {matrix.given} / {len(matrix.answers)}")
    heads = [say("Department"), say("Who"), say("Answer"), say("When"), say("How"), say("Remarks")]
    file.table([_stacked(head) for head in heads],
               [[row.department, row.name, row.said or gettext("not answered yet"), row.when, row.how, row.remark]
                for row in matrix.answers])


def _put_lines_to_sign(file: Dictation, content: dict[str, Any], matrices: list[Matrix],
                       say: Callable[[str], str]) -> None:
    """Minutes are signed by minute taker and project manager, an acceptance report by the heads still to sign."""
    if content["kind"] not in KINDS:
        for role in ("Minute taker", "Project manager"):
            file.line_to_sign(say(role), say("Date"))
        return
    if parts.kind_of(content).asks != "sign":
        return
    file.heading(say("To sign on paper"))
    file.text(gettext("Sign beside your name, scan the page and mail it back; the code tells whose signature it is."),
              pale=True)
    signers = [row for matrix in matrices if matrix.kind == "sign" for row in matrix.answers if not row.said]
    for row in signers:
        file.line_to_sign(f"{row.department} {row.name}".strip(), say("Date"), row.code)
    if not matrices:
        file.line_to_sign(say("Department head"), say("Date"))


def _stacked(heading: str) -> str:
    """A heading in two languages, one above the other."""
    return heading.replace(" / ", "\n")
