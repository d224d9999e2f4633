"""Attacks: pull requests of a stranger that must not be published."""
