"""The letter with any paper but the minutes: what is asked and how to answer it in a word, then the whole paper."""

from datetime import date

from coordination.document import Document
from coordination.language import N_, current_language
from coordination.language import gettext as _
from coordination.letter import Letter
from coordination.person import Person
from mailflow.letters import answers, days
from papers import document as paper

ASKED = {
    "decide": N_("Please decide on this paper: %(paper)s. A word in reply is enough:"),
    "rule": N_("Please rule on this. Reply with the option you choose:"),
    "agree": N_("Do you agree to this paper: %(paper)s? A word in reply is enough:"),
    "sign": N_("Please sign this paper: %(paper)s. A word in reply is your signature:"),
    "acknowledge": N_("This is for you: %(paper)s. Please reply “%(word)s” once you have read it."),
    "own": N_("This is your own copy: %(paper)s. You circulated it yourself, so your receipt is recorded already."),
    "ruled": N_("This is your own copy: %(paper)s. There is nothing to answer; your receipt is recorded already."),
}
SUBJECTS = {
    "decide": N_("[%(project)s] To decide: %(paper)s"), "rule": N_("[%(project)s] To rule on: %(paper)s"),
    "agree": N_("[%(project)s] To agree: %(paper)s"), "sign": N_("[%(project)s] To sign: %(paper)s"),
    "acknowledge": N_("[%(project)s] %(paper)s"), "own": N_("[%(project)s] %(paper)s"),
    "ruled": N_("[%(project)s] %(paper)s"),
}


def page(letter: Letter) -> dict:
    """The values of the template."""
    version, ask = letter.paper_version, letter.question
    sender = version.circulated_by.name if version.circulated_by else ""
    asked = ask.kind if ask else "acknowledge"
    if asked == "acknowledge" and version.circulated_by_id == letter.asked_id:
        asked = "own"
    elif asked == "acknowledge" and version.content["kind"] == "ruling" and ask is not None and not ask.is_open:
        asked = "ruled"
    return page_of(version.content, letter.person, asked, sender) | {"again": _again(letter)}


def preview_page(document: Document, person: Person) -> dict:
    """The same for a paper that nobody has circulated yet."""
    asked = document.kind.asks if person in document.asked() else "acknowledge"
    return page_of(document.content(), person, asked, "")


def page_of(content: dict, person: Person, asked: str, sender: str) -> dict:
    """From the frozen `content`, for somebody who is asked `asked`: a kind of ask, "own" where they circulated it
    themselves, or "ruled" where it is their ruling; `sender` is who did."""
    language = current_language()
    options = [] if asked != "decide" else content.get("options") or []
    way = "rule" if options else asked
    plain = {**content, "changes": [], "note": ""}  # the letter says first what changed
    return {
        "subject": subject(content, way), "name": person.name, "sender": sender, "project": content["project"]["name"],
        "again": "",
        "asked": _(ASKED[way], paper=name_of(content), word=answers.word("received")),
        "is_question": asked != "acknowledge", "options": options,
        "choices": answers.choices(asked, tuple(row["letter"] for row in options)),
        "version": content["version"], "note": content["note"], "changes": paper.changes_in_words(content),
        "paper_html": paper.as_html(plain, language, purpose="mail"), "paper_text": paper.as_text(plain, language),
    }


def subject(content: dict, way: str) -> str:
    """`[新品上线] 请审批：项目立项建议书`. No number in it means anything to us."""
    title = _(SUBJECTS[way], project=content["project"]["name"], paper=name_of(content))
    if content["version"] == 1:
        return title
    return _("%(title)s – correction, version %(n)s", title=title, n=content["version"])


def _again(letter: Letter) -> str:
    """Why it comes once more, to somebody who refused to sign."""
    if "asked_again_by" not in letter.data:
        return ""
    refused = days.spoken(date.fromisoformat(letter.data["refused"]))
    return _("You refused to sign it on %(day)s. %(name)s asks you to look at it once more.", day=refused,
             name=letter.data["asked_again_by"])


def name_of(content: dict) -> str:
    """`项目立项建议书`, with the title that its author gave it, where there is one."""
    kind, title = paper.heading(content), " ".join(paper.title(content).split())
    return f"{kind} · {title}" if title else kind
