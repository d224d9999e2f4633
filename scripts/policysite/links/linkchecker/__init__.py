"""Runs linkchecker in a process of its own and reads its report."""

# The environment variable with the seconds of processor time after which the system ends linkchecker.
PROCESSOR_SECONDS = "LINKCHECKER_PROCESSOR_SECONDS"
# Begins the line of a report with the header Retry-After of an answer.
RETRY_AFTER = "Retry-After: "
