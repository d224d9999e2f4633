"""Runs linkchecker in a process of its own and reads its report."""
