"""German."""
from typing import Final
GERMAN: Final[dict[str, str]] = {}
