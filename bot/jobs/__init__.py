"""What happens after the answer was given. Jobs speak to people through the ``Announcer`` port only."""
