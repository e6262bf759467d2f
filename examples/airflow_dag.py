"""An Airflow task that publishes a contract. A refusal is final; trouble with the server is worth a retry."""

from datetime import datetime, timedelta

from airflow.decorators import dag, task
from airflow.exceptions import AirflowException, AirflowFailException

SCHEMA = {"type": "object", "properties": {"order_id": {"type": "integer"}}, "required": ["order_id"]}


@dag(schedule=None, start_date=datetime(2024, 1, 1), catchup=False)
def orders_contract():
    @task(retries=3, retry_delay=timedelta(minutes=1))
    def publish(fqn, schema):
        # Imported where the task runs: the scheduler reads this file often and need not load it.
        from tessera_sdk import RateLimitError, ServerError, TesseraAPIError, TesseraClient, TesseraConnectionError

        try:
            with TesseraClient() as client:
                known = client.assets.context_by_fqn(fqn)
                if known.current_contract and known.current_contract.schema == schema:
                    return known.current_contract.version  # an earlier run, or a try whose answer was lost
                result = client.assets.publish_contract(known.asset.id, schema)
        except (TesseraConnectionError, RateLimitError, ServerError) as error:
            raise AirflowException(f"Tessera is not to be had: {error}") from error
        except TesseraAPIError as error:
            raise AirflowFailException(f"Tessera refused: {error}") from error
        if not result.published:
            raise AirflowFailException(f"the change is breaking; it waits as proposal {result.proposal.id}")
        return result.contract.version

    publish("warehouse.sales.orders", SCHEMA)


orders = orders_contract()

if __name__ == "__main__":
    orders.test()  # all tasks once, in this process
