"""Forms out to the units: what stands on them, how it looks, what it computes, what its cells take."""
