"""What kind of study a work is, and what it gave."""

from magclaims.knowledge.ingredients import Comparison, compare_ingredients

__all__ = ["Comparison", "compare_ingredients"]
