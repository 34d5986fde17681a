"""What all tests share.

How long an example of Hypothesis takes depends on what is compiled already and on what else the machine does.
"""

from __future__ import annotations

import os

from hypothesis import settings

settings.register_profile("wandel", deadline=None)
settings.load_profile("wandel")
os.environ["LC_ALL"] = "C.UTF-8"  # what commands say is in the language of the locale
