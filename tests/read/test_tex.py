"""TeX to plain text, and lists of names."""

import pytest

from magclaims.model.registry import Person
from magclaims.read.tex import decode, names


@pytest.mark.parametrize(
    ("tex", "text"),
    [
        ("plain text, 50% of it", "plain text, 50% of it"),
        ("{M}agnesium {L}-threonate", "Magnesium L-threonate"),
        ('M{\\"u}ller', "Müller"),
        ('M\\"{u}ller', "Müller"),
        ("Garc{\\'\\i}a", "García"),
        ("\\v{C}ech and \\c c", "Čech and ç"),
        ('S{\\o}ren Stra{\\ss}e \\AA ngstr\\"om', "Søren Straße Ångström"),
        ("TNF-$\\alpha$/NF-$\\kappa$B, $\\Lambda$", "TNF-α/NF-κB, Λ"),
        ("H$_2$O and Mg$^{2+}$", "H2O and Mg2+"),
        ("A \\& B \\_ 5\\% \\#1 \\{x\\}", "A & B _ 5% #1 {x}"),
        ("\\textit{in vivo} and \\emph{in vitro}", "in vivo and in vitro"),
        ("Mg\\textsuperscript{2+}", "Mg2+"),
        ("165--177 --- ``so''", "165–177 — “so”"),
        ("A~Panel", "A Panel"),
        ("A \\& B~C", "A & B C"),
        ("$x \\leq y$ 5% more", "x ≤ y 5% more"),
        ("cost \\$5", "cost $5"),
        ("$\\frac{1}{2}$", "1/2"),
    ],
)
def test_decode(tex: str, text: str) -> None:
    assert decode(tex) == text


@pytest.mark.parametrize(
    "tex",
    [
        "\\" * 50,
        "$",
        "$$$",
        "\\begin{x",
        "\\frac" + "{" * 100 + "}" * 100,
        "\\unknown{x}",
        "$" * 30_001,
    ],
)
def test_broken_tex_gives_text(tex: str) -> None:
    assert "\\frac" not in decode(tex)


P = Person


@pytest.mark.parametrize(
    ("listed", "people"),
    [
        ("Slutsky, Inna", [P(family="Slutsky", given="Inna")]),
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
        ("", []),
        (" and ", []),
        (",", []),
        ("others", []),
    ],
)
def test_names(listed: str, people: list[Person]) -> None:
    assert list(names(listed)) == people
