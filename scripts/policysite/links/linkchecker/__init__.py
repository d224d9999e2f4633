"""Runs linkchecker as a process of its own and reads its report."""
