"""The commands: options in, one call, render, exit status. Nothing below knows Typer."""
