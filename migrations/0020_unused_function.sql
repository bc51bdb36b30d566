-- due_webhook_turns took its place (0016).
drop function due_webhook_deliveries(timestamptz, integer);
