"""A voice message becomes text. Off unless the operator names an endpoint: recordings leave the machine."""
