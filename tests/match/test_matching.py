"""Entries beside records. All records are synthetic."""

import json
from pathlib import Path
from typing import Any, Literal

import pytest

from magclaims.match import RecordMatch, compare
from magclaims.match.journals import journal_match
from magclaims.match.numbers import number_match, pages_match, year_match
from magclaims.match.people import authors_match, first_author_match, same_person
from magclaims.match.record_match import NEAR_TITLE
from magclaims.match.titles import is_generic, language_of, title_match, translation_of
from magclaims.model.registry import Person, Reference
from magclaims.model.work import Work

REAL = Path(__file__).parents[3] / "shared/crossref/works.jsonl"
TITLE = "Oral magnesium L-threonate and sleep quality in older adults: a randomised trial"


def person(text: str) -> Person:
    """`Family, Given`, or `{Group}`."""
    if text.startswith("{"):
        return Person(name=text.strip("{}"))
    family, _, given = text.partition(", ")
    return Person(family=family, given=given)


@pytest.mark.parametrize(
    ("printed", "record", "how"),
    [
        (TITLE, TITLE, ""),
        (TITLE.upper(), TITLE, ""),
        (f"{TITLE}.", TITLE, ""),
        ("Oral magnesium‐L‐threonate & sleep", "Oral magnesium-L-threonate and sleep", ""),
        ("TNF-alpha/NF-kappaB signalling in rats", "TNF-α/NF-κB signalling in rats", ""),
        ("H2O and Mg2+", "H<sub>2</sub>O and Mg<sup>2+</sup>", ""),
        ("Sleep &amp;amp; stress", "Sleep and stress", ""),
        ("A Magtein® based formula", "A Magtein&lt;sup&gt;®&lt;/sup&gt; based formula", ""),
        ("Micro biota of the gut", "Microbiota of the gut", ""),
        ("Uebersicht ueber Schlaf", "Übersicht über Schlaf", "transliterated"),
        ("Randomized trial of behavior", "Randomised trial of behaviour", "spelled"),
        ("Effect of the magnesium on sleep", "Effects of magnesium on sleep", "spelled"),
        ("RETRACTED: Sleep and stress in mice", "Sleep and stress in mice", ""),
        ("Sleep and stress in mice", "RETRACTED ARTICLE: Sleep and stress in mice", ""),
        (
            "Oral magnesium L-threonate and sleep quality in older adults",
            TITLE,
            "without its subtitle",
        ),
        ("Magnesium", "Magnesium: what it does", "without its subtitle"),
        ("Oral magnesium L-threonate and sleep ...", TITLE, "cut short"),
        ("Oral magnesium L-threonate and sleep qual", TITLE, "cut short"),
        (f"{TITLE} and more", TITLE, "more words"),
        ("Author response", "Author response: Sleep in flies", "without its subtitle"),
    ],
)
def test_titles_that_are_the_same(printed: str, record: str, how: str) -> None:
    match = title_match(printed, record)
    assert match.agrees
    assert how in match.how
    assert (match.result == "same") == (not how)


@pytest.mark.parametrize(
    ("printed", "record"),
    [
        ("Raising intracellular magnesium in cells", "Raising intraneuronal magnesium in cells"),
        ("Magnesium and hypertension in adults", "Magnesium and hypotension in adults"),
        ("Typical migraine in adults", "Atypical migraine in adults"),
        ("IL-6 in sleeping adults", "IL-8 in sleeping adults"),
        ("Magnesium with zinc in adults", "Magnesium without zinc in adults"),
        ("Magnesium improves sleep", "Magnesium and stress"),
        ("Sleep", "Sleepwalking in mice"),
        ("Weather in July: heat and drought", "Weather in July: heat and learning"),
    ],
)
def test_titles_that_differ(printed: str, record: str) -> None:
    assert title_match(printed, record).differs


def test_other_titles_of_a_record() -> None:
    record = "一种新型的架构"
    assert title_match("A new architecture", record, ["A new architecture"]).how.startswith(
        "it is another"
    )
    # A short title agrees with whatever begins like it, so that it can't vouch for another subtitle.
    assert title_match(
        "Sleep in mice: a trial", "Sleep in mice: a review", ["Sleep in mice"]
    ).differs
    assert title_match("", record).result == "absent"
    assert title_match("Sleep", "", ["Sleep"]).agrees


@pytest.mark.parametrize(
    ("printed", "record", "result"),
    [
        ("Correction: " + TITLE, TITLE, "different"),
        (TITLE, "Corrigendum to “" + TITLE + "”", "different"),
        ("Correction: " + TITLE, "Correction: " + TITLE, "same"),
        ("Response to exercise in adults", "Response to exercise in adults", "same"),
        ("Response of sleep to light", "Responses of sleep to light", "equivalent"),
    ],
)
def test_a_correction_is_not_the_work(printed: str, record: str, result: str) -> None:
    assert title_match(printed, record).result == result


