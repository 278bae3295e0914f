"""Phase 2 in the sample, in English papers: duties agreed, a communication plan just out, resources half answered."""

from coordination.letter import Letter
from coordination.project import Project
from huizhi.sample import prelude, steps
from huizhi.sample.company import Company

TEAM = {
    "liu": "decision_layer",
    "linxia": "head",
    "huangbo": "head",
    "sunyue": "head",
    "lina": "head",
    "anna.schmidt": "liaison",
    "sofia.rossi": "member",
    "xumin": "liaison",
}

ANSWERED = {
    "linxia": {
        "people": "Two team leads for six weeks, Anna Schmidt half of her time.",
        "budget": "EUR 18,000 for training and travel.",
        "material": "Twelve headsets.",
        "deliverables": "Shift plan and training handbook\nGerman and English answer templates",
    },
    "huangbo": {
        "people": "One network engineer for three weeks.",
        "budget": "EUR 26,000 for telephony licences.",
        "material": "Two routers, one firewall.",
        "deliverables": "Telephony and ticket system in operation",
    },
}


def begin(company: Company) -> list[Letter]:
    """Berlin service centre; returns the letters to those who have not named their resources."""
    project = steps.start(company, "Berlin service centre", "BSC", "客服部", TEAM, ago=15, language="en")
    charter = prelude.charter(company, "planning")
    project = prelude.kick_off(company, project, charter, ago=13)
    plan = steps.circulate(company, project, "communication_plan", {"rows": charter.occasions}, ago=1, at="11:00")
    steps.answer(plan, ago=1, but=("Anna Schmidt", "孙悦"))
    steps.request_and_provide(company, project, "resources", project, ANSWERED, ago=1)
    return _unanswered(project)


def _unanswered(project: Project) -> list[Letter]:
    heads = [person.id for person in project.people_with("head") if person.name in ("孙悦", "李娜")]
    return list(
        Letter.select().where((Letter.project == project) & (Letter.kind == "request") & Letter.person.in_(heads))
    )
