"""Phase 1 in the sample: a proposal with the decision layer, who have not answered yet."""

from coordination.letter import Letter
from huizhi.sample import prelude, steps
from huizhi.sample.company import Company

TEAM = {"liu": "decision_layer", "linxia": "head", "huangbo": "head", "zhaolei": "head", "xumin": "liaison"}


def begin(company: Company) -> list[Letter]:
    """智能客服平台; returns the letter that waits for an answer."""
    project = steps.start(company, "智能客服平台", "ZNKF", "客服部", TEAM, ago=3)
    values = prelude.proposal(company, prelude.charter(company, "kickoff"))
    proposal = steps.circulate(company, project, "proposal", values, ago=1, at="15:40")
    return list(Letter.select().where(Letter.paper_version == proposal.paper.latest))
