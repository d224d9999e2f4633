"""What must be the same in every language, clause by clause, as far as the languages alone can tell."""
