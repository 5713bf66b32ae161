"""Telegram: the only place that knows aiogram. Cards and callback data are pure and do not import it."""
