-- What other systems are told about us, and what mail providers tell us about our mails.

create table webhook_subscriptions (
  id uuid constraint webhook_subscriptions_pkey primary key,
  organization_id uuid not null constraint webhook_subscriptions_organization_fkey references organizations,
  public_id text not null constraint webhook_subscriptions_public_id_key unique,
  url text not null constraint webhook_subscriptions_url_length check (char_length(url) between 1 and 2000),
  -- Names of events; empty is every event, also those to come.
  events text[] not null,
  -- Encrypted with SECRET_KEY, because every delivery is signed with it.
  secret_cipher bytea not null,
  -- After a change both secrets sign for a while.
  previous_secret_cipher bytea,
  previous_secret_until timestamptz,
  enabled boolean not null default true,
  disabled_reason text constraint webhook_subscriptions_disabled_reason_known check (disabled_reason in ('by_hand', 'failing')),
  -- No delivery succeeded since then.
  failing_since timestamptz,
  created_by uuid constraint webhook_subscriptions_created_by_fkey references users,
  created_at timestamptz not null,
  updated_at timestamptz not null,
  constraint webhook_subscriptions_organization_id_key unique (organization_id, id),
  constraint webhook_subscriptions_reason_when_off check (enabled = (disabled_reason is null)),
  constraint webhook_subscriptions_previous_whole check ((previous_secret_cipher is null) = (previous_secret_until is null))
);
call make_tenant_table('webhook_subscriptions');
grant select, insert, update, delete on webhook_subscriptions to rechnungswerk_app;

create table webhook_deliveries (
  id uuid constraint webhook_deliveries_pkey primary key,
  organization_id uuid not null,
  subscription_id uuid not null,
  -- The webhook-id of the request: the same on every try, and for every subscription.
  event_id text not null,
  event_type text not null,
  payload jsonb not null,
  state text not null default 'pending' constraint webhook_deliveries_state_known check (state in ('pending', 'succeeded', 'failed')),
  -- Tries that were begun; who holds the lease knows their number.
  attempts integer not null default 0,
  -- Tries that ended without success since the delivery began or was asked for again: how long the next pause is.
  failures integer not null default 0,
  due_at timestamptz not null,
  leased_until timestamptz,
  created_at timestamptz not null,
  finished_at timestamptz,
  constraint webhook_deliveries_event_key unique (subscription_id, event_id),
  constraint webhook_deliveries_organization_id_key unique (organization_id, id),
  constraint webhook_deliveries_subscription_fkey foreign key (organization_id, subscription_id)
    references webhook_subscriptions (organization_id, id) on delete cascade
);
create index webhook_deliveries_due_idx on webhook_deliveries (due_at) where state = 'pending';
create index webhook_deliveries_log_idx on webhook_deliveries (subscription_id, created_at desc, id desc);
create index webhook_deliveries_created_at_idx on webhook_deliveries (created_at);
create index webhook_deliveries_finished_at_idx on webhook_deliveries (organization_id, finished_at) where finished_at is not null;
create index webhook_deliveries_failed_idx on webhook_deliveries (organization_id) where state = 'failed';
call make_tenant_table('webhook_deliveries');
grant select, insert, update, delete on webhook_deliveries to rechnungswerk_app;

create table webhook_attempts (
  id bigint generated always as identity constraint webhook_attempts_pkey primary key,
  organization_id uuid not null,
  delivery_id uuid not null,
  at timestamptz not null,
  duration_ms integer not null,
  url text not null,
  request_headers jsonb not null,
  status smallint,
  -- The first 500 bytes of the answer.
  answer text,
  -- A code, where there was no answer; the catalogue has its words.
  error text,
  constraint webhook_attempts_delivery_fkey foreign key (organization_id, delivery_id) references webhook_deliveries (organization_id, id) on delete cascade
);
create index webhook_attempts_delivery_idx on webhook_attempts (delivery_id, id);
call make_tenant_table('webhook_attempts');
grant select, insert, delete on webhook_attempts to rechnungswerk_app;

grant select on webhook_subscriptions to rechnungswerk_system;
grant select, delete on webhook_deliveries to rechnungswerk_system;
create policy webhook_subscriptions_system on webhook_subscriptions for select to rechnungswerk_system using (true);
create policy webhook_deliveries_system on webhook_deliveries to rechnungswerk_system using (true);

