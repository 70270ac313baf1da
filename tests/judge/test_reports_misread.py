"""Reports that were read as something else, each with a twin that must stay caught; all synthetic."""

from pathlib import Path
from typing import Any

import pytest
import yaml

from small_registries import CLASS, judged

ROWS = yaml.safe_load(Path(__file__).with_name("reports_misread.yaml").read_text(encoding="utf-8"))


@pytest.mark.parametrize("given", ROWS, ids=lambda row: row.get("quote", row["statement"]))
def test_a_report_is_read_as_one(given: dict[str, Any]) -> None:
    assert CLASS[judged(given).verdict] == given["is"]