def test_languages() -> None:
    assert language_of("De invloed van magnesium op het geheugen") == "nl"
    assert language_of("Do we need magnesium?") == "en"
    assert language_of("Magnesium") == ""
    assert language_of("Magnesium en geheugen") == "nl"
    assert translation_of("Effects of magnesium on sleep", "The effects of zinc on memory") is None
    assert translation_of("", "Effects of magnesium") is None
    assert is_generic("Editorial")
    assert not is_generic(TITLE)


@pytest.mark.parametrize(
    ("printed", "record", "how"),
    [
        ("Slutsky, I", "Slutsky, Inna", ""),
        ("Wu, LJ", "Wu, Long-Jun", ""),
        ("Wu, L.-J.", "Wu, Long Jun", ""),
        ("WEINGER, J. G.", "Weinger, Jason", ""),
        ("O'Neil, T", "O’Neil, Tim", ""),
        ("Vander Wall, A", "VanderWall, Allison", ""),
        ("Søren, K", "Soren, K", ""),
        ("King Jr, M", "King, M", ""),
        ("de Baaij, JHF", "Baaij, Jeroen H. F. de", "particles"),
        ("van der Berg, J", "Berg, Jan", "particles"),
        ("Müller, A", "Mueller, Anna", "transliterated"),
        ("Kowalsky, A", "Kowalski, Adam", "spelled"),
        ("Inna, Slutsky", "Slutsky, Inna", "swapped"),
        ("García, M", "García Márquez, María", "double name"),
        ("Hughes, A. W.", "Aden W. Hughes, ", "name"),
        ("Mbeki", "-, Mbeki", ""),
        ("-, M.", "-, Mbeki", "a single name"),
        ("Castro, E.M.d.", "Castro, Evaristo Mauro de", ""),
        ("{EFSA NDA Panel}", "{EFSA Panel on Nutrition (NDA)}", "group"),
        ("{WHO}", "{World Health Organization}", "group"),
        ("{EFSA Panel}", "{efsa panel}", ""),
        ("{Plato}", "Plato, A", ""),
        ("{Research groop of sleep medicine}", "{Sleep medicine of research group}", "group"),
    ],
)
def test_one_person(printed: str, record: str, how: str) -> None:
    found = same_person(person(printed), person(record))
    assert found is not None
    assert how in found
    assert bool(found) == bool(how)


@pytest.mark.parametrize(
    ("printed", "record"),
    [
        ("Zhang, L", "Zhang, Chao"),
        ("Bird, A", "Berg, A"),
        ("Smith, J", "Smythe, J"),
        ("{EFSA Panel}", "{WHO Committee}"),
        ("{EFSA Panel}", "Berg, A"),
        ("-, A", "Berg, A"),
        ("-, B", "Berg, A"),
        ("-, A", "-, Mbeki"),
        ("{}", "{EFSA}"),
    ],
)
def test_two_persons(printed: str, record: str) -> None:
    assert same_person(person(printed), person(record)) is None


def people(*listed: str) -> tuple[Person, ...]:
    return tuple(map(person, listed))


@pytest.mark.parametrize(
    ("printed", "record", "result", "how"),
    [
        (people("Berg, A"), people("Berg, Ann", "Wu, L"), "same", ""),
        (people("Wu, L", "Berg, A"), people("Berg, Ann", "Wu, L"), "different", "author 2"),
        (people("Smith, B"), people("Berg, Ann"), "different", ""),
        ((), people("Berg, Ann"), "absent", ""),
        (people("{Anonymous}"), people("Berg, Ann"), "absent", ""),
        (people("{EFSA Panel}"), people("Berg, Ann"), "absent", "a group on one side"),
        (people("Berg, Ann"), people("{EFSA Panel}"), "absent", "a group on one side"),
        (people("Berg, Ann"), people("{EFSA Panel}", "Berg, A"), "equivalent", "names a group"),
        (people("{EFSA}", "Berg, A"), people("Berg, A", "{EFSA}"), "equivalent", "another place"),
        (people("{EFSA Panel}", "Berg, A"), people("Berg, A"), "equivalent", "names a group"),
        (people("{EFSA Panel}", "Smith, B"), people("Berg, A"), "different", ""),
        # what BibTeX reads as one name, where the record has two
        (people("Berg, Smit"), people("Berg, Ann", "Smit, Bo"), "same", ""),
        (people("Ann Berg, Bo Smit"), people("Berg, Ann", "Smit, Bo"), "same", ""),
        (people("Ann Berg, Bo Smit"), people("Berg, Ann", "Jansen, Bo"), "different", ""),
        (people("Vos, Smit"), people("Smit, Bo", "Vos, Ann"), "different", ""),
        (people("Lopez, Garcia"), people("Garcia Lopez, Ann"), "equivalent", "family name alone"),
        # a family name in braces
        (people("{de Vries}"), people("de Vries, Ann"), "same", ""),
        (people("{Vries}"), people("de Vries, Ann"), "equivalent", "particles"),
        (people("{Berg, A.}"), people("Berg, Ann"), "same", ""),
        (people("{Berg A}"), people("Berg, Ann"), "same", ""),
        (people("{Smit A}"), people("Berg, Ann"), "different", ""),
        (people("{Smit}", "{de Vries}"), people("Berg, Ann", "de Vries, Bo"), "different", ""),
        (people("{Smit}"), people("Berg, Ann"), "different", ""),
        (people("{Cochrane}"), people("Berg, Ann", "Smit, Bo"), "absent", "a group on one side"),
        (people("{WHO}"), people("Berg, Ann"), "absent", "a group on one side"),
    ],
)
def test_first_author(
    printed: tuple[Person, ...], record: tuple[Person, ...], result: str, how: str
) -> None:
    match = first_author_match(printed, record)
    assert match.result == result
    assert ";" not in match.printed + match.record
    assert how in match.how


