"""Of which home and which room is spoken where: in private the person's choice, in a group its owner's."""

from __future__ import annotations

from dataclasses import replace

from bot.assistant.door import Admitted, Door, Speaker
from bot.assistant.founding import Founding
from bot.assistant.homes import Homes
from bot.assistant.questions import Questions
from bot.home.binding_buttons import BindHome, BindRoom, ChooseHome, HomeChoice, ShowRoomChoice, Unbind
from bot.home.bound import Bound, HomeName, RoomChoice, WhichHome
from bot.home.house import House
from bot.home.outcome import Denial, Outcome, Refused, Reply
from bot.home.roles import Role, may_manage
from bot.memory.memory import Memory
from bot.memory.records import Binding, Home, Membership


class Bindings:
    def __init__(
        self, memory: Memory, door: Door, questions: Questions, homes: Homes, founding: Founding
    ) -> None:
        self._memory = memory
        self._door = door
        self._questions = questions
        self._homes = homes
        self._founding = founding

    # ------------------------------------------------------------------ homes

    async def ask_first(self, speaker: Speaker, text: str | None) -> Reply | None:
        """In private, whoever has several homes and has chosen none is asked before anything else."""
        homes = await self._door.undecided(speaker)
        who = await self._door.admit(speaker) if homes else None
        if who is None:
            return None
        token = await self._questions.of_which_home(who, text) if text and text.strip() else None
        return Reply(WhichHome(_names(homes), None, token), House())

    async def said_before(self, speaker: Speaker, button: ChooseHome) -> str | None:
        """What was said before the home was chosen."""
        who = await self._door.admit(speaker)
        return await self._questions.said_before(who, button.token) if who and button.token else None

    async def choose(self, speaker: Speaker, button: ChooseHome) -> Denial | None:
        """Speak of one's own home in private from now on."""
        denial = await self.denial(speaker, button)
        if denial is None:
            await self._door.choose(speaker, button.home)
        return denial

    async def here(self, speaker: Speaker) -> Reply:
        """Of which home is spoken here, and what the speaker may change about that."""
        outcome, who = await self._where(speaker), await self._door.admit(speaker)
        return Reply(outcome, (await self._homes.of(who)).known if who else House())

    async def _where(self, speaker: Speaker) -> Outcome:
        memberships = await self._memory.memberships(speaker.person)
        if not memberships:
            return Refused(Denial.STRANGER)
        if speaker.chat_type == "private":
            who = None if await self._door.undecided(speaker) else await self._door.admit(speaker)
            return WhichHome(
                _names(tuple(m.home for m in memberships)),
                who.home.id if who else None,
                renames=who is not None and who.role is Role.OWNER,
                founds=await self._founding.denial_of_another(speaker) is None,
            )
        return await self._bound(speaker, memberships)

    async def denial(self, speaker: Speaker, button: HomeChoice) -> Denial | None:
        """Why a chat is not bound, or no home chosen, as things stand."""
        memberships = await self._memory.memberships(speaker.person)
        if not memberships:
            return Denial.STRANGER
        if not isinstance(button, BindHome | Unbind):
            chosen = speaker.chat_type == "private" and button.home in {m.home.id for m in memberships}
            return None if chosen else Denial.BUTTON_OUTDATED
        if speaker.chat_type == "private":
            return Denial.BUTTON_OUTDATED
        outcome = await self._bound(speaker, memberships)
        if isinstance(outcome, Refused):
            return outcome.denial
        may = outcome.unbinds if isinstance(button, Unbind) else _is_offered(button.home, outcome)
        return None if may else Denial.ONLY_OWNERS

    async def bind(self, speaker: Speaker, button: BindHome | Unbind) -> Reply:
        if denial := await self.denial(speaker, button):
            return Reply(Refused(denial), House())
        binding = Binding(button.home) if isinstance(button, BindHome) else None
        chat = await self._door.chat(speaker)
        if speaker.topic is not None:
            await self._memory.save_chat(chat)
            await self._memory.bind_topic(speaker.chat, speaker.topic, binding)
        else:
            await self._memory.save_chat(replace(chat, home=binding.home if binding else None, room=None))
        return await self.here(speaker)

    async def _bound(self, speaker: Speaker, memberships: tuple[Membership, ...]) -> Bound | Refused:
        """A topic is bound by the owner of the home that it is to be about. A group that is bound already is
        bound anew by its own home's owner only, who may also take back a topic.
        """
        of_group = await self._memory.binding(speaker.chat)
        here = await self._memory.binding(speaker.chat, speaker.topic)
        mine = {m.home.id: m for m in memberships}
        owned = tuple(m.home for m in memberships if m.role is Role.OWNER)
        lives_here = mine.get(here.home) if here else None
        if lives_here is None and not owned:
            return Refused(Denial.STRANGER)
        owns = {home.id for home in owned}
        in_topic = speaker.topic is not None
        owns_here = here is not None and here.home in owns
        owns_group = of_group is not None and of_group.home in owns
        free = in_topic or here is None or owns_here
        offered = tuple(home for home in owned if free and (here is None or home.id != here.home))
        unbinds = (owns_here or owns_group) and here != of_group if in_topic else owns_here
        name = HomeName(lives_here.home.id, lives_here.home.name) if lives_here else None
        picks_room = lives_here is not None and may_manage(lives_here.role)
        room = here.room if here and lives_here else None
        return Bound(name, room, in_topic, _names(offered), unbinds, picks_room)

    # ------------------------------------------------------------------ rooms

    async def room(self, speaker: Speaker) -> Reply:
        """Which room is meant here where none is named."""
        who = await self._door.admit(speaker)
        if who is None:
            return Reply(Refused(Denial.STRANGER), House())
        house, _ = await (await self._homes.of(who)).house()
        return Reply(await self.pick_room(who, ShowRoomChoice()), house, who.home.id)

    async def room_denial(self, who: Admitted) -> Denial | None:
        if who.speaker.chat_type == "private":
            return Denial.ONLY_IN_GROUPS
        return None if may_manage(who.role) else Denial.ONLY_MANAGERS

    async def pick_room(self, who: Admitted, button: ShowRoomChoice | BindRoom) -> Outcome:
        if denial := await self.room_denial(who):
            return Refused(denial)
        if isinstance(button, ShowRoomChoice):
            return RoomChoice(await self._door.room_of(who.speaker), button.page)
        speaker = who.speaker
        chat = await self._door.chat(speaker)
        if speaker.topic is None:
            await self._memory.save_chat(replace(chat, room=button.room))
        else:
            await self._memory.bind_topic(speaker.chat, speaker.topic, Binding(who.home.id, button.room))
        return await self._where(speaker)


def _names(homes: tuple[Home, ...]) -> tuple[HomeName, ...]:
    return tuple(HomeName(home.id, home.name) for home in homes)


def _is_offered(home: int, bound: Bound) -> bool:
    return any(offered.id == home for offered in bound.offered)
