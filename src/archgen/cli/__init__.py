"""The command line: options in, calls of the facade, messages and exit status out."""
