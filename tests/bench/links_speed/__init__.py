"""How long the check of the links takes, beside the fastest that there is."""
