"""What all tests share.

How long an example of Hypothesis takes hangs on what is compiled already and on what else the machine does.
"""

from __future__ import annotations

from hypothesis import settings

settings.register_profile("wandel", deadline=None)
settings.load_profile("wandel")
