"""From files to models: claims.yaml, references.bib, article texts; each value remembers its place."""
