"""Composing effects: what is kept from week to week gives the same as working all of it out anew."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from simulation.engines.composing import SPARSE, Composer
from simulation.model.effects import (
    CHANNELS,
    COMMUNITY_CHANNELS,
    PERSON_CHANNELS,
    SCOPES,
    Addition,
    EffectBuilder,
    Effects,
)

SIZES = {"person": 90, "community": 40, "layer": 6, "platform": 1}
CHOSEN = ("read_drive", "training", "motivation", "content_value", "visible_use", "manager_hours", "opened",
          "layer_weight", "official_content", "register_now")  # fmt: skip


def composer() -> Composer:
    return Composer(SIZES["person"], SIZES["community"], SIZES["layer"])


def same(one: Effects, other: Effects) -> None:
    """Assert that two weeks' effects are equal to the bit; who is listed may stand in another order."""
    assert one.row.tolist() == other.row.tolist()
    for k, row in enumerate(one.row):
        if row >= 0:
            assert one.person[k].tobytes() == other.person[k].tobytes(), PERSON_CHANNELS[k]
        (first, last), (start, end) = one.span[k], other.span[k]
        assert sorted(one.listed[first:last]) == sorted(other.listed[start:end]), PERSON_CHANNELS[k]
    assert one.community.tobytes() == other.community.tobytes()
    assert one.layer.tobytes() == other.layer.tobytes()
    assert one.official == other.official


def within_bounds(effects: Effects) -> None:
    """Assert that no effect exceeds its channel's bounds."""
    values = {name: effects.person[k] for k, name in enumerate(PERSON_CHANNELS) if effects.row[k] >= 0}
    values |= dict(zip(COMMUNITY_CHANNELS, effects.community, strict=True))
    for name, found in (values | {"layer_weight": effects.layer, "official_content": effects.official}).items():
        channel = CHANNELS[name]
        assert (found >= np.float32(channel.low)).all(), name
        assert (found <= np.float32(channel.high)).all(), name


def test_sums_that_round_beyond_a_bound_are_clipped():
    """These make 1.0000001 in single precision, though 1 in double."""
    builder, total = EffectBuilder(), np.float32(0)
    for value in (0.01, 0.15, 0.18, 0.33, 0.33):
        builder.add("training", slice(None), value)
        total += np.float32(value)
    assert total > 1
    within_bounds(composer().compose(builder.added))


