"""Long runs in which things die."""
