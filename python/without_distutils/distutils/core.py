"""Whether an extension module is linked with libpython: on Linux it is not."""


class Extension:
    def __init__(self, name, sources):
        self.name = name
        self.sources = sources


class _BuildExtension:
    def ensure_finalized(self):
        """There is nothing to work out."""

    def get_libraries(self, extension):
        return []


class Distribution:
    def get_command_obj(self, name):
        return _BuildExtension()
