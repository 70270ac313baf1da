"""Caveats that deny or doubt a transfer to people invoke nobody. The sentences are made up."""

import pytest

from magclaims.lexicon.wording import grade
from magclaims.model.registry import Strength, Subject

SET_ASIDE = {
    "nl": [
        "Bij ratten verbeterde zink het geheugen; of dat ook voor mensen geldt, is niet bekend.",
        "Bij ratten verbeterde zink het geheugen, maar of dat ook voor mensen geldt, is niet bekend.",
        "Bij muizen verlaagde zink de bloeddruk, maar het is onduidelijk of dit bij mensen ook zo werkt.",
        "Bij muizen verlaagde zink de bloeddruk; bij mensen is dat niet onderzocht.",
        "Bij muizen verlaagde zink de bloeddruk, maar er is nog geen onderzoek bij mensen gedaan.",
        "Bij muizen verlaagde zink de bloeddruk. Of u daar iets aan hebt, is onbekend.",
        "Bij muizen verlaagde zink de bloeddruk; onderzoek bij mensen ontbreekt.",
        "Bij muizen verlaagde zink de bloeddruk, wat niet betekent dat het bij mensen werkt.",
        "Bij ratten verhoogde creatine de spierkracht, niet bij mensen.",
        "Bij ratten verhoogde creatine de spierkracht, al moet dat bij mensen nog worden aangetoond.",
        "Bij ratten verhoogde creatine de spierkracht; studies bij mensen zijn er nog niet.",
        "Bij ratten verhoogde creatine de spierkracht; dit zegt niets over mensen.",
        "Bij ratten verhoogde creatine de spierkracht; die uitkomst is niet zonder meer naar mensen te vertalen.",
        "Bij ratten verhoogde creatine de spierkracht, maar het is de vraag of dat ook voor u geldt.",
        "Bij ratten verhoogde creatine de spierkracht; meer onderzoek bij mensen is nodig.",
        "In gekweekte cellen remde curcumine de groei; bij patiënten is dat nooit getest.",
        "In gekweekte cellen remde curcumine de groei; voor mensen is het effect niet aangetoond.",
        "Of dat ook voor mensen geldt, is niet bekend.",
        "Het is twijfelachtig of de daling van de bloeddruk bij ratten ook bij volwassenen optreedt.",
        "Bij ratten verbeterde zink het geheugen, bij mensen weten we dat niet.",
        "Bij ratten verbeterde zink het geheugen; voor mensen is dat nog maar de vraag.",
        "Bij ratten verbeterde zink het geheugen; bij mensen moet dat nog blijken.",
        "Bij varkens verlaagde visolie de triglyceriden, al staat niet vast of hetzelfde voor patiënten geldt.",
        "In celkweken remde groene thee de groei, maar wat dit voor mensen betekent, is nog onbekend.",
        "Visolie verlaagde de triglyceriden bij knaagdieren; gegevens over mensen zijn er nauwelijks.",
        "Visolie verlaagde de triglyceriden bij knaagdieren; voor vrouwen en mannen is dat nooit bewezen.",
        "Hoewel dit bij mensen nog niet is onderzocht, verbeterde lijnzaad bij muizen de botdichtheid.",
        "Lijnzaad verbeterde bij muizen de botdichtheid (bij mensen is dat onbekend).",
        "Lijnzaad verbeterde bij muizen de botdichtheid, maar muizen zijn geen mensen.",
        "Lijnzaad verbeterde bij muizen de botdichtheid; of jij daar iets van merkt, weten we niet.",
        "Lijnzaad verbeterde bij muizen de botdichtheid. Bij ouderen moet dit nog worden bevestigd.",
    ],
    "en": [
        "In rats, zinc improved memory; whether this holds for people is not known.",
        "In rats, zinc improved memory, but it is not known whether this also applies to people.",
        "In mice, zinc lowered blood pressure; this has not been tested in humans.",
        "In mice, zinc lowered blood pressure, but there are no human studies.",
        "In mice, zinc lowered blood pressure; human data are lacking.",
        "In mice, zinc lowered blood pressure, which does not mean that it works in people.",
        "In rats creatine increased strength, not in people.",
        "In rats creatine increased strength; it remains to be seen whether people benefit.",
        "In rats creatine increased strength, though it is unclear if this translates to patients.",
        "In rats creatine increased strength; the effect has yet to be shown in people.",
        "In rats creatine increased strength, but this says nothing about you.",
        "In rats creatine increased strength; human trials are needed.",
        "In cultured cells curcumin inhibited growth; no one has tested this in patients.",
        "In cultured cells curcumin inhibited growth, and it is doubtful that it does so in humans.",
        "In rats creatine increased strength; this cannot be extrapolated to humans.",
        "In rats creatine increased strength; results in animals do not always carry over to people.",
        "In rats creatine increased strength; we do not know if it does the same for people.",
        "In rats creatine increased strength; it may not do so in people.",
        "Whether this holds for people is not known.",
        "In rats, zinc improved memory; there is no evidence that it improves memory in people.",
        "In pigs fish oil lowered triglycerides, although nobody knows what that means for patients.",
        "Fish oil lowered triglycerides in rodents; no trial in adults has been done.",
        "Although it has not been studied in people, flaxseed improved bone density in mice.",
        "Flaxseed improved bone density in mice (its effect in people is unknown).",
        "Flaxseed improved bone density in mice, but mice are not people.",
        "Flaxseed improved bone density in mice; whether you would notice anything is anyone's guess.",
        "In cell cultures green tea inhibited growth; the relevance to humans is uncertain.",
        "In cell cultures green tea inhibited growth; it is too early to say whether patients benefit.",
        "In rabbits it raised HDL, a finding that has never been replicated in humans.",
    ],
}
"""The sentence names people only to say that it does not speak of them."""
INVOKED = {
    "nl": [
        "Bij ratten en mensen verbeterde zink het geheugen.",
        "Niet alleen bij ratten, maar ook bij mensen verbeterde zink het geheugen.",
        "Bij ratten verbeterde zink het geheugen, en bij mensen ook.",
        "Bij mensen die niet roken verbeterde zink het geheugen.",
        "Zink verbetert het geheugen bij mensen zonder slaapproblemen.",
        "Beperkt onderzoek bij mensen suggereert dat zink het geheugen verbetert.",
        "Bij ratten en mogelijk ook bij mensen verbetert zink het geheugen.",
        "Zink verbetert het geheugen van mensen niet.",
        "Zink had bij volwassenen geen effect op de slaap.",
        "Bij ratten verbeterde zink het geheugen; bij mensen verbeterde zink het geheugen niet.",
        "Bij mensen, die vaak niet genoeg slapen, verbeterde zink het geheugen.",
        "Het is niet bekend waarom zink bij mensen de slaap verbetert.",
        "Bij ratten verbeterde zink het geheugen; het werkt ook bij mensen, al is niet bekend hoe.",
        "Dierstudies suggereren dat het mensen helpt, al is de dosis niet bekend.",
        "Bij ratten verbeterde zink het geheugen, maar het is niet onwaarschijnlijk dat mensen er ook baat bij hebben.",
        "Bij muizen en bij vrouwen na de overgang verbeterde lijnzaad de botdichtheid.",
        "Lijnzaad verbeterde de botdichtheid niet alleen bij muizen maar ook bij vrouwen.",
        "Bij mensen met een tekort verbeterde zink het herstel, bij ratten niet.",
        "Anders dan bij ratten verbeterde zink bij mensen de smaak niet.",
        "Wie geen vis eet, heeft baat bij visolie: bij volwassenen verlaagde het de triglyceriden.",
        "Dierstudies lieten het al zien, en nu verbetert het ook bij patiënten de slaap.",
        "Het is niet duidelijk hoe, maar bij patiënten verlaagde visolie de triglyceriden, net als bij muizen.",
    ],
    "en": [
        "In rats and people, zinc improved memory.",
        "Not only in rats but also in people, zinc improved memory.",
        "In people who do not smoke, zinc improved memory.",
        "Zinc improved memory in adults without sleep problems.",
        "Limited human evidence suggests that zinc improves memory.",
        "In rats, and possibly in people, zinc improves memory.",
        "Zinc does not improve memory in people.",
        "Zinc had no effect on sleep in adults.",
        "In rats zinc improved memory; in people, zinc did not improve memory.",
        "It is not known why zinc improves sleep in people.",
        "In people not taking medication, zinc improved memory.",
        "Human studies show that zinc improves memory, but the mechanism is unknown.",
        "In rats zinc improved memory, and it is likely that people benefit too.",
        "Zinc may improve memory in people, although more research is needed.",
        "No other mineral improves memory in people so much.",
        "In mice and in women after menopause flaxseed improved bone density.",
        "In people with a deficiency zinc improved recovery, but not in rats.",
        "Unlike in rats, zinc did not improve taste in people.",
        "Animal studies showed it, and now it improves sleep in patients too.",
        "It is not clear how, but fish oil lowered triglycerides in patients, as it does in mice.",
        "It works in mice and, no doubt, in people.",
        "People without kidney disease benefit as much as mice do: it lowers their blood pressure.",
    ],
}
"""Their nearest neighbours: people, or the reader, are spoken of."""


