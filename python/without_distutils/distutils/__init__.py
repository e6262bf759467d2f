"""The little of distutils that Meson before 1.2 asks a Python for: since 3.12 there is none.

build_backend.py puts this on the path of Pythons that lack it, for as long as a build takes.
"""
