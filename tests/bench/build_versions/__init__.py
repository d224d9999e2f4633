"""Time of a build with many versions of the policy."""
