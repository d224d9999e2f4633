"""The names of the rules of the output check."""

ELEMENT, ATTRIBUTE, ID, ADDRESS, CONTACT = (
    f"output-{name}"
    for name in ("element-unknown", "attribute-unknown", "id-invalid", "address-unsafe", "contact-unlisted")
)
SCRIPT, STYLE, POLICY, UNCLEAR = (
    f"output-{name}" for name in ("script-unknown", "style-unsafe", "csp-differs", "markup-unclear")
)
UNLISTED, CHANGED, INVALID, LARGE = (
    "output-file-unlisted",
    "output-file-changed",
    "output-file-invalid",
    "file-too-large",
)
HIDDEN = "output-page-hidden"
