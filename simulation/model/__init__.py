"""The model: state, chance, rules, effects, what is recorded, and the order of a week."""
