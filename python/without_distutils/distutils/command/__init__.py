"""Commands of distutils."""
