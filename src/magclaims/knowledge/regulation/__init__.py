"""What food law holds about substances: authorised claims, refused ones, claims on hold, amounts.

The data are TOML files beside this module, with the source and status of each row; `register` reads
and checks them once. Not legal advice.
"""

from magclaims.knowledge.regulation.register import (
    AuthorisedClaim,
    LegalAmount,
    Refusal,
    carriers,
    official_sentences,
    parts,
    register,
    together,
)

__all__ = [
    "AuthorisedClaim",
    "LegalAmount",
    "Refusal",
    "carriers",
    "official_sentences",
    "parts",
    "register",
    "together",
]
