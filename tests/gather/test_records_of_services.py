import json
import re
from itertools import permutations
from pathlib import Path
from typing import Any

import pytest

from magclaims.gather.sources.markup import plain
from magclaims.gather.sources.records import merge_notices, with_subtitle, work_from_crossref
from magclaims.knowledge.notices import notice_kind, split_notice
from magclaims.model.registry import Person
from magclaims.model.work import Notice, Update, Work
from standin.records import HAUSENBLAS, RETRACTED, SLUTSKY, ZHANG, update


def work(**fields: Any) -> Work:
    record = {"DOI": "10.5555/Synthetic.X", "title": ["A title"], **fields}
    return work_from_crossref(record, retrieved="2026-11-21T00:00:00Z")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("A Magtein<sup>®</sup>, magnesium", "A Magtein®, magnesium"),
        ("Medicine &amp; Health", "Medicine & Health"),
        ("PRODUCTS &amp;amp; SERVICES", "PRODUCTS & SERVICES"),
        ("δ&amp;lt;sup&amp;gt;13&amp;lt;/sup&amp;gt;C", "δ13C"),
        ("ANEMIA&lt;subtitle&gt;Treatment&lt;/subtitle&gt;", "ANEMIA: Treatment"),
        (
            "giant clams (\n      <i>Tridacna maxima</i>\n      ) in\n  <i>water</i>\n, again",
            "giant clams (Tridacna maxima) in water, again",
        ),
        ("<mml:math xmlns:mml='x'><mml:mi>ν</mml:mi></mml:math>-gap", "ν-gap"),
        (
            (
                "of <inline-formula><tex-math>$x$</tex-math><mml:math><mml:mi>x</mml:mi></mml:math>"
                "</inline-formula>"
            ),
            "of x",
        ),
        ("p < 0.05 and a<b", "p < 0.05 and a<b"),
        ("cost $18.50 or $97", "cost $18.50 or $97"),
        (r"$${\mathcal {W}}_\infty $$-transport", "W_∞-transport"),
        (r"a \textit{small} dose", "a small dose"),
        ("<jats:title>Aim</jats:title><jats:p>To see.</jats:p>", "Aim To see."),
        ("<!-- note -->x<![CDATA[y]]>", "xy"),
        ("soft\u00adhyphen  and\n breaks", "softhyphen and breaks"),
        (None, ""),
        (3, ""),
        ("<" * 50_000, "<" * 50_000),
    ],
)
def test_markup_becomes_plain_text(text: object, expected: str) -> None:
    assert plain(text) == expected


@pytest.mark.parametrize(
    ("title", "expected", "notice"),
    [
        ("RETRACTED: A trial", "A trial", "retraction"),
        ("Retracted Article: A trial", "A trial", "retraction"),
        ("[Retracted] A trial", "A trial", "retraction"),
        ("RETRACTED ARTICLE: A trial", "A trial", "retraction"),
        ("WITHDRAWN: A review", "A review", "withdrawal"),
        ("TEMPORARY REMOVAL: A trial", "A trial", "removal"),
        ("REMOVED: A trial", "A trial", "removal"),
        ("Retracted and Replaced: A trial", "A trial", "retraction_and_replacement"),
        ("[Retracted and republished] A trial", "A trial", "retraction_and_replacement"),
        ("Retracted and replaced teeth", "Retracted and replaced teeth", None),
        ("Retracted publications in medicine", "Retracted publications in medicine", None),
        ("Withdrawn patients are different", "Withdrawn patients are different", None),
        ("Retraction: A trial", "Retraction: A trial", None),
        ("Withdrawn", "Withdrawn", "withdrawal"),
        ("RETRACTED ARTICLE A trial", "A trial", "retraction"),
        ("*RETRACTED* A trial", "A trial", "retraction"),
        ("A trial [Retracted]", "A trial", "retraction"),
        ("A trial (Retracted).", "A trial", "retraction"),
        ("A trial (Retracted article. See vol. 5, pg. 6, 2012)", "A trial", "retraction"),
        ("A trial – RETRACTED", "A trial", "retraction"),
        ("A trial. Retracted", "A trial", "retraction"),
        ("A trial (Review) [Withdrawn]", "A trial (Review)", "withdrawal"),
        ("Artículo retractado: Sueño", "Sueño", "retraction"),
        ("ARTIGO RETRATADO: Sono", "Sono", "retraction"),
        ("Zurückgezogener Artikel: Schlaf", "Schlaf", "retraction"),
        ("Ingetrokken artikel: Slaap", "Slaap", "retraction"),
        ("Rétracté : Le sommeil", "Le sommeil", "retraction"),
        ("Article retiré : le sommeil", "le sommeil", "withdrawal"),
        ("睡眠（已撤稿）", "睡眠", "retraction"),
        ("【撤回】睡眠", "睡眠", "retraction"),
        ("Статья отозвана: Сон", "Сон", "retraction"),
        ("Caffeine: withdrawn from the market", "Caffeine: withdrawn from the market", None),
        ("A study of the retracted uterus", "A study of the retracted uterus", None),
        ("Teeth, retracted - a study", "Teeth, retracted - a study", None),
        ("", "", None),
    ],
)
def test_a_title_that_says_it_was_retracted(title: str, expected: str, notice: str | None) -> None:
    assert split_notice(title) == (expected, notice)


