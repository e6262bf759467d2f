"""As much of Celery as the documentation uses: tasks run where they are called, in the process that is the worker."""

from . import signals


class Celery:
    def __init__(self, name, **settings):
        self.name = name

    def task(self, **settings):
        def decorate(function):
            function.delay = lambda *arguments: (signals.worker_process_init.send(), function(*arguments))[1]
            return function

        return decorate
