"""The check of a built site, made by the build before it puts the site in place, and by `policy check`.

It stands after the lint between a stranger's change and the published page. It looks only at the files that were
built, and trusts nothing that the lint has found: every file, element, attribute and address must be one that the
generator makes.
"""
