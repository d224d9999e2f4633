"""Time and memory of a build, beside plain Material with static-i18n."""
