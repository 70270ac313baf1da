"""Lists of authors as people type them."""

import pytest

from magclaims.model.registry import Person
from magclaims.read.names import MAX_NAMES, names

P = Person
BERG_WU = [P(family="Berg", given="A"), P(family="Wu", given="LJ")]


@pytest.mark.parametrize(
    ("listed", "people"),
    [
        ("Slutsky, Inna", [P(family="Slutsky", given="Inna")]),
        ("Mag C", [P(family="Mag", given="C")]),
        ("Mag C, Ing B. H.", [P(family="Mag", given="C"), P(family="Ing", given="B. H.")]),
        ("Mag. Inna Slutsky", [P(family="Slutsky", given="Inna")]),
        ("Inna Slutsky", [P(family="Slutsky", given="Inna")]),
        ("Slutsky I", [P(family="Slutsky", given="I")]),
        ("Slutsky I, et al.", [P(family="Slutsky", given="I")]),
        ("Berg, Jan and others", [P(family="Berg", given="Jan")]),
        (
            "Slutsky I, Wu LJ, van der Berg J",
            [
                P(family="Slutsky", given="I"),
                P(family="Wu", given="LJ"),
                P(family="van der Berg", given="J"),
            ],
        ),
        ("Ludwig van Beethoven", [P(family="van Beethoven", given="Ludwig")]),
        ("de Baaij, J. H. F.", [P(family="de Baaij", given="J. H. F.")]),
        ("{EFSA Panel and friends}", [P(name="EFSA Panel and friends")]),
        ("{\\'E}cole, A", [P(family="École", given="A")]),
        ("{A} {B}", [P(family="B", given="A")]),
        ("King, Jr, Martin Luther", [P(family="King Jr", given="Martin Luther")]),
        ("Wu, L.; Berg, J.", [P(family="Wu", given="L."), P(family="Berg", given="J.")]),
        ("Plato", [P(family="Plato")]),
        ('{\\"O}zg{\\"u}r', [P(family="Özgür")]),
        ("Wu, LJ", [P(family="Wu", given="LJ")]),
        ("Berg, et al.", [P(family="Berg")]),
        ("Berg, A., et al.", [P(family="Berg", given="A.")]),
        ("Berg et al.", [P(family="Berg")]),
        ("A. Berg e.a.", [P(family="Berg", given="A.")]),
        ("Berg, E.A.", [P(family="Berg", given="E.A.")]),
        ("Berg A y cols.", [P(family="Berg", given="A")]),
        ("Berg, A. and \\emph{et al.}", [P(family="Berg", given="A.")]),
        ("Berg A, Wu LJ, ... Li B", [*BERG_WU, P(family="Li", given="B")]),
        ("Berg A en Wu LJ", BERG_WU),
        ("Berg A und Wu LJ", BERG_WU),
        ("Berg A et Wu LJ", BERG_WU),
        ("Berg A y Wu LJ", BERG_WU),
        ("Berg A \\& Wu LJ", BERG_WU),
        ("Berg A;Wu LJ", BERG_WU),
        ("{Berg A, Wu LJ}", BERG_WU),
        ("Berg A1, Wu LJ2,3*", BERG_WU),
        ("Berg A, MD, PhD; Wu LJ (ed.)", BERG_WU),
        ("Berg, A., & Wu, L. J.", [P(family="Berg", given="A."), P(family="Wu", given="L. J.")]),
        ("Berg, A., Wu, L. J.", [P(family="Berg", given="A."), P(family="Wu", given="L. J.")]),
        ("A. Berg, L. J. Wu", [P(family="Berg", given="A."), P(family="Wu", given="L. J.")]),
        (
            "Anna Berg, Bo Wu, Carl de Vries",
            [
                P(family="Berg", given="Anna"),
                P(family="Wu", given="Bo"),
                P(family="de Vries", given="Carl"),
            ],
        ),
        ("BERG A, DE VRIES C", [P(family="BERG", given="A"), P(family="DE VRIES", given="C")]),
        ("J. L. YU", [P(family="YU", given="J. L.")]),
        ("Berg A van der, Wu LJ", [P(family="van der Berg", given="A"), BERG_WU[1]]),
        ("Ortega y Gasset, José", [P(family="Ortega y Gasset", given="José")]),
        ("José Ortega y Gasset", [P(family="Ortega y Gasset", given="José")]),
        ("Costa e Silva, A.", [P(family="Costa e Silva", given="A.")]),
        ("Berg A III", [P(family="Berg", given="A")]),
        ("Berg III, Anna B.", [P(family="Berg III", given="Anna B.")]),
        ("Ivanov II", [P(family="Ivanov", given="II")]),
        ("Prof. dr. Anna Berg, PhD", [P(family="Berg", given="Anna")]),
        ("Berg, Anna, MD", [P(family="Berg", given="Anna")]),
        ("Berg, Anna, M.D., PhD", [P(family="Berg", given="Anna")]),
        ("Berg, Anna, Jr.", [P(family="Berg", given="Anna")]),
        ("Berg, A, Wu, MD", [P(family="Berg", given="A"), P(family="Wu", given="MD")]),
        ("{de Vries}, Anna", [P(family="de Vries", given="Anna")]),
        ("{de Vries} A", [P(family="de Vries", given="A")]),
        ("Anna {de Vries}", [P(family="de Vries", given="Anna")]),
        (
            "{{Berg, A. and Wu, L. J.}}",
            [P(family="Berg", given="A."), P(family="Wu", given="L. J.")],
        ),
        ("{EFSA Panel} and others", [P(name="EFSA Panel")]),
        ("{Hepatitis C}", [P(name="Hepatitis C")]),
        ("Бурдяк В, Клим Р", [P(family="Бурдяк", given="В"), P(family="Клим", given="Р")]),
        ("", []),
        (" and ", []),
        (",", []),
        ("others", []),
    ],
)
def test_names(listed: str, people: list[Person]) -> None:
    assert list(names(listed)) == people


@pytest.mark.parametrize(
    "text", ["{" * 3000, "a, " * 20_000, "A et al. " * 3000, "y " * 9000, "}{,;" * 999]
)
def test_hostile_lists_are_answered(text: str) -> None:
    assert len(names(text)) <= MAX_NAMES
