"""How much earlier those come who care."""
