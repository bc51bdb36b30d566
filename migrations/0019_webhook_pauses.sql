-- Deliveries of an organization that holds them up must not stand in front of others.
create or replace function due_webhook_deliveries(at timestamptz, most integer) returns table (organization_id uuid, id uuid)
  language sql stable security definer set search_path = public
  as $$
    select d.organization_id, d.id from webhook_deliveries d join webhook_subscriptions s on s.id = d.subscription_id
    where d.state = 'pending' and d.due_at <= at and (d.leased_until is null or d.leased_until < at) and (s.enabled or d.event_type = 'webhook.test')
      and not exists (select from queue_pauses p where p.organization_id = d.organization_id and p.queue = 'webhooks')
    order by d.due_at limit most
  $$;