@pytest.mark.parametrize(
    ("printed", "record", "result"),
    [
        (people("Berg, A", "Wu, L"), people("Berg, Ann", "Wu, Li"), "same"),
        (people("Berg, A"), people("Berg, Ann", "Wu, Li"), "equivalent"),
        (people("Wu, L", "Berg, A"), people("Berg, Ann", "Wu, Li"), "equivalent"),
        (people("Berg, A", "Wu, L", "Li, X"), people("Berg, Ann", "Wu, Li"), "equivalent"),
        (people("Berg, A", "Smith, B"), people("Berg, Ann", "Wu, Li"), "different"),
        (people("{EFSA}"), people("Berg, Ann"), "absent"),
        ((), people("Berg, Ann"), "absent"),
    ],
)
def test_authors(printed: tuple[Person, ...], record: tuple[Person, ...], result: str) -> None:
    assert authors_match(printed, record).result == result


def test_a_list_of_thousands_is_cut() -> None:
    many = tuple(Person(family=f"Family{n}", given="A") for n in range(5000))
    match = authors_match(many, many)
    assert match.agrees
    assert match.printed.endswith("et al.")


@pytest.mark.parametrize(
    ("printed", "record", "how"),
    [
        ("Neurosci Bull", "Neuroscience Bulletin", "abbreviated"),
        ("Sleep Med X", "Sleep Medicine: X", "abbreviated"),
        ("J. Sleep Des. Res.", "Journal of Sleep Design Research", "abbreviated"),
        ("J Alzheimers Dis", "Journal of Alzheimer's Disease", "abbreviated"),
        ("J. Natl. Cancer Inst.", "Journal of the National Cancer Institute", "abbreviated"),
        ("Jpn J Physiol", "The Japanese Journal of Physiology", "abbreviated"),
        ("Z Ernährungswiss", "Zeitschrift für Ernährungswissenschaft", "abbreviated"),
        ("Am J Health Pharm", "American Journal of Health-System Pharmacy", "abbreviated"),
        ("Int J Res London", "International Journal of Research", "abbreviated"),
        ("PNAS", "Proceedings of the National Academy of Sciences", "two names"),
        (
            "Proc Natl Acad Sci U S A",
            "Proceedings of the National Academy of Sciences",
            "two names",
        ),
        ("IJMS", "International Journal of Molecular Sciences", "acronym"),
        ("ICECA", "Conference of Electronics and Aerospace (ICECA)", "acronym"),
        ("The Lancet", "Lancet", ""),
        ("Nutrients (Basel)", "Nutrients", ""),
        ("Catalysis Science &amp; Technology", "Catalysis Science and Technology", ""),
        ("Neuro Pharmacology", "Neuropharmacology", "together or apart"),
        ("Database", "Database: The Journal of Curation", "subtitle"),
        ("Neuropharmacologia", "Neuropharmacologia", ""),
        ("Journal of Nutritoin Research", "Journal of Nutrition Research", "spelled"),
    ],
)
def test_one_journal(printed: str, record: str, how: str) -> None:
    match = journal_match(printed, record)
    assert match.agrees
    assert how in match.how


