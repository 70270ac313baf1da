"""What a claim says by its own words: which way, of what, of harm; what no study has to show."""
