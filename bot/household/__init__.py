"""All accounts of one home as one house: one listing, one set of effects, whatever cloud a device lives in.

One account's trouble never hides another's success.
"""

from bot.household.carrying import Carried
from bot.household.household import Connect, Household
from bot.household.limited import Limited

__all__ = ["Carried", "Connect", "Household", "Limited"]
