"""A mail that brings a signed page back: a scan attached, and the code of a signature typed with it."""

from coordination.ask import Ask
from coordination.signed_paper import asks_named
from mailflow.mail import Mail

SCANS = ("application/pdf", "application/octet-stream", "image/png", "image/jpeg")


def signatures_in(mail: Mail) -> list[Ask]:
    """The signatures that the mail names by their codes in subject, text or file names; none without a file that may
    be a scan. A person looks at it and decides; nothing is recorded by itself."""
    if not any(file.kind in SCANS for file in mail.attachments):
        return []
    names = (file.name for file in mail.attachments)
    return asks_named(" \n".join([mail.subject, mail.text or mail.html or "", *names]))
