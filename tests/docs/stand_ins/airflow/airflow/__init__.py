"""A stand-in for Apache Airflow 2: just what docs/airflow.md and examples/airflow_dag.py use, so that they really run.

Tasks run in the order in which they were made, once each, in this process, as `dag.test()` of Airflow does.
"""

from airflow.models import DAG

__all__ = ["DAG"]