-- A test is sent to a subscription that is switched off, too.
create function due_webhook_deliveries(at timestamptz, most integer) returns table (organization_id uuid, id uuid)
  language sql stable security definer set search_path = public
  as $$
    select d.organization_id, d.id from webhook_deliveries d join webhook_subscriptions s on s.id = d.subscription_id
    where d.state = 'pending' and d.due_at <= at and (d.leased_until is null or d.leased_until < at) and (s.enabled or d.event_type = 'webhook.test')
    order by d.due_at limit most
  $$;
call make_system_function('due_webhook_deliveries(timestamptz, integer)');

create function purge_webhook_deliveries(before timestamptz) returns bigint
  language sql volatile security definer set search_path = public
  as $$ with gone as (delete from webhook_deliveries where created_at < before returning 1) select count(*) from gone $$;
call make_system_function('purge_webhook_deliveries(timestamptz)');

-- That an invoice became overdue is told once, whatever happens to it later.
create table overdue_marks (
  invoice_id uuid constraint overdue_marks_pkey primary key,
  organization_id uuid not null,
  at timestamptz not null,
  constraint overdue_marks_invoice_fkey foreign key (organization_id, invoice_id) references invoices (organization_id, id)
);
call make_tenant_table('overdue_marks');
grant select, insert on overdue_marks to rechnungswerk_app;

grant select on overdue_marks, invoices to rechnungswerk_system;
create policy overdue_marks_system on overdue_marks for select to rechnungswerk_system using (true);
create policy invoices_overdue_system on invoices for select to rechnungswerk_system using (true);
create function newly_overdue_invoices(at timestamptz, most integer) returns table (organization_id uuid, id uuid)
  language sql stable security definer set search_path = public
  as $$
    select i.organization_id, i.id from invoices i join organizations o on o.id = i.organization_id
    where i.state = 'open' and i.open_cents > 0 and i.due_date < (at at time zone o.time_zone)::date
      and not exists (select from overdue_marks m where m.invoice_id = i.id)
    order by i.due_date, i.id limit most
  $$;
call make_system_function('newly_overdue_invoices(timestamptz, integer)');

-- What a provider reported about a mail, each event once.
alter table email_messages add constraint email_messages_organization_id_key unique (organization_id, id);
alter table email_messages add column fate text constraint email_messages_fate_known check (fate in ('delivered', 'opened', 'clicked', 'bounced'));
alter table email_messages add column fate_at timestamptz;
-- Why it bounced.
alter table email_messages add column fate_reason text;
create index email_messages_to_address_idx on email_messages (to_address);

create table email_events (
  id bigint generated always as identity constraint email_events_pkey primary key,
  organization_id uuid not null,
  message_id uuid not null,
  provider text not null constraint email_events_provider_known check (provider in ('brevo', 'sendgrid', 'resend')),
  -- The provider's own name of the event: what comes again is known by it.
  event_key text not null,
  kind text not null constraint email_events_kind_known check (kind in ('delivered', 'opened', 'clicked', 'bounced')),
  at timestamptz not null,
  received_at timestamptz not null,
  detail text,
  constraint email_events_event_key unique (provider, event_key),
  constraint email_events_message_fkey foreign key (organization_id, message_id) references email_messages (organization_id, id)
);
create index email_events_message_idx on email_events (message_id, at);
call make_tenant_table('email_events');
grant select, insert on email_events to rechnungswerk_app;

-- By our Message-ID, or by what the provider's server called the mail when it took it.
create function email_message_by_provider(our_id text, provider_id text, recipient text) returns table (organization_id uuid, id uuid)
  language sql stable security definer set search_path = public
  as $$
    (select m.organization_id, m.id from email_messages m where m.message_id = our_id)
    union all
    (select m.organization_id, m.id from email_messages m
     where provider_id <> '' and m.to_address = recipient and m.state = 'sent' and position(provider_id in m.last_answer) > 0
     order by m.created_at desc limit 1)
    limit 1
  $$;
call make_system_function('email_message_by_provider(text, text, text)');
