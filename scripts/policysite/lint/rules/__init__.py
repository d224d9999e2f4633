"""The rules of the content lint, one module for each family. What applies them lies beside this folder."""
