"""Why a step of an issue is refused."""

from coordination.language import N_
from coordination.refusal import Refusal


class NotOnTheTeam(Refusal):
    sentence = N_("Only members of the project %(project)s can raise an issue. "
                  "Please ask the project manager to be added.")
    status = 403


class RuledAlready(Refusal):
    sentence = N_("The decision layer has ruled on issue %(number)s. Only the decision layer can reopen it.")
    status = 409


class NotTheDecisionLayer(Refusal):
    sentence = N_("Only the decision layer can rule on issue %(number)s; %(name)s is not part of it.")
    status = 403


class MeasuresOpen(Refusal):
    sentence = N_("Issue %(number)s still has open measures, so it cannot be closed yet.")
    status = 409


class RaiserConfirms(Refusal):
    sentence = N_("Whether issue %(number)s is solved is for %(name)s to say, who raised it. "
                  "Please ask for that first.")
    status = 409


class OnlyTheRaiser(RaiserConfirms):
    status = 403


class NeedsSolution(Refusal):
    sentence = N_("The measures of a cross-department issue come from a solution that the departments agree to, "
                  "or follow a ruling. Please write the solution of issue %(number)s first.")
    status = 409


class WrongState(Refusal):
    sentence = N_("Issue %(number)s is “%(state)s”; this step does not fit.")
    status = 409
