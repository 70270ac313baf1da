"""The rules, one file per family; importing this package registers them all."""

from magclaims.judge.rules import doi, evi, law, num, rec, ref, sch, sel, trc, txt, wvr

__all__ = ["doi", "evi", "law", "num", "rec", "ref", "sch", "sel", "trc", "txt", "wvr"]
