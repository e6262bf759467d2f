"""DAGs, operators, and the results that tasks hand on."""

import contextvars

from airflow.exceptions import AirflowException

_current = contextvars.ContextVar("dag", default=None)


class DAG:
    """Tasks, gathered while the DAG is entered."""

    def __init__(self, dag_id, *, schedule=None, start_date=None, catchup=True, **others):
        self.dag_id, self.tasks = dag_id, []

    def __enter__(self):
        self._token = _current.set(self)
        return self

    def __exit__(self, *problem):
        _current.reset(self._token)

    def test(self):
        """Tells of a task that fails, and runs no further one."""
        results = {}
        for task in self.tasks:
            try:
                results[task] = task.execute_with(results)
            except AirflowException as error:
                print(f"Task failed: {task.task_id}: {type(error).__name__}: {error}")
                return


class XComArg:
    """What a task will have returned."""

    def __init__(self, task):
        self.task = task

    def resolve(self, results):
        return results[self.task]

    def __rshift__(self, other):
        return other


class BaseOperator:
    """One task of the DAG that is entered."""

    template_fields = ()

    def __init__(self, *, task_id, retries=0, retry_delay=None, **others):
        self.task_id, self.retries = task_id, retries
        dag = _current.get()
        if dag is None:
            raise RuntimeError(f"the task {task_id} belongs to no DAG")
        dag.tasks.append(self)

    @property
    def output(self):
        return XComArg(self)

    def __rshift__(self, other):
        return other

    def execute(self, context):
        raise NotImplementedError

    def execute_with(self, results):
        for name in self.template_fields:
            value = getattr(self, name)
            if isinstance(value, XComArg):
                setattr(self, name, value.resolve(results))
        return self.execute({"task": self})
