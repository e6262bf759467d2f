"""Connections, from the environment."""

import json
import os
import types


class BaseHook:
    @classmethod
    def get_connection(cls, conn_id):
        given = json.loads(os.environ[f"AIRFLOW_CONN_{conn_id.upper()}"])
        return types.SimpleNamespace(**{"host": None, "password": None, **given})
