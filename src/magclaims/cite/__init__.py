"""References as other tools and people write them: AMA, BibTeX, CSL-JSON, keys."""
