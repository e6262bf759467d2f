"""TaskFlow: functions as DAGs and as tasks."""

import functools

from airflow.models import DAG, BaseOperator, XComArg


class _FunctionTask(BaseOperator):
    def __init__(self, function, arguments, named, options):
        super().__init__(task_id=function.__name__, **options)
        self.function, self.arguments, self.named = function, arguments, named

    def execute_with(self, results):
        def given(value):
            return value.resolve(results) if isinstance(value, XComArg) else value

        return self.function(*map(given, self.arguments), **{name: given(value) for name, value in self.named.items()})


def task(function=None, **options):
    if function is None:
        return functools.partial(task, **options)

    @functools.wraps(function)
    def make(*arguments, **named):
        return _FunctionTask(function, arguments, named, options).output

    return make


def dag(function=None, **options):
    if function is None:
        return functools.partial(dag, **options)

    @functools.wraps(function)
    def make(*arguments, **named):
        with DAG(function.__name__, **options) as made:
            function(*arguments, **named)
        return made

    return make