@pytest.mark.parametrize(
    ("printed", "record"),
    [
        ("Ann Fr Anesth Reanim", "Annales Françaises d'Anesthésie et de Réanimation"),
        ("J Environ Sci Health B", "Journal of Environmental Science and Health, Part B"),
        (
            "J Environ Sci Health B",
            "Journal of Environmental Science and Health, Part B: Pesticides, Food Contaminants, and Agricultural Wastes",
        ),
        ("Proc Biol Sci", "Proceedings of the Royal Society B: Biological Sciences"),
        (
            "Proc R Soc Lond B Biol Sci",
            "Proceedings of the Royal Society of London. Series B: Biological Sciences",
        ),
        (
            "Proc Biol Sci",
            "Proceedings of the Royal Society of London. Series B: Biological Sciences",
        ),
        (
            "Philos Trans R Soc Lond B Biol Sci",
            "Philosophical Transactions of the Royal Society B: Biological Sciences",
        ),
        (
            "Philos Trans R Soc Lond B Biol Sci",
            "Philosophical Transactions of the Royal Society of London. Series B: Biological Sciences",
        ),
        ("Zeitschrift fuer Naturforschung C", "Zeitschrift für Naturforschung C"),
        ("Z Naturforsch C J Biosci", "Zeitschrift für Naturforschung C"),
        (
            "Am J Physiol Endocrinol Metab",
            "American Journal of Physiology-Endocrinology and Metabolism",
        ),
        ("Acta Crystallogr C", "Acta Crystallographica Section C Crystal Structure Communications"),
        ("J Chromatogr B Analyt Technol Biomed Life Sci", "Journal of Chromatography B"),
        ("J Gerontol A Biol Sci Med Sci", "The Journals of Gerontology: Series A"),
        (
            "J Gerontol A Biol Sci Med Sci",
            "The Journals of Gerontology Series A: Biological Sciences and Medical Sciences",
        ),
        ("Mutat Res", "Mutation Research/Fundamental and Molecular Mechanisms of Mutagenesis"),
        ("Dtsch Med Wochenschr", "DMW - Deutsche Medizinische Wochenschrift"),
        ("Dtsch Arztebl Int", "Deutsches Ärzteblatt international"),
        ("Dtsch Aerztebl", "Deutsches Ärzteblatt"),
        ("An Pediatr (Barc)", "Anales de Pediatría"),
        (
            "Comp Biochem Physiol C Toxicol Pharmacol",
            "Comparative Biochemistry and Physiology Part C: Toxicology & Pharmacology",
        ),
        (
            "Comp Biochem Physiol C Toxicol Pharmacol",
            "Comparative Biochemistry and Physiology Part C: Pharmacology, Toxicology and Endocrinology",
        ),
        (
            "Proc Inst Mech Eng H",
            "Proceedings of the Institution of Mechanical Engineers, Part H: Journal of Engineering in Medicine",
        ),
        ("Phys Rev E Stat Nonlin Soft Matter Phys", "Physical Review E"),
        ("Angew Chem Int Ed Engl", "Angewandte Chemie International Edition in English"),
        ("Angew Chem Int Ed Engl", "Angewandte Chemie International Edition"),
        ("Angew Chem Int Ed", "Angewandte Chemie International Edition"),
        ("Ann N Y Acad Sci", "Annals of the New York Academy of Sciences"),
        ("Q J Med", "QJM: An International Journal of Medicine"),
        ("Pflugers Arch", "Pflügers Archiv - European Journal of Physiology"),
        ("JPEN J Parenter Enteral Nutr", "Journal of Parenteral and Enteral Nutrition"),
        ("MMWR Morb Mortal Wkly Rep", "MMWR. Morbidity and Mortality Weekly Report"),
        ("MMWR Morb Mortal Wkly Rep", "Morbidity and Mortality Weekly Report"),
        ("Am J Physiol", "American Journal of Physiology-Legacy Content"),
        (
            "C R Acad Sci III",
            "Comptes Rendus de l'Académie des Sciences - Series III - Sciences de la Vie",
        ),
        ("Bull Acad Natl Med", "Bulletin de l'Académie Nationale de Médecine"),
        ("Presse Med", "La Presse Médicale"),
        ("Environ Sci Pollut Res Int", "Environmental Science and Pollution Research"),
        (
            "Prog Neuropsychopharmacol Biol Psychiatry",
            "Progress in Neuro-Psychopharmacology and Biological Psychiatry",
        ),
        ("Monatsschr Kinderheilkd", "Monatsschrift Kinderheilkunde"),
        ("Ann Ist Super Sanita", "Annali dell'Istituto Superiore di Sanità"),
        ("Jt Comm J Qual Improv", "Joint Commission Journal on Quality Improvement"),
        ("Hokkaido Igaku Zasshi", "Hokkaido Igaku Zasshi. Hokkaido Journal of Medical Science"),
        ("Izv Akad Nauk Ser Biol", "Izvestiia Akademii Nauk. Seriia Biologicheskaia"),
        ("Hepatogastroenterology", "Hepato-Gastroenterology"),
        ("Haematol J", "The Hematology Journal"),
        ("J Behav Med", "Journal of Behavioural Medicine"),
        (
            "Am J Physiol Regul Integr Comp Physiol",
            "American Journal of Physiology-Regulatory, Integrative and Comparative Physiology",
        ),
    ],
)
def test_abbreviations_as_nlm_makes_them(printed: str, record: str) -> None:
    assert journal_match(printed, record).agrees
    assert journal_match(record, printed).agrees


