"""What came back, into the sheets: compared with what stands there, checked, and only then written."""
