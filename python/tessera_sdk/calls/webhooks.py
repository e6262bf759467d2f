# Generated from the tables in api/ by `make generate`; do not edit.
# mypy: disable-error-code=no-any-return
"""The calls of `client.webhooks`."""

from __future__ import annotations

from .._walk import Calls, paged, walk

TYPE_CHECKING = False  # typing takes longer to import than all the rest
if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from uuid import UUID
    from ..enums import (
        WebhookEvent,
        WebhookDeliveryStatus,
    )
    from ..models import (
        WebhookEndpoint,
        WebhookEndpointSecret,
        WebhookDelivery,
        WebhookReceipt,
    )
    from ..page import Page


class Webhooks(Calls):
    """The calls of `client.webhooks`."""

    __slots__ = ()

    def create_endpoint(
        self,
        url: str,
        description: str | None = None,
        events: Sequence[WebhookEvent | str] | None = None,
        enabled: bool = True,
        secret: str | None = None,
    ) -> WebhookEndpointSecret:
        """Create a destination of events; its secret is shown once.

        Args:
            url (str): Where events are posted to
            description (str): What it is for
            events (Sequence[WebhookEvent | str]): Which events it is told; absent: all
            enabled (bool): Whether it is told anything
            secret (str): What events are signed with; absent: the server makes one

        Returns:
            WebhookEndpointSecret: A destination of events, with the secret that it has now

        Raises:
            ValidationError: A value does not fit
            BadRequestError: The values do not go together, or not with what is there
            ConflictError: The call clashes with what is there
            AuthenticationError: The credential is missing, wrong or not enough
            RateLimitError: Too many calls
            ServerError: The server failed
            TesseraConnectionError: Nothing usable came back, or not in time
        """
        return self._call(108, url, description, events, enabled, secret)

    def endpoints(self, limit: int = 100, offset: int = 0, after: str | None = None) -> Page[WebhookEndpoint]:
        """List the destinations of events, newest first.

        Args:
            limit (int): Most entries in the reply
            offset (int): Entries to skip
            after (str): Place behind which the page begins: `next` of an earlier reply, asked for in the same order

        Returns:
            Page[WebhookEndpoint]: One page, and where it stands in the whole list

        Raises:
            ValidationError: A value does not fit
            AuthenticationError: The credential is missing, wrong or not enough
            RateLimitError: Too many calls
            ServerError: The server failed
            TesseraConnectionError: Nothing usable came back, or not in time
        """
        return paged(self._call, 1, 2, 109, limit, offset or None, after)

    def iter_endpoints(self, limit: int = 100, offset: int = 0, after: str | None = None) -> Iterator[WebhookEndpoint]:
        """Walk all pages of `endpoints` from `offset` on, `limit` entries at a time.

        Args:
            limit (int): Most entries in the reply
            offset (int): Entries to skip
            after (str): Place behind which the page begins: `next` of an earlier reply, asked for in the same order

        Returns:
            Iterator[WebhookEndpoint]: One after another

        Raises:
            ValidationError: A value does not fit
            AuthenticationError: The credential is missing, wrong or not enough
            RateLimitError: Too many calls
            ServerError: The server failed
            TesseraConnectionError: Nothing usable came back, or not in time
        """
        return walk(self._call, 1, 2, 109, limit, offset or None, after)

    def endpoint(self, endpoint_id: str | UUID) -> WebhookEndpoint:
        """Get a destination of events.

        Args:
            endpoint_id (str | UUID): Id of the endpoint

        Returns:
            WebhookEndpoint: A destination of events, without its secret

        Raises:
            ValidationError: A value does not fit
            NotFoundError: What the call names is not there
            AuthenticationError: The credential is missing, wrong or not enough
            RateLimitError: Too many calls
            ServerError: The server failed
            TesseraConnectionError: Nothing usable came back, or not in time
        """
        return self._call(110, endpoint_id)

    def update_endpoint(
        self,
        endpoint_id: str | UUID,
        url: str | None = None,
        description: str | None = None,
        events: Sequence[WebhookEvent | str] | None = None,
        enabled: bool | None = None,
    ) -> WebhookEndpoint:
        """Change a destination of events.

        Args:
            endpoint_id (str | UUID): Id of the endpoint
            url (str): New URL, also for what was not delivered yet
            description (str): New description
            events (Sequence[WebhookEvent | str]): Replaces the list of events; empty: all
            enabled (bool): false: nothing is sent, nor kept to be sent, until it is true again; what was to be sent
                before waits

        Returns:
            WebhookEndpoint: A destination of events, without its secret

        Raises:
            ValidationError: A value does not fit
            BadRequestError: The values do not go together, or not with what is there
            NotFoundError: What the call names is not there
            ConflictError: The call clashes with what is there
            AuthenticationError: The credential is missing, wrong or not enough
            RateLimitError: Too many calls
            ServerError: The server failed
            TesseraConnectionError: Nothing usable came back, or not in time
        """
        return self._call(111, endpoint_id, url, description, events, enabled)

    def delete_endpoint(self, endpoint_id: str | UUID) -> None:
        """Delete a destination of events; what was to go there becomes a dead letter.

        Args:
            endpoint_id (str | UUID): Id of the endpoint

        Raises:
            ValidationError: A value does not fit
            NotFoundError: What the call names is not there
            ConflictError: The call clashes with what is there
            AuthenticationError: The credential is missing, wrong or not enough
            RateLimitError: Too many calls
            ServerError: The server failed
            TesseraConnectionError: Nothing usable came back, or not in time
        """
        return self._call(112, endpoint_id)

    def rotate_secret(
        self,
        endpoint_id: str | UUID,
        overlap_seconds: int = 86400,
        secret: str | None = None,
    ) -> WebhookEndpointSecret:
        """Replace the secret of a destination; both sign for a while.

        Args:
            endpoint_id (str | UUID): Id of the endpoint
            overlap_seconds (int): For how long events are signed with the former secret, too
            secret (str): The new secret; absent: the server makes one

        Returns:
            WebhookEndpointSecret: A destination of events, with the secret that it has now

        Raises:
            ValidationError: A value does not fit
            BadRequestError: The values do not go together, or not with what is there
            NotFoundError: What the call names is not there
            ConflictError: The call clashes with what is there
            AuthenticationError: The credential is missing, wrong or not enough
            RateLimitError: Too many calls
            ServerError: The server failed
            TesseraConnectionError: Nothing usable came back, or not in time
        """
        return self._call(113, endpoint_id, overlap_seconds, secret)

    def send_test(self, endpoint_id: str | UUID) -> WebhookDelivery:
        """Send an event webhook.test to a destination.

        Args:
            endpoint_id (str | UUID): Id of the endpoint

        Returns:
            WebhookDelivery: An event on its way to a destination

        Raises:
            ValidationError: A value does not fit
            NotFoundError: What the call names is not there
            ConflictError: The call clashes with what is there
            AuthenticationError: The credential is missing, wrong or not enough
            RateLimitError: Too many calls
            ServerError: The server failed
            TesseraConnectionError: Nothing usable came back, or not in time
        """
        return self._call(114, endpoint_id)

    def deliveries(
        self,
        limit: int = 100,
        offset: int = 0,
        status: WebhookDeliveryStatus | str | None = None,
        event_type: str | None = None,
        endpoint_id: str | UUID | None = None,
        after: str | None = None,
    ) -> Page[WebhookDelivery]:
        """List deliveries, newest first.

        Args:
            limit (int): Most entries in the reply
            offset (int): Entries to skip
            status (WebhookDeliveryStatus | str): How far they are
            event_type (str): Event, exact
            endpoint_id (str | UUID): Destination
            after (str): Place behind which the page begins: `next` of an earlier reply, asked for in the same order

        Returns:
            Page[WebhookDelivery]: One page, and where it stands in the whole list

        Raises:
            ValidationError: A value does not fit
            AuthenticationError: The credential is missing, wrong or not enough
            RateLimitError: Too many calls
            ServerError: The server failed
            TesseraConnectionError: Nothing usable came back, or not in time
        """
        return paged(self._call, 1, 5, 115, limit, offset or None, status, event_type, endpoint_id, after)

    def iter_deliveries(
        self,
        limit: int = 100,
        offset: int = 0,
        status: WebhookDeliveryStatus | str | None = None,
        event_type: str | None = None,
        endpoint_id: str | UUID | None = None,
        after: str | None = None,
    ) -> Iterator[WebhookDelivery]:
        """Walk all pages of `deliveries` from `offset` on, `limit` entries at a time.

        Args:
            limit (int): Most entries in the reply
            offset (int): Entries to skip
            status (WebhookDeliveryStatus | str): How far they are
            event_type (str): Event, exact
            endpoint_id (str | UUID): Destination
            after (str): Place behind which the page begins: `next` of an earlier reply, asked for in the same order

        Returns:
            Iterator[WebhookDelivery]: One after another

        Raises:
            ValidationError: A value does not fit
            AuthenticationError: The credential is missing, wrong or not enough
            RateLimitError: Too many calls
            ServerError: The server failed
            TesseraConnectionError: Nothing usable came back, or not in time
        """
        return walk(self._call, 1, 5, 115, limit, offset or None, status, event_type, endpoint_id, after)

    def delivery(self, delivery_id: str | UUID) -> WebhookDelivery:
        """Get a delivery.

        Args:
            delivery_id (str | UUID): Id of the delivery

        Returns:
            WebhookDelivery: An event on its way to a destination

        Raises:
            ValidationError: A value does not fit
            NotFoundError: What the call names is not there
            AuthenticationError: The credential is missing, wrong or not enough
            RateLimitError: Too many calls
            ServerError: The server failed
            TesseraConnectionError: Nothing usable came back, or not in time
        """
        return self._call(116, delivery_id)

    def redeliver(self, delivery_id: str | UUID) -> WebhookDelivery:
        """Send an event to its destination once more, as a delivery of its own.

        Args:
            delivery_id (str | UUID): Id of the delivery

        Returns:
            WebhookDelivery: An event on its way to a destination

        Raises:
            ValidationError: A value does not fit
            NotFoundError: What the call names is not there
            ConflictError: The call clashes with what is there
            AuthenticationError: The credential is missing, wrong or not enough
            RateLimitError: Too many calls
            ServerError: The server failed
            TesseraConnectionError: Nothing usable came back, or not in time
        """
        return self._call(117, delivery_id)

    def confirm(self, delivery_id: str | UUID, note: str | None = None) -> WebhookReceipt:
        """Confirm that an event was dealt with; 200: it was confirmed before.

        Args:
            delivery_id (str | UUID): The X-Tessera-Delivery of what was received
            note (str): What came of it

        Returns:
            WebhookReceipt: That an event was dealt with, as it is kept

        Raises:
            ValidationError: A value does not fit
            BadRequestError: The values do not go together, or not with what is there
            ConflictError: The call clashes with what is there
            AuthenticationError: The credential is missing, wrong or not enough
            RateLimitError: Too many calls
            ServerError: The server failed
            TesseraConnectionError: Nothing usable came back, or not in time
        """
        return self._call(118, delivery_id, note)
