"""What became of people, and what a thing is said to have done to them. All of it is synthetic."""

import pytest

from magclaims.judge.claim.fared import tells_how_people_fared


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "Volunteers on a walking programme lost three kilos in half a year."),
        ("en", "In a survey, nurses with a garden slept longer."),
        ("nl", "Deelnemers aan een loopprogramma verloren drie kilo in een half jaar."),
        ("nl", "Na drie maanden kersen hadden de patiënten minder pijn."),
        ("de", "Vierzig Patienten hatten nach vier Wochen Kirschen weniger Schmerzen."),
        ("fr", "Les participants à un programme de marche ont perdu trois kilos en six mois."),
        ("es", "Tras tres meses de cerezas los pacientes sentían menos dolor."),
    ],
)
def test_people_are_the_subject(language: str, text: str) -> None:
    assert tells_how_people_fared(text, language)


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "Cherries eased the pain of forty patients."),
        ("en", "Cherries gave women in the study less pain."),
        ("en", "Thanks to cherries, patients in the study had less pain."),
        ("en", "Cherries eased the pain, while patients without them had more."),
        ("nl", "Kersen gaven vrouwen in de studie minder pijn."),
        ("nl", "Door kersen hadden de patiënten minder pijn."),
        ("de", "In der Studie halfen Kirschen den Patienten beim Abnehmen."),
        ("de", "Kirschen linderten die Schmerzen der Patienten."),
        ("fr", "Les cerises ont protégé les participants contre la goutte."),
        ("fr", "Les cerises ont soulagé la douleur des patients."),
        ("es", "Las cerezas protegieron a los participantes contra la gota."),
        ("it", "I pazienti hanno perso tre chili."),
    ],
)
def test_something_else_is_or_a_cause_is_named(language: str, text: str) -> None:
    assert not tells_how_people_fared(text, language)
