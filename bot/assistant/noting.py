"""What a person's sentence or press did is noted in the journal."""

from __future__ import annotations

from collections.abc import Callable

from bot.assistant.door import Admitted
from bot.home.account import WhichAccount
from bot.home.deed import Deed, DeedKind, Ending, Place, called, naming_deed
from bot.home.ending import Ended, ending_of
from bot.home.house import House
from bot.home.naming import OwnName
from bot.home.outcome import Denial, Done, Outcome, Refused, Scheduled
from bot.home.plan import Plan
from bot.home.request import Act
from bot.home.resetting import Reset
from bot.jobs.journalist import Doer, Journalist, present_act
from bot.jobs.keeping_logins import Kept
from bot.jobs.resets import reset_act


class Noting:
    def __init__(self, journalist: Journalist) -> None:
        self._journalist = journalist

    def act(self, who: Admitted, house: House, act: Act, outcome: Outcome) -> None:
        """An act that was carried out, put off until later, or refused to the person."""
        match outcome:
            case Done() if act.commands or act.scene or outcome.refused:
                self._note(who, _deed(DeedKind.DID, act, house), ending_of(outcome))
            case Scheduled(done=Done() as done):
                self._note(who, _deed(DeedKind.DID, act, house), ending_of(done))
            case Scheduled():
                self._note(who, _deed(DeedKind.PLANNED, act, house), Ending.DONE)
            case Refused(denial=Denial.NOT_FOR_GUESTS):
                self._note(who, _deed(DeedKind.DID, act, house), Ending.REFUSED)

    def called_off(self, who: Admitted, house: House, plan: Plan) -> None:
        deed = _deed(DeedKind.CALLED_OFF, Act(plan.commands, plan.scene), house)
        act = present_act()
        self._journalist.note(_doer(who), deed, Ending.DONE, act and f"{act}/{plan.job}")

    def reset(self, who: Admitted, house: House, outcome: Outcome, device: str) -> None:
        """How it ends is told to the journal by whoever follows it."""
        deed = Deed(DeedKind.RESET, device=device, names=called(house, device=device))
        match outcome:
            case Reset(job=int() as job):
                self._journalist.note(_doer(who), deed, Ending.WAITING, reset_act(job))
            case Refused():
                self._journalist.note(_doer(who), deed, Ending.REFUSED, present_act())

    def removed(self, who: Admitted, house: House, device: str, ended: Ended) -> None:
        """A device was removed from its account, or was not."""
        self._of_device(DeedKind.REMOVED, who, house, device, ended, present_act())

    def renamed(self, who: Admitted, house: House, device: str, ended: Ended) -> None:
        """A device has another name in its cloud than in this house, or has not. The same act may have taken
        back a name here, which is an entry of its own."""
        act = present_act()
        self._of_device(DeedKind.RENAMED, who, house, device, ended, act and f"{act}/renamed")

    def _of_device(
        self, kind: DeedKind, who: Admitted, house: House, device: str, ended: Ended, act: str | None
    ) -> None:
        deed = Deed(kind, device=device, names=called(house, device=device))
        self._journalist.note(_doer(who), deed, ended.ending, act)

    def named(self, who: Admitted, house: House, own: OwnName) -> None:
        self._note(who, naming_deed(DeedKind.NAMED, own, house), Ending.DONE)

    def unnamed(self, who: Admitted, house: House, own: OwnName) -> None:
        self._note(who, naming_deed(DeedKind.UNNAMED, own, house), Ending.DONE)

    def founded(self, who: Admitted) -> None:
        """The home that they are admitted to is there now, by their doing."""
        self._note(who, Deed(DeedKind.FOUNDED), Ending.DONE)

    def connected(self, who: Admitted, kept: Kept) -> None:
        self._note(who, kept.deed, Ending.DONE)

    def disconnected(self, who: Admitted, account: WhichAccount) -> None:
        self._note(who, Deed(DeedKind.DISCONNECTED, account=account), Ending.DONE)

    def placed(self, who: Admitted, kind: DeedKind, place: Place) -> None:
        """Something became of somebody's place in the home, or shall by an invitation."""
        self._note(who, Deed(kind, place=place), Ending.DONE)

    def learner(self, home: int | None) -> Callable[[Done], None]:
        """Tells the entry about the present act what has shown itself since, or has not."""
        act = present_act()

        def learn(done: Done) -> None:
            if home is not None and act is not None:
                self._journalist.settle(home, act, ending_of(done))

        return learn

    async def close(self) -> None:
        await self._journalist.close()

    def _note(self, who: Admitted, deed: Deed, ending: Ending) -> None:
        self._journalist.note(_doer(who), deed, ending, present_act())


def _doer(who: Admitted) -> Doer:
    return Doer(who.home.id, who.speaker.person, who.speaker.chat, who.via)


def _deed(kind: DeedKind, act: Act, house: House) -> Deed:
    return Deed(kind, act.commands, act.scene, names=called(house, act.commands, act.scene))
