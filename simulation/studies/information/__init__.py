"""Value of information: which measurement would change the decision, and what that is worth."""
