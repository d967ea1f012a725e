"""What is said in a source and does not stand in an output, and why, as the kinds declare it.

By kind (``*`` is every kind), output and field, without the keys of items.
"""

from generator.kinds import known
from generator.model.kind import EVERY_OMITS

OMITTED = {"*": EVERY_OMITS} | {each.name: each.omits for each in known().values()}
