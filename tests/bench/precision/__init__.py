"""The share of findings in real policies that are right."""
