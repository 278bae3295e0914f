"""The letter about a deputy: to the deputy, and to the person where somebody else has named one for them."""

from collections.abc import Iterator

from coordination.delegation import Delegation
from coordination.language import N_
from coordination.language import gettext as _
from coordination.letter import Letter
from mailflow.letters import days

SUBJECTS = {"named": N_("%(deputy)s stands in for %(person)s"),
            "ended": N_("%(deputy)s no longer stands in for %(person)s")}
NAMED_BY_ONESELF = N_("%(person)s has named you as deputy, from %(first)s to %(last)s.")
SENTENCES = {  # by what happened, and who reads it
    ("named", "deputy"): N_("%(by)s has named you as deputy of %(person)s, from %(first)s to %(last)s."),
    ("named", "person"): N_("%(by)s has recorded that %(deputy)s stands in for you, from %(first)s to %(last)s."),
    ("ended", "deputy"): N_("%(by)s has taken it back: you no longer stand in for %(person)s."),
    ("ended", "person"): N_("%(by)s has taken it back: %(deputy)s no longer stands in for you."),
}


def page(letter: Letter) -> dict:
    """The values of the template; `letter.data` holds "delegation", the id, "by", who said so, and "what": named or
    ended."""
    delegation, what = Delegation.get_by_id(letter.data["delegation"]), letter.data["what"]
    people = {"person": delegation.person.name, "deputy": delegation.deputy.name, "by": letter.data["by"]}
    return {"subject": _(SUBJECTS[what], **people), "name": letter.person.name,
            "sentences": list(_sentences(letter, delegation, people))}


def _sentences(letter: Letter, delegation: Delegation, people: dict[str, str]) -> Iterator[str]:
    what, is_deputy = letter.data["what"], letter.person_id == delegation.deputy_id
    sentence = SENTENCES[what, "deputy" if is_deputy else "person"]
    if what == "named" and people["by"] == people["person"]:
        sentence = NAMED_BY_ONESELF
    yield _(sentence, **people, first=days.spoken(delegation.starts_on), last=days.spoken(delegation.ends_on))
    if what == "named" and is_deputy:
        yield _("In this time the mails that ask %(person)s something come to you, and your answers are recorded as "
                "given on behalf of %(person)s.", **people)
    yield _("Is this not right? Simply reply to this mail; the project manager will read it.")
