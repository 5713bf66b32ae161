"""The commonest English words: whoever says one of them means it, and mistyped no other one."""

from __future__ import annotations

_WORDS = """
    they their theirs them then than these those she his her hers him who whom whose live lives lived
    love loves loved liked likes look looks looking looked makes made takes took taken gives gave given
    comes came coming went goes gone know knows knew known think thinks thinking saying see sees saw
    seen seem seems want wants feel feels felt found tells asks work works worked working calls tries
    tried needed keeps kept lets begins helps talk talks talked shows hear hears plays played runs ran
    moves moved believe holds held brings brought happen happens write writes wrote sit sits sat stand
    stands stood lose loses lost pay pays paid meet meets met learn learns learnt understand follow
    follows spoke spend spent grow grew walk walks walked win wins won consider bought waits waited die
    died sent expect build built stay stays stayed fall falls fell fallen remain good best great old
    young long short wrong bad worse worst early late few many much most same able quite almost often
    twice above across along among because behind below beneath beyond since toward upon people person
    man men woman women boy girl friend friends family year years month months times things ways life
    world hand hands head heart eye eyes face school money food dinner lunch breakfast tea dog dogs cat
    cats car cars bus train shop shops street park phone phones books story stories game games football
    match matches job jobs boss team eat eats ate eaten drink drinks drank sleep sleeps slept wear wears
    wore bit bite potatoes potato tomorrow's tonight's today's ready sure sorry happy sad tired hungry
    funny busy lazy crazy toaster shower modem pump
"""

COMMON = frozenset(_WORDS.split())
