"""Scenario files: what they may say (`schema`), how they are read (`loading`), what there is (`catalogue`)."""
