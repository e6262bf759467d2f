"""The exceptions by which a task says what becomes of it."""


class AirflowException(Exception):
    """The try failed; another one follows while the task has retries left."""


class AirflowFailException(AirflowException):
    """The task failed; no other try follows."""


class AirflowSkipException(AirflowException):
    """The task has nothing to do."""
