"""What the body does by itself, and what makes it do so: whole families of sentences. All of it is synthetic."""

import pytest

from magclaims.model.registry import Verdict
from small_registries import judged

# Language, words, statement, substance.
BY_ITSELF = [
    (
        "en",
        "The pancreas releases insulin when blood sugar rises",
        "The pancreas releases insulin when blood sugar rises.",
        "insulin",
    ),
    (
        "en",
        "The liver stores enough vitamin B12 for several years",
        "The liver stores vitamin B12 for years.",
        "vitamin B12",
    ),
    (
        "en",
        "The thyroid needs iodine to make its hormones",
        "The thyroid needs iodine to make its hormones.",
        "iodine",
    ),
    (
        "en",
        "The stomach secretes acid to digest protein",
        "The stomach secretes acid to digest protein.",
        "stomach acid",
    ),
    (
        "en",
        "During menopause the ovaries make less and less oestrogen",
        "During menopause the ovaries make less oestrogen.",
        "oestrogen",
    ),
    (
        "en",
        "The kidneys turn vitamin D into its active form",
        "The kidneys turn vitamin D into its active form.",
        "vitamin D",
    ),
    ("en", "The brain uses glucose as its fuel", "The brain uses glucose as fuel.", "glucose"),
    (
        "en",
        "Your skin makes vitamin D in sunlight",
        "The skin makes vitamin D in sunlight.",
        "vitamin D",
    ),
    (
        "en",
        "In the gut, bacteria turn fibre into short-chain fatty acids",
        "Gut bacteria turn fibre into short-chain fatty acids.",
        "dietary fibre",
    ),
    (
        "en",
        "The adrenal glands produce cortisol in the morning",
        "The adrenal glands produce cortisol.",
        "cortisol",
    ),
    (
        "en",
        "Cells make glutathione from three amino acids",
        "Cells make glutathione from three amino acids.",
        "glutathione",
    ),
    ("en", "Muscles store creatine as phosphocreatine", "Muscles store creatine.", "creatine"),
    (
        "en",
        "The liver breaks caffeine down within hours",
        "The liver breaks caffeine down.",
        "caffeine",
    ),
    (
        "en",
        "Most of the body's collagen sits in skin, bones and tendons",
        "Collagen is found in skin, bones and tendons.",
        "collagen",
    ),
    (
        "en",
        "Collagen is found in skin, bones and tendons",
        "Collagen is found in skin, bones and tendons.",
        "collagen",
    ),
    (
        "en",
        "Taurine occurs mostly in the heart and the brain",
        "Taurine occurs in the heart and brain.",
        "taurine",
    ),
    (
        "en",
        "The name mugwort comes from an old word for midges",
        "The name mugwort comes from an old word.",
        "mugwort",
    ),
    (
        "en",
        "Turmeric owes its yellow colour to curcumin",
        "Turmeric owes its colour to curcumin.",
        "turmeric",
    ),
    (
        "en",
        "Kefir takes its name from a Turkish word",
        "Kefir takes its name from a Turkish word.",
        "kefir",
    ),
    (
        "nl",
        "De alvleesklier geeft insuline af zodra de bloedsuiker stijgt",
        "The pancreas releases insulin when blood sugar rises.",
        "insulin",
    ),
    (
        "nl",
        "De lever slaat vitamine B12 voor jaren op",
        "The liver stores vitamin B12 for years.",
        "vitamin B12",
    ),
    (
        "nl",
        "De schildklier heeft jodium nodig om hormonen te maken",
        "The thyroid needs iodine to make its hormones.",
        "iodine",
    ),
    (
        "nl",
        "Tijdens de overgang maken de eierstokken steeds minder oestrogeen",
        "During menopause the ovaries make less oestrogen.",
        "oestrogen",
    ),
    (
        "nl",
        "De nieren zetten vitamine D om in de actieve vorm",
        "The kidneys turn vitamin D into its active form.",
        "vitamin D",
    ),
    (
        "nl",
        "De hersenen gebruiken glucose als brandstof",
        "The brain uses glucose as fuel.",
        "glucose",
    ),
    ("nl", "In de darm maken bacteriën vitamine K", "Gut bacteria make vitamin K.", "vitamin K"),
    (
        "nl",
        "'s Ochtends maken de bijnieren meer cortisol aan",
        "The adrenal glands make more cortisol in the morning.",
        "cortisol",
    ),
    ("nl", "Spieren slaan creatine op als fosfocreatine", "Muscles store creatine.", "creatine"),
    (
        "nl",
        "De lever breekt cafeïne in enkele uren af",
        "The liver breaks caffeine down.",
        "caffeine",
    ),
    (
        "nl",
        "Collageen komt voor in huid, botten en pezen",
        "Collagen is found in skin, bones and tendons.",
        "collagen",
    ),
    (
        "nl",
        "Taurine zit vooral in het hart en de hersenen",
        "Taurine occurs in the heart and brain.",
        "taurine",
    ),
    (
        "nl",
        "De naam rooibos is Afrikaans voor rode struik",
        "Rooibos is Afrikaans for red bush.",
        "rooibos",
    ),
    (
        "nl",
        "Kurkuma dankt zijn gele kleur aan curcumine",
        "Turmeric owes its colour to curcumin.",
        "turmeric",
    ),
    (
        "nl",
        "De naam betekent zoiets als geur van een paard",
        "The name means smell of a horse.",
        "ashwagandha",
    ),
    (
        "de",
        "Die Bauchspeicheldrüse gibt Insulin ab, sobald der Blutzucker steigt",
        "The pancreas releases insulin when blood sugar rises.",
        "insulin",
    ),
    (
        "de",
        "Die Leber speichert Vitamin B12 für Jahre",
        "The liver stores vitamin B12 for years.",
        "vitamin B12",
    ),
    (
        "de",
        "Die Schilddrüse braucht Jod, um ihre Hormone zu bilden",
        "The thyroid needs iodine to make its hormones.",
        "iodine",
    ),
    (
        "de",
        "In den Wechseljahren bilden die Eierstöcke immer weniger Östrogen",
        "During menopause the ovaries make less oestrogen.",
        "oestrogen",
    ),
    (
        "de",
        "Die Nieren wandeln Vitamin D in die aktive Form um",
        "The kidneys turn vitamin D into its active form.",
        "vitamin D",
    ),
    ("de", "Das Gehirn nutzt Glukose als Brennstoff", "The brain uses glucose as fuel.", "glucose"),
    ("de", "Muskeln speichern Kreatin als Phosphokreatin", "Muscles store creatine.", "creatine"),
    (
        "de",
        "Kollagen kommt in Haut, Knochen und Sehnen vor",
        "Collagen is found in skin, bones and tendons.",
        "collagen",
    ),
    (
        "de",
        "Der Name Beifuß geht auf ein altes Wort zurück",
        "The name mugwort goes back to an old word.",
        "mugwort",
    ),
    (
        "de",
        "Kurkuma verdankt seine gelbe Farbe dem Curcumin",
        "Turmeric owes its colour to curcumin.",
        "turmeric",
    ),
    (
        "fr",
        "Le pancréas libère de l'insuline quand la glycémie monte",
        "The pancreas releases insulin when blood sugar rises.",
        "insulin",
    ),
    (
        "fr",
        "Le foie stocke la vitamine B12 pour des années",
        "The liver stores vitamin B12 for years.",
        "vitamin B12",
    ),
    (
        "fr",
        "La thyroïde a besoin d'iode pour fabriquer ses hormones",
        "The thyroid needs iodine to make its hormones.",
        "iodine",
    ),
    (
        "fr",
        "À la ménopause, les ovaires produisent de moins en moins d'œstrogènes",
        "During menopause the ovaries make less oestrogen.",
        "oestrogen",
    ),
    (
        "fr",
        "Les reins transforment la vitamine D en sa forme active",
        "The kidneys turn vitamin D into its active form.",
        "vitamin D",
    ),
    ("fr", "Les muscles stockent la créatine", "Muscles store creatine.", "creatine"),
    (
        "fr",
        "Le collagène se trouve dans la peau, les os et les tendons",
        "Collagen is found in skin, bones and tendons.",
        "collagen",
    ),
    (
        "fr",
        "Le kéfir tire son nom d'un mot turc",
        "Kefir takes its name from a Turkish word.",
        "kefir",
    ),
    (
        "fr",
        "Le curcuma doit sa couleur jaune à la curcumine",
        "Turmeric owes its colour to curcumin.",
        "turmeric",
    ),
    (
        "es",
        "El páncreas libera insulina cuando sube la glucosa",
        "The pancreas releases insulin when blood sugar rises.",
        "insulin",
    ),
    (
        "es",
        "El hígado almacena vitamina B12 durante años",
        "The liver stores vitamin B12 for years.",
        "vitamin B12",
    ),
    (
        "es",
        "La tiroides necesita yodo para fabricar sus hormonas",
        "The thyroid needs iodine to make its hormones.",
        "iodine",
    ),
    (
        "es",
        "En la menopausia los ovarios producen cada vez menos estrógeno",
        "During menopause the ovaries make less oestrogen.",
        "oestrogen",
    ),
    (
        "es",
        "Los riñones convierten la vitamina D en su forma activa",
        "The kidneys turn vitamin D into its active form.",
        "vitamin D",
    ),
    ("es", "Los músculos almacenan creatina", "Muscles store creatine.", "creatine"),
    (
        "es",
        "El colágeno se encuentra en la piel, los huesos y los tendones",
        "Collagen is found in skin, bones and tendons.",
        "collagen",
    ),
    (
        "es",
        "El kéfir toma su nombre de una palabra turca",
        "Kefir takes its name from a Turkish word.",
        "kefir",
    ),
    (
        "es",
        "El estómago segrega ácido clorhídrico para digerir las proteínas",
        "The stomach secretes acid to digest protein.",
        "stomach acid",
    ),
]
BROUGHT_ABOUT = [
    (
        "en",
        "With cinnamon, the pancreas releases insulin again",
        "Cinnamon makes the pancreas release insulin again.",
        "cinnamon",
    ),
    (
        "en",
        "Cinnamon lets the pancreas release insulin again",
        "Cinnamon makes the pancreas release insulin again.",
        "cinnamon",
    ),
    (
        "en",
        "The pancreas releases insulin faster with cinnamon",
        "Cinnamon speeds up the release of insulin.",
        "cinnamon",
    ),
    (
        "en",
        "Your brain makes more serotonin thanks to saffron",
        "Saffron raises serotonin.",
        "saffron",
    ),
    (
        "en",
        "Your liver breaks down fat faster after artichoke",
        "Artichoke speeds up fat breakdown.",
        "artichoke",
    ),
    ("en", "Saffron makes your brain release serotonin", "Saffron raises serotonin.", "saffron"),
    (
        "en",
        "The ovaries make oestrogen again with red clover",
        "Red clover restores oestrogen.",
        "red clover",
    ),
    (
        "en",
        "Your brain needs lion's mane to think clearly",
        "Lion's mane is needed to think clearly.",
        "lion's mane",
    ),
    (
        "en",
        "Your muscles use creatine to grow twice as fast",
        "Creatine doubles muscle growth.",
        "creatine",
    ),
    (
        "en",
        "The brain releases melatonin better with magnesium",
        "Magnesium improves melatonin release.",
        "magnesium",
    ),
    ("en", "The skin needs collagen to stay young", "Collagen keeps the skin young.", "collagen"),
    ("en", "The body uses honey to fight infections", "Honey fights infections.", "honey"),
    (
        "en",
        "Turmeric owes its power against pain to curcumin",
        "Curcumin gives turmeric its power against pain.",
        "turmeric",
    ),
    ("en", "The name says it: feverfew drives out fever", "Feverfew drives out fever.", "feverfew"),
    ("en", "Taurine is found in every calm heart", "Taurine calms the heart.", "taurine"),
    (
        "en",
        "The liver uses milk thistle to renew itself",
        "Milk thistle renews the liver.",
        "milk thistle",
    ),
    (
        "nl",
        "Met kaneel geeft de alvleesklier weer insuline af",
        "Cinnamon makes the pancreas release insulin again.",
        "cinnamon",
    ),
    (
        "nl",
        "Kaneel laat de alvleesklier weer insuline aanmaken",
        "Cinnamon makes the pancreas release insulin again.",
        "cinnamon",
    ),
    (
        "nl",
        "Je hersenen maken meer serotonine dankzij saffraan",
        "Saffron raises serotonin.",
        "saffron",
    ),
    (
        "nl",
        "De lever breekt vet sneller af na artisjok",
        "Artichoke speeds up fat breakdown.",
        "artichoke",
    ),
    (
        "nl",
        "Je hersenen hebben pruikzwam nodig om helder te denken",
        "Lion's mane is needed to think clearly.",
        "lion's mane",
    ),
    (
        "nl",
        "De huid gebruikt collageen om jong te blijven",
        "Collagen keeps the skin young.",
        "collagen",
    ),
    (
        "nl",
        "Kurkuma dankt zijn kracht tegen pijn aan curcumine",
        "Curcumin gives turmeric its power against pain.",
        "turmeric",
    ),
    (
        "nl",
        "De lever gebruikt mariadistel om zich te vernieuwen",
        "Milk thistle renews the liver.",
        "milk thistle",
    ),
    ("nl", "Saffraan zet je hersenen aan tot serotonine", "Saffron raises serotonin.", "saffron"),
    (
        "de",
        "Mit Zimt gibt die Bauchspeicheldrüse wieder Insulin ab",
        "Cinnamon makes the pancreas release insulin again.",
        "cinnamon",
    ),
    ("de", "Das Gehirn bildet dank Safran mehr Serotonin", "Saffron raises serotonin.", "saffron"),
    (
        "de",
        "Die Haut braucht Kollagen, um jung zu bleiben",
        "Collagen keeps the skin young.",
        "collagen",
    ),
    (
        "de",
        "Die Leber nutzt Mariendistel, um sich zu erneuern",
        "Milk thistle renews the liver.",
        "milk thistle",
    ),
    (
        "fr",
        "Avec la cannelle, le pancréas libère à nouveau de l'insuline",
        "Cinnamon makes the pancreas release insulin again.",
        "cinnamon",
    ),
    (
        "fr",
        "Le cerveau produit plus de sérotonine grâce au safran",
        "Saffron raises serotonin.",
        "saffron",
    ),
    (
        "fr",
        "La peau a besoin de collagène pour rester jeune",
        "Collagen keeps the skin young.",
        "collagen",
    ),
    (
        "es",
        "Con canela el páncreas vuelve a liberar insulina",
        "Cinnamon makes the pancreas release insulin again.",
        "cinnamon",
    ),
    (
        "es",
        "El cerebro produce más serotonina gracias al azafrán",
        "Saffron raises serotonin.",
        "saffron",
    ),
    (
        "es",
        "La piel necesita colágeno para mantenerse joven",
        "Collagen keeps the skin young.",
        "collagen",
    ),
]


def _verdict(row: tuple[str, str, str, str], kind: str) -> Verdict:
    language, words, statement, substance = row
    case = {"lang": language, "quote": words, "text": f"{words}.", "statement": statement}
    return judged(case | {"substance": substance, "kind": kind, "strength": "none"}).verdict


@pytest.mark.parametrize("row", BY_ITSELF, ids=lambda row: f"{row[0]}: {row[1]}")
def test_what_the_body_does_by_itself_asks_for_no_reference(row: tuple[str, str, str, str]) -> None:
    for kind in ("general_knowledge", "definition"):
        assert _verdict(row, kind) is Verdict.NOT_APPLICABLE


@pytest.mark.parametrize("row", BROUGHT_ABOUT, ids=lambda row: f"{row[0]}: {row[1]}")
def test_what_makes_the_body_do_it_asks_for_one(row: tuple[str, str, str, str]) -> None:
    for kind in ("general_knowledge", "definition"):
        assert _verdict(row, kind) is Verdict.UNSUPPORTED
