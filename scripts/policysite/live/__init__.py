"""Checks the published site: every file is what the build wrote, byte for byte."""
