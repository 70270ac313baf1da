import pytest

from magclaims.read.article.sentences import split

# A bar shows where one sentence ends and the next begins.
CASES = {
    "nl": [
        "Magnesium helpt o.a. Een deel van de spieren.| Dat is alles.",
        "Vraag dr. Jansen.| Het duurt ong. 5 weken.",
        "Vgl. Slutsky en anderen.| Neem i.p.v. Koffie eens thee.",
        "Neem bijv. 1,5 g per dag.| De rest volgt.",
        "De dosis is 144 mg.| Daarna stopt het.",
        "Het hangt samen met vitamine C.| Magnesium niet.",
        "Volgens A. de Vries klopt het.| Ja.",
        "Goed voor het geheugen.¹| De rest volgt.²",
        "Goed voor het geheugen. ¹| De rest volgt. ²",
        "Goed voor het geheugen.1| De rest volgt.2,3",
        "Met isotopen. ¹³C is er een.".replace(". ¹", ".| ¹"),
        "Goed voor het geheugen.*| De rest volgt.*",
        "Goed voor het geheugen.¹,²| De rest volgt.",
        "Goed voor het geheugen.¹De rest volgt.".replace("¹D", "¹|D"),
        "Dit staat in Neuron.|Daarna volgt meer tekst.",
        "'t Is zo.| 's Avonds slaapt men.",
        "Het werkt enz.| Daarna niet meer.",
        "Zie www.voorbeeld.nl. Dat is een site.".replace("nl. D", "nl.| D"),
        "Werkt het?| Ja!| Misschien… en toch niet.",
        "Hij zei: “Het werkt.”| Daarna zweeg hij.",
        "Zie nr. 5 van de lijst.| Klaar.",
        "De pH stijgt.| pH is een maat.",
        "Dat blijkt.| α-Linoleenzuur is een vetzuur.",
        "Er zijn twee manieren: (1) zon en (2) pillen.| Klaar.",
        "1. Slaap genoeg.| 2. Eet goed.",
    ],
    "en": [
        "Salts, e.g. Magnesium citrate, dissolve.| Others do not.",
        "Smith et al. (2010) found it.| So did others.",
        "It lowers the risk of disease.[1,2]| Next comes sleep.",
        "It lowers the risk of disease. [3]| Next comes sleep.",
        "It lowers the risk.(4)| Next comes sleep.",
        "It lowers the risk. (5)| Next comes sleep.",
        "It lowers the risk.[4]|Next comes sleep.",
        "Mr. Brown takes 1.5 g.| He sleeps.",
        "It was found in the U.S.| The study ended.",
        "He lives in the U.S. Virgin Islands.",
        "In 2010.| And later.",
        "See Fig. 3 and p. 12.| The fig.| It grows.",
        "Wait...| Then it works... or not.",
        "It costs 3.50 per kg (ca. 2 lb).| Cheap.",
        "J. A. Smith wrote it.| Twice.",
    ],
    "de": [
        "Salze, z. B. Citrat, lösen sich.| Andere nicht.",
        "Salze, z.B. Citrat, lösen sich.| Andere nicht.",
        "Am 3. Mai begann es.| Im 19. Jahrhundert auch.",
        "Das gilt, d. h. Magnesium wirkt.| Bzw. Zink.",
        "Es hilft usw.| Die Studie zeigt 1,5 mg.",
    ],
    "fr": [
        "Les sels, p. ex. Le citrate, aident.| Les autres non.",
        "Selon M. Dupont, oui.| Env. 5 mg suffisent.",
        "Le sel aide, etc.| Les autres non.",
    ],
    "es": [
        "Según el Dr. García, sí.| No.",
        "El 50% de EE. UU. toma sales.| ¿Por qué?| ¡Nadie sabe!",
        "Sales, p. ej. Citrato, ayudan.| Otras no.",
    ],
}


@pytest.mark.parametrize(
    ("language", "marked"), [(code, case) for code, cases in CASES.items() for case in cases]
)
def test_sentences_end_where_a_reader_would_say(language: str, marked: str) -> None:
    text = marked.replace("|", "")
    expected = [part.strip() for part in marked.split("|")]
    assert [text[start:end] for start, end in split(text, language)] == expected


def test_an_unknown_language_takes_the_abbreviations_of_all() -> None:
    text = "Siehe z. B. Citrat. Neem i.p.v. Thee. Fin."
    assert [text[a:b] for a, b in split(text, "und")] == [
        "Siehe z. B. Citrat.",
        "Neem i.p.v. Thee.",
        "Fin.",
    ]


def test_a_forced_line_break_ends_a_sentence_unless_it_goes_on() -> None:
    text = "Oraal: 50 mg\u2028Nasaal: 9 mg\u2028per dag"
    assert [text[a:b] for a, b in split(text, "nl")] == [
        "Oraal: 50 mg",
        "Nasaal: 9 mg\u2028per dag",
    ]


@pytest.mark.parametrize("text", ["", "   ", "\n\t"])
def test_space_has_no_sentences(text: str) -> None:
    assert split(text, "en") == []


def test_the_parts_cover_all_but_space() -> None:
    text = "Een. Twee!  Drie? (Vier.) “Vijf.” 6. Zeven"
    spans = split(text, "nl")
    outside = "".join(
        text[a:b]
        for a, b in zip(
            [0, *(e for _, e in spans)], [*(s for s, _ in spans), len(text)], strict=True
        )
    )
    assert not outside.strip()
