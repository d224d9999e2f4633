"""How long the check of the content takes, beside checks of the form and of the spelling alone."""
