"""Rules about deceptive characters."""
