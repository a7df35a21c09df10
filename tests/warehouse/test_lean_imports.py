"""pyarrow without pandas, and spaCy without its commands."""

import subprocess
import sys

LEAN = "import sys\nfrom warehouse.lean_imports import import_leanly\nimport_leanly()\n"

VALUES = """
import pyarrow as pa
print(pa.table({"n": [1, 2]}).to_pylist(), "pandas" in sys.modules)
"""

NAMES = """
from warehouse.model import load_model
print([e.text for e in load_model()("Angela Merkel met Emmanuel Macron in Berlin.").ents], "weasel" in sys.modules)
"""


def _printed(program: str) -> str:
    return subprocess.run([sys.executable, "-c", LEAN + program], capture_output=True, text=True, check=True).stdout


def test_arrow_makes_values_and_imports_no_pandas() -> None:
    assert _printed(VALUES) == "[{'n': 1}, {'n': 2}] False\n"


def test_spacy_finds_names_and_imports_no_commands() -> None:
    assert _printed(NAMES) == "['Angela Merkel', 'Emmanuel Macron', 'Berlin'] False\n"
