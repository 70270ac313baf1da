"""Small files made to hurt: each of the inputs of benchmarks/growth.py is read in a bounded piece of work.

Nothing is timed: a reader whose work grows with the square of such an input needs minutes of processor
time for it, and the system ends it at `SECONDS`. What is linear needs less than one.
"""

import multiprocessing
import resource
import sys
from pathlib import Path

import pytest

sys.path.append(str(Path(__file__).resolve().parents[1] / "benchmarks"))

from growth import INPUTS

SECONDS = 30


def _read(name: str) -> None:
    resource.setrlimit(resource.RLIMIT_CPU, (SECONDS, SECONDS))
    run, sizes = INPUTS[name]
    run(sizes[-1])


@pytest.mark.parametrize("name", INPUTS)
def test_it_ends(name: str) -> None:
    process = multiprocessing.get_context("fork").Process(target=_read, args=(name,))
    process.start()
    process.join()
    assert process.exitcode == 0, f"{name}: ended with {process.exitcode}"
