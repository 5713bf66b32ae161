"""What must survive a restart: people, homes, chats, accounts and how they fare, invitations, open questions.

``Memory`` (memory.py) is the whole of it, put together from one small class a theme. Tables and
migrations are in tables.py and migrations/, secrets are sealed in vault.py, the files on disk are the
business of folder.py. shared.py is the part that need not survive: what is shared for a moment.
"""
