"""The verdict on an occurrence, its reasons, and what would have to be mended."""
