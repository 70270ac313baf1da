"""Evidence links: what one reference can carry for one occurrence of a claim."""
