"""Rules about what must be the same in every language, clause by clause."""
