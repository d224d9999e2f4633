"""The templates of a site's own look, which strangers may change.

The lint reports what they must not have, and the build renders none of them before that is corrected.
"""