def rows(table: dict[str, list[str]]) -> list[tuple[str, str]]:
    return [(language, sentence) for language, sentences in table.items() for sentence in sentences]


@pytest.mark.parametrize(("language", "sentence"), rows(SET_ASIDE))
def test_a_caveat_invokes_nobody(language: str, sentence: str) -> None:
    wording = grade(sentence, language)
    assert not wording.invokes_people
    assert Subject.HUMAN not in wording.subjects


@pytest.mark.parametrize(("language", "sentence"), rows(INVOKED))
def test_what_is_said_of_people_invokes_them(language: str, sentence: str) -> None:
    assert grade(sentence, language).invokes_people


@pytest.mark.parametrize(
    ("language", "sentence", "strength"),
    [
        ("nl", "Bij ratten verbeterde zink het geheugen; bij mensen is dat onbekend.", "causal"),
        ("nl", "Hoewel dit bij mensen niet is onderzocht, verbeterde zink het geheugen.", "causal"),
        ("nl", "Zink verlaagde de bloeddruk, wat niet betekent dat het werkt.", "causal"),
        ("nl", "Het is onduidelijk of zink het geheugen verbetert.", "none"),
        ("nl", "Of zink het geheugen verbetert, is niet bekend.", "none"),
        ("nl", "Zink verbetert het geheugen of de slaap.", "causal"),
        ("en", "In rats zinc improved memory; in people this is unknown.", "causal"),
        ("en", "Zinc lowered blood pressure, which does not mean that it works.", "causal"),
        ("en", "It is unclear if zinc improves memory.", "none"),
        ("en", "It is not proven that zinc improves memory.", "none"),
        ("en", "An effect on memory has not been proven.", "none"),
    ],
)
def test_a_caveat_leaves_the_finding_as_strong_as_it_is(
    language: str, sentence: str, strength: str
) -> None:
    assert grade(sentence, language).strength is Strength[strength.upper()]


@pytest.mark.parametrize(
    "sentence", ["Of dat ook voor mensen geldt, is niet bekend.", "Bij mensen is dat onbekend."]
)
def test_a_caveat_by_itself_needs_no_reference(sentence: str) -> None:
    assert not grade(sentence, "nl").is_claim


@pytest.mark.parametrize(
    ("language", "text", "people"),
    [
        ("en", "Tested in mice, it also lengthens human life", True),
        ("nl", "Alleen bij muizen onderzocht, maar het verlengt ook mensenlevens", True),
        ("de", "Bei Mäusen geprüft, verlängert es auch ein Menschenleben", True),
        ("fr", "Testée chez la souris, elle prolonge la vie humaine", True),
        ("es", "Probada en ratones, alarga la vida humana", True),
        ("nl", "Of het behalve dat van muizen een mensenleven verlengt, is onbekend", False),
    ],
)
def test_the_life_of_people_is_no_life_of_mice(language: str, text: str, *, people: bool) -> None:
    assert grade(text, language).invokes_people is people
