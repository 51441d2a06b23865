"""The three files as models, and loading them: bytes, text trees with places, models, problems."""
