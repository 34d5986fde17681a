"""Why a run came out as it did: one influence removed under the same luck, and a portfolio's effect shared out."""
