"""Attacks on the built site: what would reach readers if the checks of the sources missed it."""
