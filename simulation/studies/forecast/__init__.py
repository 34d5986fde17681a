"""Forecasts from a company's own first weeks, and how they would have done: `wandel forecast`, `wandel backtest`.

Curves that were observed (`curves`) are set beside a bank of runs over the prior (`bank`); what runs like the company
did later is the forecast (`conditioning`, `forecast`). `backtest` hides weeks, and scores it against `rivals`.
"""
