-- Looking after the work: checks of the archive, pauses, what people want to be told, and the search of the audit log.

-- One look at every stored file of an organization: re-hashed and compared with the hash that it was stored with.
create table archive_checks (
  id uuid constraint archive_checks_pkey primary key,
  organization_id uuid not null constraint archive_checks_organization_fkey references organizations,
  state text not null default 'waiting' constraint archive_checks_state_known check (state in ('waiting', 'done', 'failed')),
  attempts integer not null default 0,
  -- Tries in a row that brought nothing.
  failures integer not null default 0,
  due_at timestamptz not null,
  leased_until timestamptz,
  last_error text,
  -- A large archive is looked at in slices; this is the key of the last file that was looked at.
  looked_until text not null default '',
  fine bigint not null default 0,
  missing bigint not null default 0,
  changed bigint not null default 0,
  -- The first of the missing and changed files, for people.
  problems jsonb not null default '[]',
  created_by uuid constraint archive_checks_created_by_fkey references users,
  created_at timestamptz not null,
  finished_at timestamptz
);
create unique index archive_checks_one_waiting_key on archive_checks (organization_id) where state = 'waiting';
create index archive_checks_created_at_idx on archive_checks (organization_id, created_at desc);
create index archive_checks_due_idx on archive_checks (due_at) where state = 'waiting';
call make_tenant_table('archive_checks');
grant select, insert, update on archive_checks to rechnungswerk_app;

-- The files in the order in which they are looked at.
create unique index invoice_documents_storage_key on invoice_documents (organization_id, storage_key);
create unique index incoming_invoices_storage_key on incoming_invoices (organization_id, storage_key);

-- While it stands here, no process takes up new work of this queue for this organization.
create table queue_pauses (
  organization_id uuid not null constraint queue_pauses_organization_fkey references organizations,
  queue text not null,
  paused_by uuid constraint queue_pauses_paused_by_fkey references users,
  paused_at timestamptz not null,
  constraint queue_pauses_pkey primary key (organization_id, queue)
);
call make_tenant_table('queue_pauses');
grant select, insert, delete on queue_pauses to rechnungswerk_app;

grant select on archive_checks, queue_pauses to rechnungswerk_system;
create policy archive_checks_system on archive_checks for select to rechnungswerk_system using (true);
create policy queue_pauses_system on queue_pauses for select to rechnungswerk_system using (true);

create function paused_queues() returns table (organization_id uuid, queue text)
  language sql stable security definer set search_path = public
  as $$ select organization_id, queue from queue_pauses $$;
call make_system_function('paused_queues()');

create function due_archive_checks(at timestamptz, most integer) returns table (organization_id uuid, id uuid)
  language sql stable security definer set search_path = public
  as $$
    select organization_id, id from archive_checks t
    where state = 'waiting' and due_at <= at and (leased_until is null or leased_until < at)
      and not exists (select from queue_pauses p where p.organization_id = t.organization_id and p.queue = 'archive')
    order by due_at limit most
  $$;
call make_system_function('due_archive_checks(timestamptz, integer)');

-- What is paused must not stand in front of what is not.
create or replace function due_document_tasks(at timestamptz, most integer) returns table (organization_id uuid, invoice_id uuid)
  language sql stable security definer set search_path = public
  as $$
    select organization_id, invoice_id from document_tasks t
    where state = 'waiting' and due_at <= at and (leased_until is null or leased_until < at)
      and not exists (select from queue_pauses p where p.organization_id = t.organization_id and p.queue = 'documents')
    order by due_at limit most
  $$;
create or replace function due_email_messages(at timestamptz, most integer) returns table (organization_id uuid, id uuid)
  language sql stable security definer set search_path = public
  as $$
    select organization_id, id from email_messages t
    where state = 'queued' and due_at <= at and (leased_until is null or leased_until < at)
      and not exists (select from queue_pauses p where p.organization_id = t.organization_id and p.queue = 'mail')
    order by due_at limit most
  $$;

-- What the operations page counts.
create index document_tasks_finished_at_idx on document_tasks (organization_id, finished_at) where finished_at is not null;
create index document_tasks_failed_idx on document_tasks (organization_id) where state = 'failed';
create index email_messages_sent_at_idx on email_messages (organization_id, sent_at) where sent_at is not null;
create index email_messages_failed_idx on email_messages (organization_id) where state = 'failed';

-- How a person wants to be told of a kind of event; without a row, in the app.
create table notification_preferences (
  organization_id uuid not null,
  user_id uuid not null,
  kind text not null,
  channel text not null constraint notification_preferences_channel_known check (channel in ('off', 'app', 'mail', 'digest')),
  constraint notification_preferences_pkey primary key (organization_id, user_id, kind),
  constraint notification_preferences_membership_fkey foreign key (organization_id, user_id) references memberships on delete cascade
);
call make_tenant_table('notification_preferences');
grant select, insert, update, delete on notification_preferences to rechnungswerk_app;

-- A mail that tells a person of notifications: of one at once, or of a day's at 7 in the morning.
create table notification_mails (
  id uuid constraint notification_mails_pkey primary key,
  organization_id uuid not null constraint notification_mails_organization_fkey references organizations,
  user_id uuid not null constraint notification_mails_user_fkey references users,
  -- The day of a digest; a mail at once has none.
  day date,
  state text not null default 'waiting' constraint notification_mails_state_known check (state in ('waiting', 'done', 'failed')),
  attempts integer not null default 0,
  due_at timestamptz not null,
  leased_until timestamptz,
  last_error text,
  created_at timestamptz not null,
  finished_at timestamptz,
  constraint notification_mails_day_key unique (organization_id, user_id, day)
);
create index notification_mails_due_idx on notification_mails (due_at) where state = 'waiting';
create index notification_mails_finished_at_idx on notification_mails (organization_id, finished_at) where finished_at is not null;
call make_tenant_table('notification_mails');
grant select, insert, update on notification_mails to rechnungswerk_app;
alter table notifications add column mail_id uuid constraint notifications_mail_fkey references notification_mails;
create index notifications_mail_idx on notifications (mail_id) where mail_id is not null;

grant select on notification_mails to rechnungswerk_system;
create policy notification_mails_system on notification_mails for select to rechnungswerk_system using (true);
create function due_notification_mails(at timestamptz, most integer) returns table (organization_id uuid, id uuid)
  language sql stable security definer set search_path = public
  as $$
    select organization_id, id from notification_mails t
    where state = 'waiting' and due_at <= at and (leased_until is null or leased_until < at)
      and not exists (select from queue_pauses p where p.organization_id = t.organization_id and p.queue = 'notifications')
    order by due_at limit most
  $$;
call make_system_function('due_notification_mails(timestamptz, integer)');

-- Two kinds of mail more, beside whatever kinds are known by now.
do $$
declare known text := (select pg_get_constraintdef(oid) from pg_constraint where conname = 'email_messages_kind_known');
begin
  alter table email_messages drop constraint email_messages_kind_known;
  execute 'alter table email_messages add constraint email_messages_kind_known '
    || replace(known, 'ARRAY[', 'ARRAY[''notification''::text, ''notification_digest''::text, ');
end $$;

-- The audit log is read page by page, newest first, in whole or of one customer.
drop index audit_events_organization_idx;
create index audit_events_organization_idx on audit_events (organization_id, at desc, id desc);
create index audit_events_customer_idx on audit_events (customer_id, at desc) where customer_id is not null;