@pytest.mark.parametrize(
    ("title", "subtitle", "expected"),
    [
        ("Magnesium", "a review", "Magnesium: a review"),
        ("Magnesium.", "A review", "Magnesium: A review"),
        ("Magnesium:", "a review", "Magnesium: a review"),
        ("Why magnesium?", "A review", "Why magnesium? A review"),
        ("Magnesium: a review", "A Review", "Magnesium: a review"),
        ("Magnesium", "", "Magnesium"),
        ("", "A review", "A review"),
    ],
)
def test_a_subtitle_follows_a_colon(title: str, subtitle: str, expected: str) -> None:
    assert with_subtitle(title, subtitle) == expected


def test_a_record_keeps_what_an_entry_may_give() -> None:
    found = work_from_crossref(SLUTSKY, retrieved="2026-11-21T00:00:00Z")
    assert found.doi == "10.1016/j.neuron.2009.12.026"
    assert found.title == "Enhancement of Learning and Memory by Elevating Brain Magnesium"
    assert found.authors[0] == Person(family="Slutsky", given="Inna")
    assert (found.journal, found.year, found.volume, found.issue) == ("Neuron", 2010, "65", "2")
    assert (found.pages, found.language, found.source) == ("165-177", "en", "crossref")
    assert found.notices == ()


def test_a_corrigendum_is_a_notice() -> None:
    found = work_from_crossref(HAUSENBLAS, retrieved="")
    assert [(n.type, n.doi, n.source, n.date) for n in found.notices] == [
        ("corrigendum", "10.1016/j.sleepx.2025.100141", "crossref:publisher", "2025")
    ]
    assert found.article_number == "100121"


def test_markup_in_a_title_is_gone() -> None:
    assert work_from_crossref(ZHANG, retrieved="").title.startswith("A Magtein®, Magnesium")


def test_one_retraction_that_two_sources_and_the_title_report_is_one_notice() -> None:
    found = work_from_crossref(RETRACTED, retrieved="")
    assert found.title == "A made-up trial of a made-up mineral"
    (notice,) = found.notices
    assert notice.type == "retraction"
    assert notice.source == "crossref:publisher, crossref:retraction-watch, crossref:title"
    assert notice.date == "2021-05-04"


def test_updates_that_say_nothing_against_a_work_are_no_notices() -> None:
    found = work(
        **{
            "updated-by": [
                update("10.5555/synthetic.x", "new_version", 2020),
                update("10.5555/synthetic.x", "correction", 2020),
                update("10.5555/b", "addendum", 2020),
                update("10.5555/c", "clarification", 2020),
                update("10.5555/d", "new_edition", 2020),
                update("10.5555/e", "made-up", 2020),
                "not a mapping",
            ]
        }
    )
    assert found.notices == ()


def test_a_retraction_and_a_correction_with_one_doi_stay_two() -> None:
    found = work(
        **{
            "updated-by": [
                update("10.5555/n", "retraction", 2020),
                update("10.5555/n", "erratum", 2020),
                update("10.5555/m", "partial-retraction", 2019),
            ]
        }
    )
    assert [n.type for n in found.notices] == ["partial_retraction", "erratum", "retraction"]


def test_the_notice_of_a_retraction_is_not_itself_retracted() -> None:
    found = work(
        title=["Retracted: A trial"], **{"update-to": [update("10.5555/other", "retraction", 2020)]}
    )
    assert found.notices == ()
    assert found.title == "A trial"
    assert found.notice_of == (Update(type="retraction", doi="10.5555/other"),)


@pytest.mark.parametrize("field", ["updated-by", "update-to"])
def test_a_retraction_whose_notice_has_the_work_s_own_doi(field: str) -> None:
    found = work(**{field: [update("10.5555/synthetic.x", "retraction", 2020)]})
    assert [(n.type, n.doi) for n in found.notices] == [("retraction", "10.5555/synthetic.x")]
    assert found.notice_of == ()


