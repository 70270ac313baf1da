"""TeX to plain text."""

import pytest

from magclaims.read.tex import decode


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
