"""The evidence file (hồ sơ minh chứng) out to the leader as a package, and what units send into its folders."""
