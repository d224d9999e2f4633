"""What the checks notice when one language of a text is damaged in one place."""