@pytest.mark.parametrize(
    ("printed", "record"),
    [
        ("Physical Review A", "Physical Review B"),
        ("Physical Review D", "Physical Review E"),
        ("J Nutr", "Journal of Clinical Nutrition"),
        ("J Clin Nutr", "American Journal of Clinical Nutrition"),
        ("J Environ Sci Health B", "Journal of Environmental Science and Health, Part C"),
        ("Acta Crystallogr C", "Acta Crystallographica Section D Structural Biology"),
        ("J Chromatogr A", "Journal of Chromatography B"),
        ("N Engl J Med", "Nutrition Journal"),
        ("C R Biol", "Climate"),
        ("Spine", "SpringerReference"),
        ("Proc Nutr Soc", "Proceedings of the Royal Society B: Biological Sciences"),
        ("Physical Review B", "Physical Review D"),
        ("J Nutr", "Journal of Neurotrauma"),
        ("Sleep", "Sleep Medicine"),
        ("JAMA", "JAMA Internal Medicine"),
        ("Frontiers in Nutrition", "Frontiers in Neurology"),
    ],
)
def test_two_journals(printed: str, record: str) -> None:
    assert journal_match(printed, record).differs


def test_books_and_former_names() -> None:
    assert journal_match("Sleep Sci", "Schlaf", ["Sleep Science"]).agrees
    assert journal_match("Schlaf", "Sleep", ["Schlaf"]).result == "equivalent"
    assert journal_match("Proc. Conf. Brain 2011", "Brain 2011 Conference", article=False).agrees
    assert journal_match("Cooking", "Brain 2011 Conference", article=False).differs
    assert journal_match("", "Sleep").result == "absent"
    assert journal_match("Sleep", "").result == "absent"


@pytest.mark.parametrize(
    ("printed", "record", "others", "doi", "result"),
    [
        (2020, 2020, (), "", "same"),
        (2021, 2020, (2021,), "", "equivalent"),
        (2025, 2026, (), "10.5555/abc.2025.1", "equivalent"),
        (2025, 2026, (), "10.5555/abc.20251", "different"),
        (2024, 2026, (), "10.5555/abc.2024.1", "different"),
        (2021, 2020, (), "", "different"),
        (None, 2020, (), "", "absent"),
        (2020, None, (), "", "absent"),
    ],
)
def test_years(
    printed: int | None, record: int | None, others: tuple[int, ...], doi: str, result: str
) -> None:
    assert year_match(printed, record, others, doi).result == result


@pytest.mark.parametrize(
    ("field", "printed", "record", "result"),
    [
        ("volume", "37", "37", "same"),
        ("volume", "Vol. 037", "37", "same"),
        ("volume", "XXXVII", "37", "same"),
        ("volume", "37(1)", "37", "equivalent"),
        ("volume", "12 Suppl 2", "12", "equivalent"),
        ("volume", "18", "17", "different"),
        ("volume", "", "17", "absent"),
        ("volume", "17", "null", "absent"),
        ("issue", "Suppl 1", "S1", "same"),
        ("issue", "1-2", "1", "equivalent"),
        ("issue", "S1", "1-s", "equivalent"),
        ("volume", "Jahrgang 12", "12", "same"),
        ("volume", "Tome 12", "12", "same"),
        ("volume", "Volumen 12", "12", "same"),
        ("issue", "número 3", "3", "same"),
        ("issue", "Jan", "3", "absent"),
        ("issue", "4", "5", "different"),
    ],
)
def test_volume_and_issue(
    field: Literal["volume", "issue"], printed: str, record: str, result: str
) -> None:
    assert number_match(field, printed, record).result == result


@pytest.mark.parametrize(
    ("printed", "record", "number", "result"),
    [
        ("165-177", "165–177", "", "same"),
        ("165-77", "165-177", "", "same"),
        ("pp. 165--7", "165-167", "", "same"),
        ("S71-7", "S71-S77", "", "same"),
        ("2345", "2345-2345", "", "same"),
        ("e8656", "", "8656", "equivalent"),
        ("8656", "1-20", "8656", "same"),
        ("e55038", "", "e0055038", "same"),
        ("426", "426-439", "", "equivalent"),
        ("426-439", "426", "", "equivalent"),
        ("71-77", "S71-S77", "", "equivalent"),
        ("1-12", "", "5235", "absent"),
        ("100141", "1-5", "", "absent"),
        ("426-435", "426-439", "", "different"),
        ("55-69", "410-424", "", "different"),
        ("xii", "xii", "", "same"),
        ("xii", "xiv", "", "different"),
        ("pág. 12-15", "12-15", "", "same"),
        ("pagina 12-15", "12-15", "", "same"),
        ("article number 12", "12", "", "same"),
        ("12-15, 18", "12-15", "", "same"),
        ("", "12-15", "", "absent"),
        ("12", "", "", "absent"),
        ("-", "12", "", "absent"),
    ],
)
def test_pages(printed: str, record: str, number: str, result: str) -> None:
    assert pages_match(printed, record, number).result == result


