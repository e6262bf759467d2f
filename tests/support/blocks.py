"""The Python code of Markdown pages."""

import re

_BLOCK = re.compile(r"^```python\n(.*?)^```$", re.MULTILINE | re.DOTALL)


def python_blocks(text):
    """The text of every block of Python, in order."""
    return _BLOCK.findall(text)


def indented(block):
    """A block as the body of a function."""
    return "".join(f"    {line}\n" if line else "\n" for line in block.splitlines())