def test_a_retraction_in_the_subtitle() -> None:
    found = work(title=["A trial"], subtitle=["(Retracted Article)"])
    assert found.title == "A trial"
    assert [n.type for n in found.notices] == ["retraction"]


def test_versions() -> None:
    newer = [
        update("10.5555/v1", "new_version", 2020),
        update("10.5555/synthetic.x", "new_version"),
    ]
    relation = {"is-version-of": [{"id-type": "doi", "id": "10.5555/v0"}]}
    found = work(**{"update-to": newer, "relation": relation})
    assert found.version_of == ("10.5555/v1", "10.5555/v0")
    assert found.notice_of == ()


@pytest.mark.parametrize(
    ("title", "kind"),
    [
        ("Retraction: A trial", "retraction"),
        ("Notice of Retraction and Replacement: A trial", "retraction_and_replacement"),
        ("Notice of Retraction and Replacement. Doe et al. A trial", "retraction_and_replacement"),
        ("Retraction and replacement of soft tissue in surgery", None),
        ("Retraction Note to: A trial", "retraction"),
        ("Statement of Retraction: A trial", "retraction"),
        ("Erratum to “A trial”", "erratum"),
        ("Corrigendum", "corrigendum"),
        ("Correction to A trial", "correction"),
        ("Retraction of the tongue in sleep", None),
        ("Corrections for multiple testing", None),
        ("Correction of anaemia with iron", None),
    ],
)
def test_a_title_that_says_it_is_a_notice(title: str, kind: str | None) -> None:
    assert notice_kind(title) == kind
    assert work(title=[title]).notice_of == ((Update(type=kind),) if kind else ())


def test_notices_of_two_services_with_one_doi_are_one() -> None:
    crossref = Notice(type="corrigendum", doi="10.5555/n", source="crossref:publisher", date="2025")
    pubmed = Notice(type="erratum", doi="10.5555/n", source="europepmc")
    other = Notice(type="erratum", doi="10.5555/o", source="europepmc")
    undated = Notice(type="retraction", source="europepmc")
    merged = merge_notices([pubmed, undated, crossref, other, undated])
    assert [(n.type, n.doi, n.source, n.date) for n in merged] == [
        ("corrigendum", "10.5555/n", "crossref:publisher, europepmc", "2025"),
        ("erratum", "10.5555/o", "europepmc", None),
        ("retraction", None, "europepmc", None),
    ]


def test_a_notice_without_a_doi_stays_apart_where_two_could_be_meant() -> None:
    notices = [
        Notice(type="erratum", doi="10.5555/n", source="crossref:publisher"),
        Notice(type="erratum", doi="10.5555/o", source="crossref:publisher"),
        Notice(type="erratum", source="europepmc"),
    ]
    assert len(merge_notices([*notices, notices[2]])) == 3


def test_people_come_as_persons_groups_or_a_single_name() -> None:
    found = work(
        author=[
            {"family": "de Baaij", "given": "Jeroen"},
            {"name": "The Made-up Group"},
            {"given": "Plato"},
            {"sequence": "first"},
            "nobody",
        ]
    )
    assert [str(person) for person in found.authors] == [
        "de Baaij, Jeroen",
        "The Made-up Group",
        "Plato",
    ]


def test_editors_stand_in_for_the_authors_of_a_book_only() -> None:
    editor = [{"family": "Vink", "given": "R."}]
    assert work(type="edited-book", editor=editor).authors[0].family == "Vink"
    assert work(type="book-chapter", editor=editor).authors == ()


def test_all_years_that_an_entry_may_give_are_there() -> None:
    found = work(
        **{
            "issued": {"date-parts": [[2020, 8, 28]]},
            "published-print": {"date-parts": [[2021, 1]]},
            "published-online": {"date-parts": [[2020, 8, 28]]},
            "posted": {"date-parts": [[2019]]},
            "journal-issue": {"published-print": {"date-parts": [[2022]]}},
        }
    )
    assert found.year == 2020
    assert found.other_years == (2021, 2019, 2022)


def test_a_date_without_parts_is_no_year() -> None:
    found = work(issued={"date-parts": [[None]]}, published={"date-parts": []}, posted=[])
    assert found.year is None


