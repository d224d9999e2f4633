"""The rules of the lint, a module or package for each family."""
