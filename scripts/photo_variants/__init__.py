"""Photos in every variant that writers may choose, each with another reader's picture of it.

A generator yields variants; GENERATORS is the table of them, by the name of the format.
"""

from . import avif, heic

GENERATORS = {"HEIC": heic.variants, "AVIF": avif.variants}
