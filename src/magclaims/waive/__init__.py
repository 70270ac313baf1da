"""Which findings are known or accepted: they stay in the output and are counted."""