WORK = Work(
    doi="10.5555/abc",
    title=TITLE,
    authors=people("Berg, Anna", "Wu, Li-Jun", "Li, Xin"),
    journal="Journal of Sleep Medicine",
    year=2020,
    volume="12",
    issue="3",
    pages="165-177",
    type="journal-article",
)


def entry(**changes: Any) -> Reference:
    fields: dict[str, Any] = {
        "title": WORK.title,
        "authors": people("Berg, A", "Wu, LJ"),
        "journal": "J Sleep Med",
        "year": 2020,
        "volume": "12",
        "issue": "3",
        "pages": "165-177",
    }
    return Reference(key="k", entry_type="article").model_copy(update=fields | changes)


def verdict(work: Work = WORK, **changes: Any) -> RecordMatch:
    return compare(entry(**changes), work)


def test_a_clean_entry() -> None:
    match = verdict()
    assert (match.verdict, match.differences) == ("same_work", ())
    assert match.certain
    assert match.score > 0.9


def test_a_short_printed_entry_is_not_punished() -> None:
    match = compare(
        Reference(key="k", entry_type="misc", title=TITLE, authors=people("Berg, A")), WORK
    )
    assert match.verdict == "same_work"
    assert match.certain, "a long title word for word, and its author"
    match = compare(Reference(key="k", entry_type="misc", authors=people("Berg, A")), WORK)
    assert match.verdict == "undecided"
    match = compare(
        Reference(key="k", entry_type="misc", authors=people("Berg, A"), year=2020), WORK
    )
    assert match.verdict == "same_work"
    assert compare(Reference(key="k", entry_type="misc"), WORK).verdict == "undecided"
    assert compare(Reference(key="k", entry_type="misc"), WORK).score == 0


@pytest.mark.parametrize(
    ("changes", "differences"),
    [
        ({"year": 2018}, ("year",)),
        ({"volume": "13"}, ("volume",)),
        ({"pages": "165-170"}, ("pages",)),
        ({"journal": "Neuron"}, ("journal",)),
        ({"authors": people("Smith, B")}, ("first_author", "authors")),
        ({"volume": "3", "issue": "12"}, ("volume", "issue")),
        ({"title": TITLE.replace("quality", "quantity")}, ("title",)),
        ({"title": "Zinc and the skin of mice"}, ("title",)),
    ],
)
def test_one_fault(changes: dict[str, Any], differences: tuple[str, ...]) -> None:
    match = verdict(**changes)
    assert match.verdict == "same_work_with_differences"
    assert match.differences == differences


@pytest.mark.parametrize(
    "changes",
    [
        {"title": "Zinc and the skin of mice", "authors": people("Smith, B"), "year": 2001},
        {"title": "Zinc and the skin of mice", "volume": "13", "pages": "1-9"},
        {"title": f"Corrigendum: {TITLE}"},
        {"title": "Zinc and the skin of mice", "volume": "", "pages": "", "journal": ""},
        {
            "authors": people("Smith, B"),
            "year": 2001,
            "journal": "Neuron",
            "volume": "1",
            "pages": "9",
        },
        {"title": "", "authors": people("Smith, B"), "year": 2001, "journal": "Neuron"},
    ],
)
def test_another_work(changes: dict[str, Any]) -> None:
    match = verdict(**changes)
    assert match.verdict == "other_work"
    assert match.reason
    assert not match.certain


def test_without_a_title_the_rest_decides() -> None:
    match = verdict(title="", year=2001)
    assert (match.verdict, match.differences) == ("same_work_with_differences", ("year",))


def test_a_shared_heading_is_no_title() -> None:
    editorial = WORK.model_copy(update={"title": "Editorial"})
    other = {"title": "Editorial", "year": 2001, "volume": "1", "pages": "9", "journal": "Neuron"}
    assert verdict(editorial, authors=people("Smith, B"), **other).verdict == "other_work"
    assert verdict(editorial, authors=(), **other).verdict == "other_work"
    assert verdict(editorial, title="Editorial").verdict == "same_work"
    assert verdict(editorial, title="Editorial").certain, "by its place"
    assert not verdict(editorial, title="Editorial", pages="").certain


