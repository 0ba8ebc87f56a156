"""Many specs: where they are found, and how outputs are written or compared."""
