"""How much of the damage done to one language of a text the checks notice."""
