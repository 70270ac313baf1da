"""A few made-up records (marked `synthetic`) around the facts of works that the dossier cites.

The bibliographic facts were confirmed in public sources; the records are written by hand in the
form of Crossref's and are not what Crossref answers. They never reach data/ or a lock file.
"""

from collections.abc import Iterator
from typing import Any

Record = dict[str, Any]


def _date(*parts: int) -> Record:
    return {"date-parts": [list(parts)]}


def _author(family: str, given: str) -> Record:
    return {"given": given, "family": family, "sequence": "additional", "affiliation": []}


def update(doi: str, kind: str, *date: int, source: str = "publisher") -> Record:
    """A member of `updated-by` or `update-to`."""
    return {"DOI": doi, "type": kind, "label": kind, "source": source, "updated": _date(*date)}


SLUTSKY: Record = {
    "synthetic": True,
    "DOI": "10.1016/j.neuron.2009.12.026",
    "type": "journal-article",
    "title": ["Enhancement of Learning and Memory by Elevating Brain Magnesium"],
    "author": [
        _author("Slutsky", "Inna"),
        _author("Abumaria", "Nashat"),
        _author("Wu", "Long-Jun"),
        _author("Huang", "Chao"),
        _author("Zhang", "Ling"),
        _author("Li", "Bo"),
        _author("Zhao", "Xiang"),
        _author("Govindarajan", "Arvind"),
        _author("Zhao", "Ming-Gao"),
        _author("Zhuo", "Min"),
        _author("Tonegawa", "Susumu"),
        _author("Liu", "Guosong"),
    ],
    "container-title": ["Neuron"],
    "short-container-title": ["Neuron"],
    "issued": _date(2010, 1),
    "published": _date(2010, 1),
    "published-print": _date(2010, 1),
    "volume": "65",
    "issue": "2",
    "page": "165-177",
    "publisher": "Elsevier BV",
    "language": "en",
}

HAUSENBLAS: Record = {
    "synthetic": True,
    "DOI": "10.1016/j.sleepx.2024.100121",
    "type": "journal-article",
    "title": [
        (
            "Magnesium-L-threonate improves sleep quality and daytime functioning in adults with "
            "self-reported sleep problems: A randomized controlled trial"
        )
    ],
    "author": [
        _author("Hausenblas", "Heather A."),
        _author("Lynch", "Tess"),
        _author("Hooper", "S."),
        _author("Shrestha", "A."),
        _author("Rosendale", "D."),
        _author("Gu", "J."),
    ],
    "container-title": ["Sleep Medicine: X"],
    "short-container-title": ["Sleep Medicine: X"],
    "issued": _date(2024, 12),
    "published": _date(2024, 12),
    "published-online": _date(2024),
    "volume": "8",
    "page": "100121",
    "article-number": "100121",
    "publisher": "Elsevier BV",
    "updated-by": [update("10.1016/j.sleepx.2025.100141", "corrigendum", 2025)],
}

SUN: Record = {
    "synthetic": True,
    "DOI": "10.1016/j.neuropharm.2016.05.006",
    "type": "journal-article",
    "title": [
        (
            "Regulation of structural and functional synapse density by L-threonate through "
            "modulation of intraneuronal magnesium concentration"
        )
    ],
    "author": [
        _author("Sun", "Qifeng"),
        _author("Weinger", "Jason G."),
        _author("Mao", "Fei"),
        _author("Liu", "Guosong"),
    ],
    "container-title": ["Neuropharmacology"],
    "issued": _date(2016, 9),
    "volume": "108",
    "page": "426-439",
    "publisher": "Elsevier BV",
}

ZHANG: Record = {
    "synthetic": True,
    "DOI": "10.3390/nu14245235",
    "type": "journal-article",
    "title": [
        (
            "A Magtein<sup>\u00ae</sup>, Magnesium L-Threonate, -Based Formula Improves Brain "
            "Cognitive Functions in Healthy Chinese Adults"
        )
    ],
    "author": [_author("Zhang", "Chengxiang"), _author("Hu", "Qi"), _author("Li", "Shifen")],
    "container-title": ["Nutrients"],
    "issued": _date(2022, 12, 8),
    "published-online": _date(2022, 12, 8),
    "volume": "14",
    "issue": "24",
    "page": "5235",
    "publisher": "MDPI AG",
}

RETRACTED: Record = {
    "synthetic": True,
    "DOI": "10.5555/synthetic.retracted",
    "type": "journal-article",
    "title": ["RETRACTED: A made-up trial of a made-up mineral"],
    "author": [_author("Invented", "Ida"), _author("Fictional", "Frank")],
    "container-title": ["Journal of Synthetic Records"],
    "issued": _date(2019, 3),
    "volume": "3",
    "page": "1-9",
    "publisher": "Nobody",
    "updated-by": [
        update("10.5555/synthetic.notice", "retraction", 2021, 5, 4),
        update("10.5555/synthetic.notice", "retraction", 2021, 5, 4, source="retraction-watch"),
    ],
}

CONCERN: Record = {
    "synthetic": True,
    "DOI": "10.5555/synthetic.concern",
    "type": "journal-article",
    "title": ["A made-up cohort of made-up people"],
    "author": [_author("Doubtful", "Dora")],
    "container-title": ["Journal of Synthetic Records"],
    "issued": _date(2018),
    "volume": "2",
    "page": "20-31",
    "updated-by": [update("10.5555/synthetic.eoc", "expression_of_concern", 2020, 1, 15)],
}

