"""The operator's commands, for whoever runs the bot: connect, devices, doctor, export.

Their words are English only and made here (docs/decisions/0065). Nothing in this room is imported before its
command runs.
"""