@pytest.mark.parametrize(
    ("changes", "certain"),
    [
        ({}, True),
        ({"year": 2001}, True),
        ({"journal": "Brain"}, True),
        ({"volume": "9"}, True),
        ({"pages": "9-11"}, True),
        ({"authors": people("Smith, B")}, True),
        ({"authors": ()}, True),
        ({"title": TITLE.replace("sleep quality", "bone density")}, True),
        ({"title": "Something else entirely about the spots of giraffes"}, True),
        ({"title": "Something else entirely", "pages": ""}, False),
        ({"title": "Something else entirely", "authors": ()}, False),
        ({"title": TITLE.replace("sleep", "bone"), "pages": "9-11"}, False),
        ({"title": "Oral magnesium", "authors": (), "journal": "", "volume": ""}, False),
    ],
)
def test_a_search_result_that_is_surely_the_work(changes: dict[str, Any], *, certain: bool) -> None:
    assert verdict(**changes).certain is certain


BOOK = Work(
    doi="10.5555/book",
    title="Made-up ecologies of sleep",
    authors=people("Berg, Anna"),
    year=2012,
    type="book",
)


@pytest.mark.parametrize(
    ("changes", "certain"),
    [
        ({"year": 2013}, True),  # the title and a full name
        ({"year": 2013, "authors": people("Berg, A.")}, False),  # there are many A. Bergs
        ({"authors": people("Smith, John")}, False),  # another book of that title and year
        ({"year": 2013, "authors": ()}, False),
        ({"year": 2013, "journal": "Annals of Something Else"}, True),  # the book is in no journal
        ({"title": "Made-up ecologies of dreams"}, False),
    ],
)
def test_a_book_has_little_more_than_title_and_author(
    changes: dict[str, Any], *, certain: bool
) -> None:
    printed = Reference(
        key="k", entry_type="book", title=BOOK.title, authors=people("Berg, Anna"), year=2012
    )
    assert compare(printed.model_copy(update=changes), BOOK).certain is certain


@pytest.mark.parametrize("title", ["Reply to anonymous referee 2", "Comment on anonymous paper 2"])
def test_replies_of_one_author_share_their_title(title: str) -> None:
    printed = Reference(
        key="k", entry_type="misc", title=title, authors=people("Berg, Anna"), year=2001
    )
    assert not compare(printed, BOOK.model_copy(update={"title": title})).certain
    other = title.replace("Reply to", "Study of").replace("Comment on", "Study of")
    printed = printed.model_copy(update={"title": other})
    assert compare(printed, BOOK.model_copy(update={"title": other})).certain


def test_a_review_of_a_book_is_not_the_book() -> None:
    title = "A long history of the sleep of people who never were: an invention"
    review = WORK.model_copy(update={"title": title, "authors": people("Reviewer, Rita")})
    printed = Reference(
        key="k", entry_type="book", title=title, authors=people("Berg, Anna"), year=2020
    )
    match = compare(printed, review)
    assert not match.certain
    assert match.comes_near
    assert match.unlike == ("first_author",)


def test_short_titles_need_their_place() -> None:
    entry_ = {"title": "Gout", "volume": "", "issue": ""}
    chapter = WORK.model_copy(update={"title": "Gout", "volume": "", "issue": ""})
    assert verdict(chapter, **entry_).certain
    assert verdict(chapter, **entry_, year=2001).certain, "by the pages of the book"
    assert verdict(chapter, **entry_, authors=people("Smith, B")).certain, "by its whole place"
    assert verdict(chapter, **entry_, pages="9-11").certain, "by author, book and year"
    assert not verdict(chapter, **entry_, pages="9-11", authors=()).certain
    assert not verdict(chapter, **{**entry_, "pages": "", "journal": ""}).certain


def test_a_person_whose_name_stands_where_groups_do() -> None:
    near = {"title": TITLE.replace("magnesium", "selenium"), "pages": ""}
    whole = people("{Anna Berg}", "{Li-Jun Wu}")
    assert verdict(WORK.model_copy(update={"authors": whole, "pages": ""}), **near).certain
    panel = people("{Panel on Nutrition, Novel Foods and Allergies}")
    alone = {**near, "authors": panel}
    assert not verdict(WORK.model_copy(update={"authors": panel, "pages": ""}), **alone).certain


@pytest.mark.parametrize(
    ("title", "near"),
    [
        ("The SWT viewing carbohydrates", True),
        ("The SWT carbohydrates viewing", False),
        ("The carbohydrates", False),
    ],
)
def test_one_other_word_comes_near(title: str, *, near: bool) -> None:
    record = BOOK.model_copy(update={"title": "The SWT viewing widget", "year": None})
    printed = Reference(key="k", entry_type="misc", title=title, authors=people("Berg, Anna"))
    match = compare(printed, record)
    assert not match.certain
    assert match.fields["title"].score < NEAR_TITLE
    assert match.comes_near is near


