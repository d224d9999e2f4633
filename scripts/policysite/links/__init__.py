"""The link check of the built site.

An *address* is what a file contains: a URL as written, which may be relative. A *URL* is absolute.
"""