ALIASED: Record = {
    "synthetic": True,
    "DOI": "10.5555/synthetic.prime",
    "type": "journal-article",
    "title": ["A made-up article that has two DOIs"],
    "author": [_author("Double", "Dan")],
    "container-title": ["Journal of Synthetic Records"],
    "issued": _date(2015),
    "aliases": ["10.5555/synthetic.alias"],
}

ODD: Record = {
    "synthetic": True,
    "DOI": "10.5555/(sici)1097-0000(199901)1:2<3::aid-odd4>3.0.co;2-#",
    "type": "journal-article",
    "title": ["A made-up article with a SICI for a DOI"],
    "author": [_author("Odd", "Olga")],
    "container-title": ["Journal of Synthetic Records"],
    "issued": _date(1999),
}

COMMA: Record = {**ODD, "DOI": "10.5555/a,b?c=d", "title": ["A made-up article with a comma"]}

RECORDS = (SLUTSKY, HAUSENBLAS, SUN, ZHANG, RETRACTED, CONCERN, ALIASED, ODD, COMMA)

ARXIV: Record = {
    "synthetic": True,
    "doi": "10.48550/arxiv.2101.00001",
    "titles": [{"title": "A made-up preprint"}],
    "creators": [
        {"name": "Early, Erna", "givenName": "Erna", "familyName": "Early", "nameType": "Personal"}
    ],
    "publisher": "arXiv",
    "container": {},
    "publicationYear": 2021,
    "dates": [{"date": "2020-12-31T10:00:00Z", "dateType": "Submitted"}],
    "types": {"resourceTypeGeneral": "Preprint"},
    "descriptions": [{"description": "Nothing real.", "descriptionType": "Abstract"}],
    "relatedIdentifiers": [
        {
            "relatedIdentifier": "10.5555/synthetic.prime",
            "relatedIdentifierType": "DOI",
            "relationType": "IsVersionOf",
        }
    ],
}

PUBMED_SLUTSKY: Record = {
    "synthetic": True,
    "id": "20152124",
    "source": "MED",
    "pmid": "20152124",
    "doi": "10.1016/j.neuron.2009.12.026",
    "title": "Enhancement of learning and memory by elevating brain magnesium.",
    "authorString": "Slutsky I, Abumaria N, Wu LJ.",
    "journalInfo": {
        "volume": "65",
        "issue": "2",
        "yearOfPublication": 2010,
        "journal": {"title": "Neuron", "medlineAbbreviation": "Neuron"},
    },
    "pubYear": "2010",
    "pageInfo": "165-177",
    "language": "eng",
    "pubTypeList": {"pubType": ["Journal Article"]},
    "meshHeadingList": {"meshHeading": [{"descriptorName": "Animals"}, {"descriptorName": "Rats"}]},
    "authorList": {
        "author": [{"fullName": "Slutsky I", "firstName": "Inna", "lastName": "Slutsky"}]
    },
}

PUBMED_HAUSENBLAS: Record = {
    "synthetic": True,
    "id": "39252819",
    "source": "MED",
    "pmid": "39252819",
    "pmcid": "PMC11381753",
    "doi": "10.1016/j.sleepx.2024.100121",
    "title": "Magnesium-L-threonate improves sleep quality and daytime functioning in adults with "
    "self-reported sleep problems: A randomized controlled trial.",
    "pubYear": "2024",
    "journalInfo": {"journal": {"title": "Sleep medicine: X", "isoabbreviation": "Sleep Med X"}},
    "pubTypeList": {"pubType": ["research-article", "Journal Article"]},
    "commentCorrectionList": {
        "commentCorrection": [
            {
                "type": "Erratum in",
                "reference": "Sleep Med X. 2025;9:100141. doi: 10.1016/j.sleepx.2025.100141.",
            },
            {"type": "Comment in", "reference": "Nowhere. 2025;1:1."},
        ]
    },
}

PUBMED = (PUBMED_SLUTSKY, PUBMED_HAUSENBLAS)


def _letters(number: int) -> str:
    """A number in letters: no name has digits."""
    return "".join(chr(ord("a") + int(digit)) for digit in str(number))


def generated(count: int) -> Iterator[Record]:
    """Records in the form and about the size of real ones, all made up."""
    for number in range(count):
        yield {
            "synthetic": True,
            "DOI": f"10.5555/j.synthetic.{2000 + number % 25}.{number:06d}",
            "type": "journal-article",
            "title": [f"Made-up study number {number} of something that nobody measured"],
            "author": [_author(f"Family{_letters(number)}", "Given"), _author("Second", "Sam")],
            "container-title": ["Journal of Synthetic Records"],
            "short-container-title": ["J. Synth. Rec."],
            "issued": _date(2000 + number % 25, 1 + number % 12),
            "published-print": _date(2000 + number % 25, 1 + number % 12),
            "volume": str(1 + number % 40),
            "issue": str(1 + number % 6),
            "page": f"{number % 900 + 1}-{number % 900 + 9}",
            "publisher": "Nobody",
            "abstract": "<jats:p>" + "Nothing of this is real. " * 40 + "</jats:p>",
        }


def pubmed_of(record: Record, number: int, **more: Any) -> Record:
    """The record of Europe PMC for a made-up one of Crossref."""
    author = record["author"][0]
    return {
        "synthetic": True,
        "id": str(number),
        "source": "MED",
        "pmid": str(number),
        "doi": record["DOI"],
        "title": f"{record['title'][0]}.",
        "pubYear": str(record["issued"]["date-parts"][0][0]),
        "journalInfo": {
            "volume": record["volume"],
            "journal": {
                "title": record["container-title"][0],
                "isoabbreviation": record["short-container-title"][0],
            },
        },
        "pageInfo": record["page"],
        "authorList": {"author": [{"lastName": author["family"], "firstName": author["given"]}]},
        **more,
    }
