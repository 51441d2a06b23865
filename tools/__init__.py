"""Programs for whoever works on qcdc; no part of what is installed."""
