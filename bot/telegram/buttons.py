"""Callback data: a button in at most 64 bytes, and back.

Nothing is remembered about a button. Its data holds a short token of the device (a hash of its id)
and of the capability, and the value to reach, so that a press on an old card, a second press or a
restart does no harm. Data may be forged: whoever presses is checked at the press (bot/assistant.py),
and a token that fits no device, or two, is no button at all.

    s:<device>:<capability>:<value>   set          o:<device>          show
    +:<device>:<capability>:<step>    step         g:<page>            page of the home
    ~:<device>:<capability>           the other    p:<place>:<token>   pick an option
    y:<token>, n:<token>              yes, no      l:<language>        speak this language
    d:<job>                           call off     h:<job>, r:<job>    pause, go on with a plan
    t:                                all plans    f:<device>          reset, which asks first
    m:<device>:<page>                 more of it   c:<device>:<capability>:<page>   all choices
    a:<area>:<page>                   an area      k:<area>            all off there, once agreed
    v:<device>:<capability>:<d|w|m>:<l|d>               history, light or dark
    q:<page>, z:<page>                rooms, scenes      x:<scene>     run a scene
    u:...                             people (bot/telegram/people_buttons.py)
    C:...                             accounts (bot/telegram/account_buttons.py)

    b:...                             the home or room of a chat (binding_buttons.py)

Before all of that may stand whose card it is, ``@<person>:``, or for which home it speaks, ``#<home>:``.
    e<letter>:...                     what is under "More" (bot/telegram/buttons_of_more.py)
    i:...                             names and favourites (name_buttons.py)

An area is ``h`` (the home), or ``r`` or ``g`` and the token of a room or a group.
"""

from __future__ import annotations

import re

from bot.home.account_buttons import AccountButton
from bot.home.area import Area, Extent
from bot.home.binding_buttons import BindHome, BindRoom, ChooseHome, ShowRoomChoice, Unbind
from bot.home.button import (
    AllOff,
    AskReset,
    Button,
    CallOff,
    Decide,
    Do,
    Pause,
    Pick,
    RunScene,
    Show,
    ShowArea,
    ShowChoices,
    ShowHistory,
    ShowMore,
    ShowPlans,
    ShowRooms,
    ShowScenes,
    Speak,
    Turn,
)
from bot.home.capability import Key, keys
from bot.home.command import Change, Command, Flip, SetTo, ShiftBy
from bot.home.forgetting import AskForget, Forget, KeepMe
from bot.home.history import Span
from bot.home.house import Device, House
from bot.home.journal_buttons import ShowJournal, ShowJournalFilters
from bot.home.more_buttons import MoreButton
from bot.home.names_buttons import (
    AskName,
    AskNickname,
    DropName,
    NameThis,
    ShowFavourites,
    ShowNames,
    ShowPicture,
    Star,
    StarScenes,
)
from bot.home.people_buttons import PeopleButton
from bot.home.settings_buttons import (
    SetHomeLanguage,
    SetQuiet,
    SetReactions,
    SetSensitive,
    SetUnits,
    SetZone,
    ShowSettings,
)
from bot.home.watch_buttons import BeginWatch, ShowWatchable, ShowWatches, SilenceWatch, StopWatch
from bot.telegram.account_buttons import SIGN as ACCOUNTS
from bot.telegram.account_buttons import pack_account_button, unpack_account_button
from bot.telegram.binding_buttons import pack_binding, unpack_binding
from bot.telegram.buttons_of_more import pack_of_more, unpack_of_more
from bot.telegram.buttons_of_settings import pack_of_settings, unpack_of_settings
from bot.telegram.buttons_of_watches import pack_of_watches, unpack_of_watches
from bot.telegram.name_buttons import pack_names, unpack_names
from bot.telegram.people_buttons import SIGN as PEOPLE
from bot.telegram.people_buttons import pack_people, unpack_people
from bot.telegram.tokens import (
    DEVICE_TOKEN,
    UnpackableError,
    choices_of,
    number,
    only,
    pack_value,
    token,
    unpack_value,
)

DATA_LIMIT = 64  # bytes: https://core.telegram.org/bots/api#inlinekeyboardbutton
KEY_TOKEN = 5


def pack(button: Button, house: House) -> str:
    """The callback data of a button on a card of ``house``.

    A command's unit and whether its step was said are not kept. Raises ``UnpackableError``.
    """
    data = _packed(button, house)
    if len(data.encode()) > DATA_LIMIT:
        raise UnpackableError(f"{len(data.encode())} bytes for {type(button).__name__}")
    return data


