"""Photos in every variant that writers may choose, each with another reader's picture of it.

A generator yields variants; GENERATORS is the table of them, by the name of the format.
"""

from . import avif, heic, jpeg, png, webp

GENERATORS = {"HEIC": heic.variants, "AVIF": avif.variants, "JPEG": jpeg.variants, "PNG": png.variants,
              "WebP": webp.variants}
