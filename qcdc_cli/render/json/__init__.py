"""The same results as JSON, versioned."""
