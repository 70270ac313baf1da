"""Articles beside the registry: what they claim, what is registered, how it is worded."""