def _packed(button: Button, house: House) -> str:
    if isinstance(button, PeopleButton):
        return pack_people(button)
    if isinstance(button, MoreButton):
        return pack_of_more(button)
    if isinstance(button, AccountButton):
        return pack_account_button(button)
    match button:
        case Do(command=command):
            return _pack_command(command, house)
        case Show(device=device):
            return f"o:{token(device, DEVICE_TOKEN)}"
        case ShowMore(device=device, page=page):
            return f"m:{token(device, DEVICE_TOKEN)}:{page}"
        case ShowChoices(device=device, key=key, page=page):
            return f"c:{token(device, DEVICE_TOKEN)}:{token(str(key), KEY_TOKEN)}:{page}"
        case ShowHistory(device=device, key=key, span=span, dark=dark):
            which = token(str(key), KEY_TOKEN) if key else ""
            return f"v:{token(device, DEVICE_TOKEN)}:{which}:{span[0]}:{'d' if dark else 'l'}"
        case ShowArea(area=area, page=page):
            return f"a:{_pack_area(area)}:{page}"
        case AllOff(area=area):
            return f"k:{_pack_area(area)}"
        case ShowRooms(page=page):
            return f"q:{page}"
        case ShowScenes(page=page):
            return f"z:{page}"
        case RunScene(scene=scene):
            return f"x:{token(scene, DEVICE_TOKEN)}"
        case Turn(page=page):
            return f"g:{page}"
        case Pick(token=open_, place=place):
            return f"p:{place}:{open_}"
        case Decide(token=open_, yes=yes):
            return f"{'y' if yes else 'n'}:{open_}"
        case AskReset(device=device):
            return f"f:{token(device, DEVICE_TOKEN)}"
        case CallOff(job=job):
            return f"d:{job}"
        case Pause(job=job, paused=paused):
            return f"{'h' if paused else 'r'}:{job}"
        case ShowPlans():
            return "t:"
        case Speak(language=language):
            return f"l:{language}"
        case ShowJournal() | ShowJournalFilters():
            return pack_of_settings(button)
        case ChooseHome() | BindHome() | Unbind() | ShowRoomChoice() | BindRoom():
            return f"b:{pack_binding(button)}"
        case ShowSettings() | SetUnits() | SetQuiet() | SetZone():
            return pack_of_settings(button)
        case SetHomeLanguage() | SetReactions() | SetSensitive():
            return pack_of_settings(button)
        case ShowWatches() | StopWatch() | SilenceWatch() | ShowWatchable() | BeginWatch():
            return pack_of_watches(button)
        case AskForget() | Forget() | KeepMe():
            return pack_of_settings(button)
        case (
            AskName()
            | NameThis()
            | DropName()
            | AskNickname()
            | ShowNames()
            | ShowPicture()
            | Star()
            | ShowFavourites()
            | StarScenes()
        ):
            return pack_names(button)


def bind(data: str, person: int) -> str:
    """Data of a button that only this person may press: for cards that stand where anybody can see them."""
    bound = f"@{person}:{data}"
    if len(bound.encode()) > DATA_LIMIT:
        raise UnpackableError(f"{len(bound.encode())} bytes with whose it is")
    return bound


def unbind(data: str) -> tuple[str, int | None]:
    """The data without whose button it is, and who that is; None where anybody may press."""
    bound = re.fullmatch(r"@(\d{1,16}):(.*)", data, re.ASCII | re.DOTALL)
    return (bound[2], int(bound[1])) if bound else (data, None)


def mark(data: str, home: int) -> str | None:
    """Data of a button on a card that speaks for this home; None where it would grow too long."""
    marked = f"#{home}:{data}"
    return marked if len(marked.encode()) <= DATA_LIMIT else None


def unmark(data: str) -> tuple[str, int | None]:
    """The data without its home, and that home; None where the card speaks for none."""
    marked = re.fullmatch(r"#([1-9]\d{0,14}):(.*)", data, re.ASCII | re.DOTALL)
    return (marked[2], int(marked[1])) if marked else (data, None)


def unpack(data: str, house: House) -> Button | None:
    """The button behind some callback data; None for garbage and for what this house does not have."""
    sign, _, rest = data.partition(":")
    match sign:
        case "s" | "+" | "~":
            command = _unpack_command(sign, rest.split(":", 2), house)
            return Do(command) if command else None
        case "p":
            place, _, open_ = rest.partition(":")
            return Pick(open_, int(place)) if _is_count(place) and open_ else None
        case "y" | "n":
            return Decide(rest, sign == "y") if rest else None
        case "f":
            device = _device(rest, house)
            return AskReset(device.id) if device else None
        case "d":
            return CallOff(int(rest)) if _is_number_of_job(rest) else None
        case "h" | "r":
            return Pause(int(rest), sign == "h") if _is_number_of_job(rest) else None
        case "t":
            return None if rest else ShowPlans()
        case "l":
            return Speak(rest) if rest else None
        case _ if sign.startswith("j"):
            return unpack_of_settings(sign, rest, house)
        case _ if sign == PEOPLE:
            return unpack_people(rest, house)
        case _ if sign == ACCOUNTS:
            return unpack_account_button(rest)
        case "b":
            return unpack_binding(rest, house)
        case _ if sign[:1] == "e":
            return unpack_of_more(sign, rest, house)
        case "wl" | "wp" | "wb" | "wx" | "ws" | "wr":
            return unpack_of_watches(sign, rest, house)
        case "i":
            return unpack_names(rest, house)
        case _:
            return _unpack_view(sign, rest, house)


