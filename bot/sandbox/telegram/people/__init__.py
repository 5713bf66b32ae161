"""What people do with their Telegram apps. Whatever an app would not let them do is RefusedError."""
