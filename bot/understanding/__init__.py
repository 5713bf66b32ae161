"""From words to pieces of meaning.

A text becomes tokens, tokens become pieces (concepts of the lexicons, names of the home, numbers),
pieces become covers of the whole sentence, and covers become clauses. What a clause asks for is
decided in ``bot.intents``.
"""