def _unpack_view(sign: str, rest: str, house: House) -> Button | None:
    """Buttons that show something, and those of a whole area or scene."""
    first, _, page = rest.rpartition(":")
    count = int(page) if _is_count(page) else None
    match sign:
        case "o":
            device = _device(rest, house)
            return Show(device.id) if device else None
        case "m" if count is not None:
            device = _device(first, house)
            return ShowMore(device.id, count) if device else None
        case "c" if count is not None:
            which, _, what = first.partition(":")
            device = _device(which, house)
            key = _key(what, device)
            return ShowChoices(device.id, key, count) if device and key else None
        case "v":
            return _unpack_history(rest.split(":"), house)
        case "a" if count is not None:
            area = _area(first, house)
            return ShowArea(area, count) if area else None
        case "k":
            area = _area(rest, house)
            return AllOff(area) if area else None
        case "q" if not first and count is not None:
            return ShowRooms(count)
        case "z" if not first and count is not None:
            return ShowScenes(count)
        case "g" if not first and count is not None:
            return Turn(count)
        case "x":
            scene = only(house.scenes, lambda s: token(s.id, DEVICE_TOKEN) == rest)
            return RunScene(scene.id) if scene else None
        case _:
            return None


def _unpack_history(parts: list[str], house: House) -> ShowHistory | None:
    if len(parts) != 4 or parts[3] not in ("d", "l"):
        return None
    device, span = _device(parts[0], house), next((s for s in Span if s[0] == parts[2]), None)
    key = _key(parts[1], device) if parts[1] else None
    if device is None or span is None or (parts[1] and key is None):
        return None
    return ShowHistory(device.id, key, span, parts[3] == "d")


def _pack_area(area: Area) -> str:
    return "h" if area.extent is Extent.HOME else f"{area.extent[0]}{token(area.id, DEVICE_TOKEN)}"


def _area(packed: str, house: House) -> Area | None:
    which = packed[1:]
    match packed[:1]:
        case "h" if not which:
            return Area()
        case "r":
            room = only(house.rooms, lambda r: token(r.id, DEVICE_TOKEN) == which)
            return Area(Extent.ROOM, room.id) if room else None
        case "g":
            group = only(house.groups, lambda g: token(g.id, DEVICE_TOKEN) == which)
            return Area(Extent.GROUP, group.id) if group else None
        case _:
            return None


def _device(packed: str, house: House) -> Device | None:
    return only(house.devices, lambda d: token(d.id, DEVICE_TOKEN) == packed)


def _key(packed: str, device: Device | None) -> Key | None:
    return only(_keys(device), lambda k: token(str(k), KEY_TOKEN) == packed) if device else None


def _pack_command(command: Command, house: House) -> str:
    where = f"{token(command.device, DEVICE_TOKEN)}:{token(str(command.key), KEY_TOKEN)}"
    match command.change:
        case SetTo(value=value):
            device = house.device(command.device)
            capability = device.capability(command.key) if device else None
            return f"s:{where}:{pack_value(value, choices_of(capability))}"
        case ShiftBy(step=step):
            return f"+:{where}:{float(step)!r}"
        case Flip():
            return f"~:{where}"


def _unpack_command(sign: str, parts: list[str], house: House) -> Command | None:
    if len(parts) != (2 if sign == "~" else 3):
        return None
    device = _device(parts[0], house)
    key = _key(parts[1], device)
    if device is None or key is None:
        return None
    change: Change | None = Flip() if sign == "~" else None
    if sign == "s":
        change = unpack_value(parts[2], choices_of(device.capability(key)))
    elif sign == "+" and (step := number(parts[2])) is not None:
        change = ShiftBy(step)
    return Command(device.id, key, change) if change else None


def _keys(device: Device) -> list[Key]:
    return [key for capability in device.capabilities for key in keys(capability)]


def _is_number_of_job(text: str) -> bool:
    return re.fullmatch(r"[1-9]\d{0,17}", text, re.ASCII) is not None


def _is_count(text: str) -> bool:
    return re.fullmatch(r"\d{1,4}", text, re.ASCII) is not None
