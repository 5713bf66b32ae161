"""Replies about names and favourites, under the names of their golden cards."""

from __future__ import annotations

from datetime import timedelta
from zoneinfo import ZoneInfo

from bot.home.area import Area, Extent
from bot.home.named import (
    AskedName,
    ConfirmName,
    ConfirmNickname,
    FavouritesShown,
    Named,
    NameDropped,
    NamesListed,
    Nicknamed,
    NotNamed,
    ScenesStarred,
    WhichIsNamed,
)
from bot.home.naming import Misnamed, OwnName, Taken, Thing
from bot.home.outcome import Outcome
from bot.home.problem import Problem
from bot.home.request import Manage, Sort
from bot.home.shown import AreaShown, HomePictured, Listed, MoreShown
from tests.telegram.houses import NOW

LATER = NOW + timedelta(minutes=1)
LAMP, KITCHEN_LAMP = Thing(Sort.DEVICE, "lamp"), Thing(Sort.DEVICE, "kitchen-lamp")
ROOM, GROUP, SCENE = Thing(Sort.ROOM, "bedroom"), Thing(Sort.GROUP, "lights"), Thing(Sort.SCENE, "morning")
GONE = Thing(Sort.DEVICE, "no-such-device")
NAMES = (
    OwnName("Bob", LAMP),
    OwnName("Боб <и> Роб", LAMP),
    OwnName("小白", KITCHEN_LAMP),
    OwnName("Den", ROOM),
    OwnName("Guard", GROUP),
    OwnName("Подъём", SCENE),
    OwnName("Ghost", GONE),
)
FAVOURITES = (LAMP, ROOM, GROUP, SCENE, Thing(Sort.DEVICE, "ac"), Thing(Sort.DEVICE, "door"), KITCHEN_LAMP)

NAMING_OUTCOMES: dict[str, Outcome] = {
    "named": Named(LAMP, "Bob <1>"),
    "named_in_the_app_too": Named(LAMP, "Bob", renames=True),
    "named_moved": Named(LAMP, "Bob", moved=True),
    "named_already": Named(ROOM, "Den", already=True),
    **{f"not_named_{why}": NotNamed(LAMP, "Bob <1>", why) for why in Misnamed},
    "confirm_name": ConfirmName(LAMP, "Люстра", Taken(Thing(Sort.DEVICE, "chandelier")), "question-7", LATER),
    "confirm_name_moves": ConfirmName(LAMP, "Bob", Taken(KITCHEN_LAMP), "question-7", LATER, moves=True),
    "confirm_name_word": ConfirmName(ROOM, "Свет", Taken(), "question-7", LATER),
    "which_is_named": WhichIsNamed((LAMP, KITCHEN_LAMP, ROOM), "Bob", "question-8"),
    "which_is_renamed": WhichIsNamed((LAMP, KITCHEN_LAMP), None, "question-8"),
    "asked_name": AskedName(LAMP, LATER),
    "name_dropped": NameDropped(NAMES[0]),
    "name_dropped_gone": NameDropped(NAMES[-1]),
    "names": NamesListed(NAMES),
    "names_for_guests": NamesListed(NAMES[:2], may_change=False),
    "names_none": NamesListed(()),
    "confirm_nickname": ConfirmNickname("lamp", "Bob <1>", "aliyun", "question-9", LATER),
    "nicknamed": Nicknamed("lamp", "Bob", "aliyun"),
    "nicknamed_not": Nicknamed("lamp", "Bob", "aliyun", Problem.NOT_OWNER),
    "nicknamed_back": Nicknamed("lamp", "Торшер", "aliyun", is_back=True),
    "nicknamed_not_back": Nicknamed("lamp", "Торшер", "aliyun", Problem.NOT_OWNER, is_back=True),
    "name_taken_back_everywhere": NameDropped(
        OwnName("Bob <1>", Thing(Sort.DEVICE, "lamp")),
        Thing(Sort.ROOM, "kitchen"),
        Nicknamed("lamp", "Торшер", "aliyun", is_back=True),
    ),
    "nicknamed_unknown": Nicknamed("lamp", "Bob", "aliyun", Problem.CLOUD_SILENT, is_certain=False),
    "manage_rename": Manage("rename"),
    "pictured": HomePictured(NOW.astimezone(ZoneInfo("Europe/Moscow"))),
    "pictured_dark": HomePictured(NOW, dark=True),
    "favourites": FavouritesShown(FAVOURITES),
    "favourites_none": FavouritesShown(()),
    "scenes_starred": ScenesStarred(frozenset({"morning"})),
    "status_with_favourites": AreaShown(Area(), favourites=FAVOURITES),
    "listed_with_favourites": Listed(0, favourites=FAVOURITES[:2]),
    "area_starred": AreaShown(Area(Extent.ROOM, "bedroom"), starred=True),
    "more_starred": MoreShown("lamp", starred=True),
}
