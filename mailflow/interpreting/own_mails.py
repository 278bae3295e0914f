"""What the subject of a mail of its own adds, which answers no letter: status, help, or who stands in."""

from datetime import datetime

from mailflow.interpreting.commands import wanted
from mailflow.interpreting.deputies import deputy_in, named
from mailflow.interpreting.folding import fold
from mailflow.interpreting.politeness import without_politeness
from mailflow.meaning import Meaning, Question

_ABOUT_HELP = ("帮", "回复", "怎么", "如何", "说明", "help", "how", "reply", "answer", "send")
_ANSWERS = ("a result without", "not clear")
_SHORT = 80  # characters of a sentence that asks for help and for nothing else


def says_it_all(subject: str, text: str, question: Question) -> bool:
    """Whether the subject asks for the status or help, and the mail itself says nothing."""
    return bool(wanted(subject)) and not any(map(str.isalnum, _said(text, question)))


def with_subject(meaning: Meaning, subject: str, text: str, question: Question, sent: datetime) -> Meaning:
    """What the words of the mail mean under its subject. Whoever asks for help in the subject gets it, unless the mail
    answers or asks something that is understood; what is more than that is read by a person too."""
    if meaning.deputy is None or meaning.deputy.first is None:
        deputy = deputy_in(f"{_without_brackets(subject)}\n{text}", question.to_name, sent.date(), is_reply=False)
        if deputy:
            return named(deputy)
    if wanted(subject) != "help" or _is_understood(meaning):
        return meaning
    said = fold(_said(text, question))
    is_all = len(said) <= _SHORT and any(word in said for word in _ABOUT_HELP)
    return Meaning(None, (), None, None, None, not is_all, ("help asked for",), wants="help")


def _is_understood(meaning: Meaning) -> bool:
    is_answer = any(reason.startswith(_ANSWERS) for reason in meaning.reasons)
    return bool(is_answer or meaning.raises_issue or meaning.correction or meaning.wants
                or meaning.undo or meaning.deputy)


def _without_brackets(subject: str) -> str:
    """The project that may stand before it."""
    return subject.rpartition("]")[2].strip()


def _said(text: str, question: Question) -> str:
    return "\n".join(without_politeness(text, question.to_name)[0])
