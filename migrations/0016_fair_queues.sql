-- What is paused must not stand in front of what is not: monthly runs and series, as the other queues.
create or replace function due_billing_runs(at timestamptz, most integer) returns table (organization_id uuid, id uuid)
  language sql stable security definer set search_path = public
  as $$
    select organization_id, id from billing_runs t
    where state = 'running' and due_at <= at and (leased_until is null or leased_until < at)
      and not exists (select from queue_pauses p where p.organization_id = t.organization_id and p.queue = 'billing')
    order by due_at limit most
  $$;
create or replace function due_recurring_invoices(at timestamptz, most integer) returns table (organization_id uuid, id uuid)
  language sql stable security definer set search_path = public
  as $$
    select organization_id, id from recurring_invoices t
    where state = 'active' and due_at <= at
      and not exists (select from queue_pauses p where p.organization_id = t.organization_id and p.queue = 'recurring')
    order by due_at limit most
  $$;

-- The files in the order in which the archive's check looks at them.
create index invoice_attachments_storage_key_idx on invoice_attachments (organization_id, storage_key) where storage_key is not null;

-- What the operations page counts.
create index recurring_runs_done_idx on recurring_runs (organization_id, at) where outcome <> 'failed';

-- A slow endpoint must not stand in front of others: each has two places at most, and one while it fails.
alter table webhook_deliveries
  -- Its turn came while all places were taken: whoever leaves one calls it.
  add column awaits_place boolean not null default false;
create index webhook_deliveries_places_idx on webhook_deliveries (subscription_id, due_at) where state = 'pending';

-- How many more deliveries of this endpoint may run.
create function free_places(failing_since timestamptz, subscription uuid, at timestamptz) returns bigint
  language sql stable
  as $$
    select greatest(0, case when failing_since is null then 2 else 1 end - (
      select count(*) from webhook_deliveries where subscription_id = subscription and state = 'pending' and leased_until >= at))
  $$;

-- As many of each endpoint as find a place. A test is sent to a subscription that is switched off, too, and needs no place.
-- It takes the place of due_webhook_deliveries, which a later migration, made before this one, creates anew.
create function due_webhook_turns(at timestamptz, most integer) returns table (organization_id uuid, id uuid)
  language sql stable security definer set search_path = public
  as $$
    select d.organization_id, d.id
    from webhook_subscriptions s
    cross join lateral (
      (select n.organization_id, n.id, n.due_at from webhook_deliveries n
       where s.enabled and n.subscription_id = s.id and n.state = 'pending' and n.due_at <= at and (n.leased_until is null or n.leased_until < at)
       order by n.due_at limit free_places(s.failing_since, s.id, at))
      union
      select n.organization_id, n.id, n.due_at from webhook_deliveries n
      where n.subscription_id = s.id and n.event_type = 'webhook.test' and n.state = 'pending' and n.due_at <= at
        and (n.leased_until is null or n.leased_until < at)
    ) d
    where not exists (select from queue_pauses p where p.organization_id = d.organization_id and p.queue = 'webhooks')
    order by d.due_at limit most
  $$;
call make_system_function('due_webhook_turns(timestamptz, integer)');
