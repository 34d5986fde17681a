"""A company's own tables: people, ties, use and surveys become an organisation of numbers and observations.

`mapping` says what the columns of a table mean, `draft` proposes one from headers and a sample,
`importing` reads and checks everything, and writes whole or not at all. What identifies a person is
a key in memory: it ties rows to each other and goes nowhere else, not into messages either.
"""
