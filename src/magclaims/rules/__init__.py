"""The rules, one file per family; importing this package registers them all."""

from magclaims.rules import doi, evi, law, num, ref, sch, trc, wvr

__all__ = ["doi", "evi", "law", "num", "ref", "sch", "trc", "wvr"]
