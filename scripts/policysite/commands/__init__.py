"""The subcommands of `policy`: each calls what does the job, prints, and returns the exit code.

Each imports what it needs when it runs, so that the help appears at once, and raises a `ToolError` if it cannot do its
job.
"""
