"""The time of `policy lint`, beside other checkers of Markdown and spelling."""
