"""Checks what health articles claim against the references they cite."""

__version__ = "0.1.0"