@st.composite
def additions(draw: st.DrawFn) -> tuple[str, object, object]:
    """Something added to a channel: at a slice, a place or some places; a number or one for each."""
    channel = draw(st.sampled_from(CHOSEN))
    size = SIZES[CHANNELS[channel].scope]
    number = st.floats(-12, 12, width=32)
    places = draw(st.lists(st.integers(0, size - 1), unique=True, max_size=size))
    where = draw(st.sampled_from([slice(None), slice(0, max(size // 3, 1)), 0, np.array(places, np.int64)]))
    if isinstance(where, np.ndarray) and draw(st.booleans()):
        return channel, where, np.array([draw(number) for _ in places], np.float32)
    return channel, where, draw(number)


@given(
    givers=st.lists(st.lists(additions(), max_size=3), min_size=1, max_size=4),
    weeks=st.lists(st.tuples(st.sets(st.integers(0, 3)), st.booleans()), min_size=2, max_size=6),
)
@settings(max_examples=150)
def test_what_is_kept_is_what_would_be_worked_out(givers, weeks):
    """Givers come and go, and attention is short in some weeks."""
    kept, dulling = composer(), np.linspace(0, 1, SIZES["person"], dtype=np.float32)
    before: dict[int, list[Addition]] = {}
    for acting, is_short in weeks:
        added = []
        for number in sorted(acting & set(range(len(givers)))):
            builder = EffectBuilder(before.get(number, ()))
            for each in givers[number]:
                builder.add(*each)
            before[number] = builder.added
            added += builder.added
        dulled = dulling if is_short else None
        effects = kept.compose(added, dulled)
        same(effects, composer().compose(added, dulled))
        within_bounds(effects)


@given(st.lists(additions(), max_size=6))
@settings(max_examples=100)
def test_all_whom_a_pulse_reaches_are_listed_once_or_nobody_is(given_ones):
    builder = EffectBuilder()
    for each in given_ones:
        builder.add(*each)
    effects = composer().compose(builder.added)
    for k, name in enumerate(PERSON_CHANNELS):
        listed = effects.listed[effects.span[k, 0] : effects.span[k, 1]]
        assert len(set(listed)) == len(listed)
        assert len(listed) * SPARSE <= SIZES["person"]
        if not CHANNELS[name].pulse:
            assert not len(listed)
        elif len(listed):
            assert set(np.flatnonzero(effects.person[k])) <= set(listed)


def test_an_array_may_be_used_again():
    """A giver writes into its own arrays from week to week."""
    composing, where, value = composer(), np.array([3, 5]), np.array([1, 2], np.float32)
    added: list[Addition] = []
    for week in range(3):
        where += 1
        value *= 2
        builder = EffectBuilder(added)
        builder.add("read_drive", where, value)
        added = builder.added
        effects = composing.compose(added)
        row = effects.person[PERSON_CHANNELS.index("read_drive")]
        assert np.flatnonzero(row).tolist() == [4 + week, 6 + week]
        assert row[where].tolist() == [min(2 ** (week + 1), 10), min(2 ** (week + 2), 10)]


@pytest.mark.parametrize("where", [[1, 2], np.array([1, 2]), (1, 2), range(1, 3)])
@pytest.mark.parametrize("value", [[0.5, 0.25], np.array([0.5, 0.25]), (0.5, 0.25)])
def test_places_and_values_may_be_lists(where, value):
    builder = EffectBuilder()
    builder.add("training", where, value)
    builder.add("training", np.int64(4), np.float32(0.125))
    builder.add("training", np.array(5), np.array(0.75))
    effects = composer().compose(builder.added)
    assert effects.person[PERSON_CHANNELS.index("training")][:6].tolist() == [0, 0.5, 0.25, 0, 0.125, 0.75]
    assert sorted(effects.listed) == [1, 2, 4, 5]


def test_what_is_added_again_is_the_same_object():
    first = EffectBuilder()
    first.add("read_drive", np.array([1, 2]), 0.5)
    first.add("training", slice(None), 0.1)
    again = EffectBuilder(first.added)
    again.add("read_drive", np.array([1, 2]), 0.5)
    again.add("training", slice(None), 0.2)
    assert again.added[0] is first.added[0]
    assert again.added[1] is not first.added[1]


@pytest.mark.parametrize(
    ("channel", "where", "value", "error"),
    [
        ("read_drives", 0, 1.0, KeyError),
        ("read_drive", 90, 1.0, IndexError),
        ("read_drive", np.array([1, 2]), np.ones(3), ValueError),
        ("manager_hours", np.array([40]), 1.0, IndexError),
    ],
)
def test_what_a_plugin_adds_is_tried_at_once(channel, where, value, error):
    builder = EffectBuilder(probes={scope: np.zeros(SIZES[scope], np.bool_) for scope in SCOPES})
    with pytest.raises(error):
        builder.add(channel, where, value)
    assert not builder.added


def test_every_channel_can_be_added_to():
    """Half of what its bounds allow, at one place: that is what acts there, and nothing anywhere else."""
    for name, channel in CHANNELS.items():
        value = np.float32((channel.low + channel.high) / 2)
        builder = EffectBuilder()
        builder.add(name, 0, value)
        effects = composer().compose(builder.added)
        values = {
            "person": lambda name=name, e=effects: e.person[PERSON_CHANNELS.index(name)],
            "community": lambda name=name, e=effects: e.community[COMMUNITY_CHANNELS.index(name)],
            "layer": lambda e=effects: e.layer,
            "platform": lambda e=effects: np.array([e.official]),
        }[channel.scope]()
        assert values[0] == value, name
        assert (values[1:] == channel.neutral).all(), name
