"""The time of the link check, beside that of the fastest one that there is."""
