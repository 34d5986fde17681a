"""A hint to the processor: what a loop needs some rounds later is fetched meanwhile.

People who change or read are few and far apart, so that most of what is looked up for them is not in the
cache; a loop over them waits for memory unless it asks ahead. Results do not depend on it.
"""

from __future__ import annotations

from typing import Any, cast

from llvmlite import ir
from numba.core import cgutils, types
from numba.extending import intrinsic

AHEAD = 8
"""Rounds ahead: longer than memory takes, shorter than the cache keeps."""


def _prefetch(_context: Any, array: Any, index: Any) -> Any:
    """Fetch the entry of an array at an index (a number, or one for each dimension) to be read."""

    def generate(context: Any, builder: Any, signature: Any, arguments: Any) -> Any:
        tools = cast(Any, cgutils)  # numba's tools have no types
        kind, at = signature.args
        several = isinstance(at, types.BaseTuple)
        parts, kinds = (tools.unpack_tuple(builder, arguments[1]), at) if several else ([arguments[1]], [at])
        indices = [context.cast(builder, part, each, types.intp) for part, each in zip(parts, kinds, strict=True)]
        held = context.make_array(kind)(context, builder, arguments[0])
        entry = tools.get_item_pointer(context, builder, kind, held, indices, wraparound=False)
        place = builder.bitcast(entry, ir.IntType(8).as_pointer())
        number = ir.IntType(32)
        hint = ir.FunctionType(ir.VoidType(), [place.type, number, number, number])
        function = tools.get_or_insert_function(builder.module, hint, "llvm.prefetch.p0")
        builder.call(function, [place, number(0), number(3), number(1)])  # to read, into the nearest cache, data
        return context.get_dummy_value()

    return types.void(array, index), generate


prefetch: Any = intrinsic(_prefetch)
