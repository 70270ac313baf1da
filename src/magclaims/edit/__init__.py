"""Changing the user's files in place: only the bytes meant, comments and order kept."""