def test_titles_journals_relations_and_trials_are_kept() -> None:
    found = work(
        title=["Magnesium", "Another"],
        subtitle=["a review"],
        **{
            "original-title": ["Magnesium: een overzicht"],
            "short-title": ["Mg"],
            "container-title": ["Journal of X", "Old X"],
            "short-container-title": ["J X"],
            "relation": {
                "is-preprint-of": [{"id-type": "doi", "id": "10.5555/Paper"}],
                "has-preprint": [
                    {"id-type": "doi", "id": "10.5555/pre"},
                    {"id-type": "uri", "id": "x"},
                ],
            },
            "aliases": ["10.5555/Alias", "10.5555/synthetic.x"],
            "clinical-trial-number": [{"clinical-trial-number": "nct00000000"}],
            "abstract": "<jats:p>Text.</jats:p>",
        },
    )
    assert found.title == "Magnesium: a review"
    assert found.other_titles == ("Magnesium", "Another", "Magnesium: een overzicht", "Mg")
    assert (found.journal, found.other_journals) == ("Journal of X", ("Old X", "J X"))
    assert found.preprint_of == ("10.5555/paper",)
    assert found.has_preprint == ("10.5555/pre",)
    assert found.aliases == ("10.5555/alias",)
    assert found.trial_numbers == ("nct00000000",)
    assert found.abstract == "Text."


@pytest.mark.parametrize(
    "broken",
    [
        {},
        {"title": "a string", "author": {}, "relation": [], "issued": None, "updated-by": {}},
        {"title": [None, 3], "author": [None], "relation": {"has-preprint": "x"}, "aliases": [1]},
    ],
)
def test_a_record_of_another_shape_is_read_as_far_as_it_goes(broken: dict[str, Any]) -> None:
    assert work_from_crossref(broken, retrieved="").doi is None


def test_real_records_leave_no_markup(shared: Path) -> None:
    lines = (shared / "crossref" / "works.jsonl").read_text(encoding="utf-8").splitlines()
    works = [work_from_crossref(json.loads(line), retrieved="") for line in lines]
    assert len(works) > 500
    markup = re.compile(r"</?[a-z][\w:]*[ >]|&\w+;|\\[a-z]{2,}|\n|  ")
    for found in works:
        for text in (found.title, *found.other_titles, found.journal, found.abstract or ""):
            assert not markup.search(text), (found.doi, text)
    assert all(found.title for found in works if "retract" in found.title.casefold())


def test_real_updates_become_notices(shared: Path) -> None:
    path = shared / "crossref" / "partial_updates.jsonl"
    messages = [json.loads(line)["message"] for line in path.read_text("utf-8").splitlines()]
    found = {m["DOI"]: work_from_crossref(m, retrieved="") for m in messages}
    lancet = found["10.1016/s0140-6736(97)11096-0"]
    assert [(n.type, n.date) for n in lancet.notices] == [
        ("correction", "2004-03-06"),
        ("retraction", "2010-02-06"),
    ]
    assert lancet.title.startswith("Ileal")
    assert found["10.1016/s0140-6736(10)60175-4"].notices == ()
    assert found["10.1038/s41586-020-2012-7"].notices == ()
    assert [n.type for n in found["10.1021/am300292v"].notices] == ["retraction"]


def test_a_retraction_and_its_replacement_are_one_notice() -> None:
    """Crossref knows the notice, PubMed the new version."""
    crossref = Notice(
        type="retraction", doi="10.5555/n", source="crossref:publisher", date="2021-02"
    )
    pubmed = Notice(
        type="retraction_and_replacement",
        source="europepmc",
        date="2021",
        replaced_by="10.5555/new",
    )
    for notices in ([crossref, pubmed], [pubmed, crossref]):
        assert merge_notices(notices) == (
            Notice(
                type="retraction_and_replacement",
                doi="10.5555/n",
                source="crossref:publisher, europepmc",
                date="2021-02",
                replaced_by="10.5555/new",
            ),
        )


def test_notices_come_together_the_same_in_whatever_order_the_services_answer() -> None:
    told = [
        Notice(type="retraction", source="retraction-watch", date="2023-02-01"),
        Notice(type="retraction_and_replacement", source="europepmc", date="2023", doi="10.5555/n", replaced_by="10.5555/new"),
        Notice(type="retraction", source="crossref:publisher", date="2023-03-04", doi="10.5555/n"),
        Notice(type="correction", source="europepmc", date="2021", doi="10.5555/c"),
        Notice(type="erratum", source="crossref:publisher", date="2021-05", doi="10.5555/c"),
    ]  # fmt: skip
    (merged,) = {merge_notices(order) for order in permutations(told)}
    assert [n.type for n in merged] == ["erratum", "retraction_and_replacement"]
    assert merged[1] == Notice(
        type="retraction_and_replacement",
        doi="10.5555/n",
        source="crossref:publisher, europepmc, retraction-watch",
        date="2023-03-04",
        replaced_by="10.5555/new",
    )