def test_another_year_of_a_work_with_versions_is_told() -> None:
    version = WORK.model_copy(update={"version_of": ("10.5555/first",), "type": "posted-content"})
    match = verdict(version, year=2022, journal="", volume="", pages="")
    assert match.verdict == "version"
    assert match.reason.endswith("version of doi:10.5555/first: its year is 2020, not 2022")
    assert match.unlike == ("year",)


def test_a_panel_gives_many_opinions_with_nearly_one_title() -> None:
    panel = WORK.model_copy(update={"authors": people("{EFSA Panel}"), "pages": ""})
    near = {"title": TITLE.replace("magnesium", "selenium"), "authors": people("{EFSA Panel}")}
    assert not verdict(panel, **near).certain
    assert verdict(panel, authors=people("{EFSA Panel}")).certain


def test_a_translated_title() -> None:
    dutch = "Magnesium-L-threonaat en de slaapkwaliteit van ouderen: een onderzoek"
    match = verdict(title=dutch)
    assert (match.verdict, match.differences) == ("translated_title", ("title",))
    assert TITLE in match.reason
    match = verdict(title=dutch, journal="", volume="", pages="")
    assert match.verdict == "translated_title"
    match = verdict(title=dutch, volume="", issue="", pages="", year=None)
    assert match.verdict == "translated_title"  # the journal is enough of a place
    match = verdict(title=dutch, authors=people("Smith, B"))
    assert match.verdict == "other_work"
    match = verdict(title=dutch, authors=())
    assert match.verdict == "translated_title"
    match = verdict(title=dutch, authors=(), pages="1-9")
    assert match.verdict == "other_work"


def test_a_preprint_and_its_published_version() -> None:
    preprint = Work(title=TITLE, authors=WORK.authors, year=2019, type="posted-content")
    assert verdict(preprint).verdict == "version"
    assert verdict(preprint).differences == ()
    assert verdict(preprint, journal="medRxiv", year=2019).verdict == "same_work"
    assert verdict(journal="bioRxiv preprint", year=2019, volume="", pages="").verdict == "version"
    assert verdict(preprint, authors=people("Smith, B")).verdict == "same_work_with_differences"


@pytest.mark.parametrize(
    ("server", "is_one"),
    [
        ("SSRN Electronic Journal", True),
        ("Research Square, version 2", True),
        ("OSF Preprints", True),
        ("Authorea", True),
        ("CoRR", True),
        ("Corrosion Science", False),  # begins as a server does
        ("Square Research", False),
    ],
)
def test_the_servers_for_preprints(server: str, *, is_one: bool) -> None:
    printed = verdict(journal=server, year=2019, volume="", pages="")
    assert (printed.verdict == "version") is is_one


@pytest.mark.parametrize(
    ("absent", "expected"),
    [
        ((), "version"),
        (("pages",), "same_work_with_differences"),  # a report has a volume, too
        (("volume",), "same_work_with_differences"),
    ],
)
def test_without_a_journal_volume_and_pages_tell_what_was_published(
    absent: tuple[str, ...], expected: str
) -> None:
    preprint = Work(title=TITLE, authors=WORK.authors, year=2019, type="posted-content")
    assert verdict(preprint, journal="", **dict.fromkeys(absent, "")).verdict == expected


def test_located_without_pages() -> None:
    match = verdict(title="Zinc and the skin of mice", pages="")
    assert match.verdict == "same_work_with_differences"
    match = verdict(title="Zinc and the skin of mice", pages="", authors=people("Berg, A"))
    assert match.verdict == "other_work"


def test_hostile_values() -> None:
    huge = "a " * 100_000
    match = compare(
        entry(title=huge, journal="(" * 5000, pages="1" * 5000, volume="(" * 5000, issue="X" * 500),
        WORK.model_copy(
            update={"title": "<" * 5000, "journal": "&amp;" * 5000, "pages": "-" * 500}
        ),
    )
    assert match.verdict in {"other_work", "same_work_with_differences", "undecided", "same_work"}


@pytest.mark.skipif(not REAL.is_file(), reason="the real Crossref records are not at hand")
def test_real_records_agree_with_themselves() -> None:
    from magclaims.gather.sources.records import work_from_crossref

    for line in REAL.read_text(encoding="utf-8").splitlines():
        work = work_from_crossref(json.loads(line), retrieved="")
        fields = {name: getattr(work, name) for name in ("title", "authors", "year", "journal")}
        fields |= {name: getattr(work, name) for name in ("volume", "issue", "pages")}
        match = compare(Reference(key="k", entry_type="article").model_copy(update=fields), work)
        # A notice may have the very title of the work that it corrects.
        notice = match.verdict == "notice" and bool(work.notice_of)
        assert notice or match.verdict in {"same_work", "undecided"}, work.doi
