"""What archgen says about a user's files: places in a text, diagnostics, and the ways to print them."""
