"""Files that mean harm, each made anew by a generator of our own, and the judge of what becomes of them."""
