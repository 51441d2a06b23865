"""The files of seals: `seals/PERIOD.yaml`, the copy of what was sealed beside it, and the digests of all files."""
