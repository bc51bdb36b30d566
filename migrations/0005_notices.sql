-- What the organization is told, and who did what.

create table notifications (
  id uuid constraint notifications_pkey primary key,
  organization_id uuid not null constraint notifications_organization_fkey references organizations,
  user_id uuid not null constraint notifications_user_fkey references users,
  kind text not null,
  invoice_id uuid,
  detail text,
  read_at timestamptz,
  created_at timestamptz not null,
  constraint notifications_invoice_fkey foreign key (organization_id, invoice_id) references invoices (organization_id, id)
);
create index notifications_user_idx on notifications (user_id, created_at desc);
call make_tenant_table('notifications');
grant select, insert, update on notifications to rechnungswerk_app;

-- Append-only: the application may insert and read, nobody may change.
create table audit_events (
  id bigint generated always as identity constraint audit_events_pkey primary key,
  organization_id uuid not null constraint audit_events_organization_fkey references organizations,
  at timestamptz not null,
  event text not null,
  actor_kind text not null constraint audit_events_actor_kind_known check (actor_kind in ('user', 'api_key', 'portal', 'system')),
  actor_id uuid,
  actor_name text,
  invoice_id uuid,
  customer_id uuid,
  -- Words for people: a number, an amount, a reason.
  detail text,
  amount_cents bigint,
  client_address text,
  request_id text
);
create index audit_events_organization_idx on audit_events (organization_id, at desc);
create index audit_events_invoice_idx on audit_events (invoice_id, at desc) where invoice_id is not null;
call make_tenant_table('audit_events');
grant select, insert on audit_events to rechnungswerk_app;
create trigger audit_events_append_only before update or delete on audit_events for each row execute function refuse_change();
