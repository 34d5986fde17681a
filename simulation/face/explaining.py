"""`explain`: what any name means, from its declaration."""

from __future__ import annotations

from simulation.catalogue.explaining import Explained, explained
from simulation.errors import InputError
from simulation.face.shallow import shallow
from simulation.scenario.python_values import shown


@shallow
def explain(name: str) -> Explained:
    """Explain a parameter, setting, intervention, measure, table column, symbol, or word of the glossary.

    >>> print(wandel.explain("imitation_rate"))  # doctest: +ELLIPSIS
    imitation_rate (parameter): ...

    Raises:
        UnknownNameError: nothing is called so; the message has the nearest names.
    """
    if not isinstance(name, str):
        raise InputError(f"what to explain is a name, as in explain('imitation_rate'), not {shown(name)}")
    return explained(name)
