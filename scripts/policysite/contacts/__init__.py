"""Contacts in texts and links, and those that a site lists."""
