"""A sentence as the readings of what it offers see it, and what they look for in it."""

from dataclasses import dataclass

from magclaims.judge.law.effects import Effect


@dataclass(frozen=True, slots=True)
class Target:
    """A disease or an effect that a sentence names, and is not denied there."""

    start: int
    end: int
    text: str
    effect: Effect | None = None

    @property
    def ill(self) -> bool:
        """Whether it is a disease or one of its signs."""
        return self.effect is None

    @property
    def is_less(self) -> bool:
        """Whether it is an effect of which less is promised, a complaint: "stress"."""
        return self.effect is not None and self.effect.less


@dataclass(frozen=True, slots=True)
class Around:
    """What a sentence is read with.

    Attributes:
        text: The sentence.
        language: One of `languages()`.
        starts: Offsets of what it is about; 0 where that is carried over or left out.
        substances: Ids of what it is about, or of what the page sells.
        product_page: Whether the page is one of a product, and nothing else that acts was named last.
        list_of_benefits: Whether the item stands in a list of benefits.
        names_another: Whether it names a substance that the page does not sell.
    """

    text: str
    language: str
    starts: tuple[int, ...]
    substances: tuple[str, ...]
    product_page: bool
    list_of_benefits: bool = False
    names_another: bool = False

    @property
    def sold(self) -> bool:
        """Whether it may speak of what the page sells at all."""
        return bool(self.starts) or self.product_page
