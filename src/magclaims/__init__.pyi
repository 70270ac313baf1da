from magclaims.api import check as check
from magclaims.api import read_registry as read_registry
from magclaims.errors import MagclaimsError as MagclaimsError
from magclaims.lexicon.wording import Wording as Wording
from magclaims.lexicon.wording import grade as grade
from magclaims.model.finding import Finding as Finding
from magclaims.model.registry import Dossier as Dossier
from magclaims.model.report import Report as Report
from magclaims.read.article.articles import ArticleText as ArticleText
from magclaims.read.article.articles import read as read_article
from magclaims.study.profile import StudyProfile as StudyProfile
from magclaims.study.profile import infer as infer

__version__: str
DOCS: str
HOME: str

__all__ = [
    "DOCS",
    "HOME",
    "ArticleText",
    "Dossier",
    "Finding",
    "MagclaimsError",
    "Report",
    "StudyProfile",
    "Wording",
    "__version__",
    "check",
    "grade",
    "infer",
    "read_article",
    "read_registry",
]
