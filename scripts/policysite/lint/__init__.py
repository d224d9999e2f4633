"""The content lint: what no parser and no build can see in the pages. One module for each family of rules."""
