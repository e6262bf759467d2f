# Generated from the tables in api/ by `make generate`; do not edit.
# mypy: disable-error-code=no-any-return
"""The calls of `client.slack`."""

from __future__ import annotations

from .._walk import Calls, paged, walk

TYPE_CHECKING = False  # typing takes longer to import than all the rest
if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from uuid import UUID
    from ..enums import (
        ChatEvent,
    )
    from ..models import (
        SlackConfig,
        SlackTestResult,
    )
    from ..page import Page


class Slack(Calls):
    """The calls of `client.slack`."""

    __slots__ = ()

    def create_config(
        self,
        team_id: str | UUID,
        channel_id: str,
        channel_name: str | None = None,
        webhook_url: str | None = None,
        bot_token: str | None = None,
        notify_on: Sequence[ChatEvent | str] | None = None,
        enabled: bool = True,
    ) -> SlackConfig:
        """Have a team told of events in a channel in Slack.

        Args:
            team_id (str | UUID): The team that is told
            channel_id (str): The channel's id in Slack: C and letters and digits
            channel_name (str): Its name, for people
            webhook_url (str): URL of an incoming webhook of Slack; kept encrypted, never shown. Blank counts as absent
            bot_token (str): Token of a bot that may post in the channel; kept encrypted, never shown. Blank counts as
                absent
            notify_on (Sequence[ChatEvent | str]): Events that are told, at least one
            enabled (bool): Whether anything is told

        Returns:
            SlackConfig: A channel in Slack in which a team is told of events

        Raises:
            ValidationError: A value does not fit
            BadRequestError: The values do not go together, or not with what is there
            ConflictError: The call clashes with what is there
            AuthenticationError: The credential is missing, wrong or not enough
            RateLimitError: Too many calls
            ServerError: The server failed
            TesseraConnectionError: Nothing usable came back, or not in time
        """
        return self._call(67, team_id, channel_id, channel_name, webhook_url, bot_token, notify_on, enabled)

    def list_configs(
        self,
        limit: int = 100,
        offset: int = 0,
        team_id: str | UUID | None = None,
        enabled: bool | None = None,
        after: str | None = None,
    ) -> Page[SlackConfig]:
        """List channels in Slack, newest first.

        Args:
            limit (int): Most entries in the reply
            offset (int): Entries to skip
            team_id (str | UUID): Team that is told
            enabled (bool): Whether anything is told
            after (str): Place behind which the page begins: `next` of an earlier reply, asked for in the same order

        Returns:
            Page[SlackConfig]: One page, and where it stands in the whole list

        Raises:
            ValidationError: A value does not fit
            AuthenticationError: The credential is missing, wrong or not enough
            RateLimitError: Too many calls
            ServerError: The server failed
            TesseraConnectionError: Nothing usable came back, or not in time
        """
        return paged(self._call, 1, 4, 68, limit, offset or None, team_id, enabled, after)

    def iter_list_configs(
        self,
        limit: int = 100,
        offset: int = 0,
        team_id: str | UUID | None = None,
        enabled: bool | None = None,
        after: str | None = None,
    ) -> Iterator[SlackConfig]:
        """Walk all pages of `list_configs` from `offset` on, `limit` entries at a time.

        Args:
            limit (int): Most entries in the reply
            offset (int): Entries to skip
            team_id (str | UUID): Team that is told
            enabled (bool): Whether anything is told
            after (str): Place behind which the page begins: `next` of an earlier reply, asked for in the same order

        Returns:
            Iterator[SlackConfig]: One after another

        Raises:
            ValidationError: A value does not fit
            AuthenticationError: The credential is missing, wrong or not enough
            RateLimitError: Too many calls
            ServerError: The server failed
            TesseraConnectionError: Nothing usable came back, or not in time
        """
        return walk(self._call, 1, 4, 68, limit, offset or None, team_id, enabled, after)

    def get_config(self, slack_config_id: str | UUID) -> SlackConfig:
        """Get a channel in Slack.

        Args:
            slack_config_id (str | UUID): Id of the slack_config

        Returns:
            SlackConfig: A channel in Slack in which a team is told of events

        Raises:
            ValidationError: A value does not fit
            NotFoundError: What the call names is not there
            AuthenticationError: The credential is missing, wrong or not enough
            RateLimitError: Too many calls
            ServerError: The server failed
            TesseraConnectionError: Nothing usable came back, or not in time
        """
        return self._call(69, slack_config_id)

    def update_config(
        self,
        slack_config_id: str | UUID,
        channel_id: str | None = None,
        channel_name: str | None = None,
        webhook_url: str | None = None,
        bot_token: str | None = None,
        notify_on: Sequence[ChatEvent | str] | None = None,
        enabled: bool | None = None,
    ) -> SlackConfig:
        """Change what a team is told in a channel in Slack, or how.

        Args:
            slack_config_id (str | UUID): Id of the slack_config
            channel_id (str): The channel's id in Slack: C and letters and digits
            channel_name (str): Its name, for people
            webhook_url (str): URL of an incoming webhook of Slack; kept encrypted, never shown. Blank counts as absent
            bot_token (str): Token of a bot that may post in the channel; kept encrypted, never shown. Blank counts as
                absent
            notify_on (Sequence[ChatEvent | str]): Events that are told, at least one
            enabled (bool): Whether anything is told

        Returns:
            SlackConfig: A channel in Slack in which a team is told of events

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
        return self._call(70, slack_config_id, channel_id, channel_name, webhook_url, bot_token, notify_on, enabled)

    def delete_config(self, slack_config_id: str | UUID) -> None:
        """Tell a team no longer in a channel in Slack.

        Args:
            slack_config_id (str | UUID): Id of the slack_config

        Raises:
            ValidationError: A value does not fit
            NotFoundError: What the call names is not there
            ConflictError: The call clashes with what is there
            AuthenticationError: The credential is missing, wrong or not enough
            RateLimitError: Too many calls
            ServerError: The server failed
            TesseraConnectionError: Nothing usable came back, or not in time
        """
        return self._call(71, slack_config_id)

    def test_config(self, slack_config_id: str | UUID) -> SlackTestResult:
        """Send a test message to a channel in Slack, and tell how that went.

        Args:
            slack_config_id (str | UUID): Id of the slack_config

        Returns:
            SlackTestResult: How a test message went

        Raises:
            ValidationError: A value does not fit
            NotFoundError: What the call names is not there
            ConflictError: The call clashes with what is there
            AuthenticationError: The credential is missing, wrong or not enough
            RateLimitError: Too many calls
            ServerError: The server failed
            TesseraConnectionError: Nothing usable came back, or not in time
        """
        return self._call(72, slack_config_id)
