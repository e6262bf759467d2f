"""What the server should do with a proposal, said a second time: the table of api/workflow.def, and around it the few rules of
docs/workflow.md about consumers, answers and contracts. An asset, its contracts and one proposal; every event tells its reply.
"""

import dataclasses
import re

from support.server import CHECKOUT

STATES = ("pending", "approved", "published", "rejected", "withdrawn", "expired")
ROW = re.compile(r"^EVENT\((\w+),\s*\w+,\s*" + r",\s*".join([r"(\w+)"] * len(STATES)) + ",", re.MULTILINE)
TABLE = {row[0]: dict(zip(STATES, row[1:])) for row in ROW.findall((CHECKOUT / "api" / "workflow.def").read_text())}
assert {"agree", "block", "complete", "force", "withdraw", "expire", "publish", "reopen"} <= set(TABLE)

NOT_PENDING = (400, "PROPOSAL_NOT_PENDING")


@dataclasses.dataclass
class World:
    """`consumers` and `answered` are names of teams; `contracts` are versions, the active one last."""

    consumers: set
    status: str = "pending"
    answered: set = dataclasses.field(default_factory=set)
    contracts: list = dataclasses.field(default_factory=lambda: ["1.0.0"])
    agreed_from: str = "1.0.0"  # the contract that the proposal was compared with
    log: list = dataclasses.field(default_factory=list)  # the proposal's audit trail

    def copy(self):
        return dataclasses.replace(self, consumers=set(self.consumers), answered=set(self.answered), contracts=list(self.contracts), log=list(self.log))

    def seen(self):
        """What can be seen of it in the end."""
        return self.status, sorted(self.consumers), sorted(self.answered), self.contracts, self.log

    def _move(self, event):
        to = TABLE[event][self.status]
        if to == "no":
            return False
        self.status = to
        return True

    def _complete(self):
        """The proposal is settled once nobody is left to wait for."""
        if self.status == "pending" and self.consumers <= self.answered and self._move("complete"):
            self.log.append("approved")

    def _answer(self, team, event):
        if TABLE[event][self.status] == "no":
            return NOT_PENDING
        if team in self.answered:
            return 409, "DUPLICATE_ACKNOWLEDGMENT"
        if team not in self.consumers:
            return 403, "UNAUTHORIZED_TEAM"
        self.answered.add(team)
        self.log.append("acknowledged")
        self._move(event)
        if event == "block":
            self.log.append("rejected")
        else:
            self._complete()
        return 201, self.status

    def _decide(self, event, action):
        if not self._move(event):
            return NOT_PENDING
        self.log.append(action)
        return 200, self.status

    # --- the events, with what the server replies ---------------------------------------------------------------------

    def approve(self):
        return self._answer("first", "agree")

    def block(self):
        return self._answer("second", "block")

    def withdraw(self):
        return self._decide("withdraw", "withdrawn")

    def force(self):
        return self._decide("force", "force_approved")

    def expire(self):
        return self._decide("expire", "expired")

    def publish(self):
        if TABLE["publish"][self.status] == "no":
            return NOT_PENDING
        if self.agreed_from != self.contracts[-1]:  # all that becomes active meanwhile has fields that the proposal removes
            self._move("reopen")
            self.log.append("reopened")
            self.agreed_from = self.contracts[-1]
            self.answered.clear()
            return 409, "PROPOSAL_REOPENED"
        self._move("publish")
        self.log.append("published")
        self.contracts.append("2.0.0")
        return 200, "2.0.0"

    def register(self):
        self.consumers.add("third")
        return 201, None

    def unregister(self):
        waited = bool(self.consumers - self.answered)
        self.consumers.discard("second")
        if waited:
            self._complete()
        return 204, None

    def supersede(self):
        major, minor, _ = self.contracts[-1].split(".")
        self.contracts.append(f"{major}.{int(minor) + 1}.0")
        return 201, self.contracts[-1]


EVENTS = ("approve", "block", "withdraw", "force", "expire", "publish", "register", "unregister", "supersede")
