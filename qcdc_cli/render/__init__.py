"""A result in; text or bytes out. Width, colour and destination are decided by the caller."""
