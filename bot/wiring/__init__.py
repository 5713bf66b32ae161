"""How the parts of a bot are put together; bot/app.py puts together these."""
