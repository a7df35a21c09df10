"""pyarrow without pandas beside it."""

import subprocess
import sys

VALUES = """
import sys
from warehouse.without_pandas import forbid_pandas
forbid_pandas()
import pyarrow as pa
print(pa.table({"n": [1, 2]}).to_pylist(), "pandas" in sys.modules)
"""


def test_arrow_makes_values_and_imports_no_pandas() -> None:
    done = subprocess.run([sys.executable, "-c", VALUES], capture_output=True, text=True, check=True)
    assert done.stdout == "[{'n': 1}, {'n': 2}] False\n"
