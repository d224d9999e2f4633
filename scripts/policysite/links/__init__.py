"""The link check of the built site."""
