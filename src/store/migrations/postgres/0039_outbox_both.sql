-- A message to both kinds of readers is one row: `payload` is for the webhooks then, `chat` for the chats.
ALTER TABLE outbox ADD COLUMN chat text;
