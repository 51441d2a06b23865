"""YAML as text trees with places, and edits that touch nothing else; knows no campaign."""
