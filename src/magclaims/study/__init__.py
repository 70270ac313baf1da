"""What kind of study a work is, by its own words; which evidence level fits it."""

from magclaims.study.intervention import tested
from magclaims.study.profile import StudyProfile, contradicts, infer

__all__ = ["StudyProfile", "contradicts", "infer", "tested"]
