"""Words of slides."""

from __future__ import annotations

from typing import Final

SLIDES: Final[dict[str, str]] = {
    "8 of 10 courses": "8 von 10 Verläufen",
    "8 of 10 courses, above": "8 von 10 Verläufen, darüber",
    "below the bands": "unter den Bändern",
    "half of the courses": "die Hälfte der Verläufe",
}
