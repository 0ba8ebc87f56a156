"""Digests of content, short enough for a line of text.

BLAKE2 comes from the module that Python's ``hashlib`` has it from: ``hashlib`` itself loads OpenSSL, which takes as long as
looking through a whole catalogue.
"""

from __future__ import annotations

try:
    from _blake2 import blake2b
except ImportError:  # another Python than CPython
    from hashlib import blake2b


def digest(data: bytes, size: int) -> str:
    """So many bytes of the digest of data, in hexadecimal digits."""
    return blake2b(data, digest_size=size).hexdigest()
