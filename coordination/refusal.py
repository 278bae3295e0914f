"""What a person is told when something cannot be done: one sentence that says what to do instead."""

from coordination.language import N_, gettext


class Refusal(Exception):
    """Raised by a verb of the process; the page shows its sentence, the mail desk mails it.

    `status` is the HTTP status a page answers with (RFC 9110, section 15.5).
    """

    sentence = N_("This cannot be done.")
    status = 422

    def __init__(self, **values: object) -> None:
        super().__init__()
        self.values = values

    def __str__(self) -> str:
        return gettext(self.sentence, **self.values)


class NotFound(Refusal):
    sentence = N_("This page does not exist, or it is not one of your projects.")
    status = 404


class NotAllowed(Refusal):
    sentence = N_("You may not do this. Please ask the project manager or an administrator.")
    status = 403


class Missing(Refusal):
    """A field that must not be empty; `field` names the form's field, `label` is what the person reads."""

    sentence = N_("“%(label)s” is empty. Please fill it in.")

    def __init__(self, field: str, label: str) -> None:
        super().__init__(label=label)
        self.field = field


class Invalid(Refusal):
    """A field whose value cannot be used; `field` names the form's field."""

    sentence = N_("“%(value)s” cannot be used for “%(label)s”. %(hint)s")

    def __init__(self, field: str, label: str, value: str, hint: str) -> None:
        super().__init__(label=label, value=value, hint=hint)
        self.field = field
