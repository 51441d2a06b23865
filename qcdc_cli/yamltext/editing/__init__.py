"""YAML texts changed where they must change, and nowhere else."""
