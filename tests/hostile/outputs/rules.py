"""The names of the rules of the output check."""

ELEMENT, ATTRIBUTE, ID, ADDRESS, CONTACT = (
    f"output-{name}" for name in ("element", "attribute", "id", "address", "contact")
)
SCRIPT, STYLE, POLICY, UNCLEAR = (f"output-{name}" for name in ("script", "style", "csp-differs", "markup-unclear"))
TEXT_REPLACED = "output-text-replaced"
UNLISTED, CHANGED, FALSE, LARGE = "output-file-unlisted", "output-file-changed", "output-file-false", "file-too-large"
