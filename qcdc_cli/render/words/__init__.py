"""Sentences and texts about a result, which all outputs share."""
