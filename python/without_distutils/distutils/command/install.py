"""Where things are installed: what matters is that Debian's scheme is not among these, since sysconfig knows it."""

INSTALL_SCHEMES = {}
