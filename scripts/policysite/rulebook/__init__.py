"""The rule book: all rules, each with an example of what it finds and a near miss of what it does not.

The same examples are shown to people and run as tests, so the book always agrees with the rules.
"""
