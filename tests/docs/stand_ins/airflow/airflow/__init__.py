"""A stand-in for Apache Airflow 2: just what docs/airflow.md and examples/airflow_dag.py use, so that they really run.

`dag.test()` runs the tasks in the order in which they were made, once each, in this process.
"""

from airflow.models import DAG

__all__ = ["DAG"]
