"""The pulse survey: what a company would learn by asking its people, beside what is true.

A survey watches a run and changes nothing in it. `settings` say who is asked what and when,
`asking` asks, `power` says which differences such a survey could see.
"""
