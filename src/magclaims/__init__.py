"""Checks what health articles claim against the references they cite."""

__version__ = "0.2.0"
HOME = "https://github.com/magclaims/magclaims"
"""Where the project lives: rule pages and reports point there."""
