-- "Alle ungesendeten senden": one mailing, the invoices in it, and what became of each.

create table mailings (
  id uuid constraint mailings_pkey primary key,
  organization_id uuid not null constraint mailings_organization_fkey references organizations,
  state text not null default 'running' constraint mailings_state_known check (state in ('running', 'done', 'failed')),
  -- How many there were to send when it began.
  invoices integer not null constraint mailings_invoices_positive check (invoices > 0),
  attempts integer not null default 0,
  due_at timestamptz not null,
  leased_until timestamptz,
  last_error text,
  created_by uuid constraint mailings_created_by_fkey references users,
  created_at timestamptz not null,
  finished_at timestamptz,
  constraint mailings_organization_id_key unique (organization_id, id)
);
-- Pressed twice, it is still one.
create unique index mailings_one_running_key on mailings (organization_id) where state = 'running';
create index mailings_due_idx on mailings (due_at) where state = 'running';
create index mailings_created_at_idx on mailings (organization_id, created_at desc);
create index mailings_finished_at_idx on mailings (organization_id, finished_at) where finished_at is not null;
call make_tenant_table('mailings');
grant select, insert, update on mailings to rechnungswerk_app;

create table mailing_items (
  mailing_id uuid not null,
  organization_id uuid not null,
  invoice_id uuid not null,
  position integer not null,
  state text not null default 'pending' constraint mailing_items_state_known check (state in ('pending', 'queued', 'skipped')),
  -- Why it was left out.
  reason text constraint mailing_items_reason_known check (reason in ('no_email', 'sent_meanwhile', 'error')),
  -- From then on the mail says what becomes of it.
  message_id uuid,
  constraint mailing_items_pkey primary key (mailing_id, position),
  constraint mailing_items_invoice_key unique (mailing_id, invoice_id),
  constraint mailing_items_mailing_fkey foreign key (organization_id, mailing_id) references mailings (organization_id, id),
  constraint mailing_items_invoice_fkey foreign key (organization_id, invoice_id) references invoices (organization_id, id),
  constraint mailing_items_message_fkey foreign key (organization_id, message_id) references email_messages (organization_id, id),
  constraint mailing_items_queued_with_message check ((state = 'queued') = (message_id is not null)),
  constraint mailing_items_skipped_with_reason check ((state = 'skipped') = (reason is not null))
);
create index mailing_items_invoice_idx on mailing_items (invoice_id);
create index mailing_items_message_idx on mailing_items (message_id) where message_id is not null;
call make_tenant_table('mailing_items');
grant select, insert, update on mailing_items to rechnungswerk_app;

grant select on mailings to rechnungswerk_system;
create policy mailings_system on mailings for select to rechnungswerk_system using (true);
create function due_mailings(at timestamptz, most integer) returns table (organization_id uuid, id uuid)
  language sql stable security definer set search_path = public
  as $$
    select organization_id, id from mailings t
    where state = 'running' and due_at <= at and (leased_until is null or leased_until < at)
      and not exists (select from queue_pauses p where p.organization_id = t.organization_id and p.queue = 'mailings')
    order by due_at limit most
  $$;
call make_system_function('due_mailings(timestamptz, integer)');

-- Issued, open, never sent, and no mail with it is on its way.
create function unsent_invoices() returns setof invoices
  language sql stable
  as $$
    select * from invoices i
    where i.state = 'open' and i.sent_at is null
      and not exists (select from email_messages m where m.invoice_id = i.id and m.state = 'queued' and m.kind in ('invoice', 'invoice_portal'))
  $$;

-- What an item and the mail that was made of it say together.
create function mailing_item_fate(item text, mail text) returns text
  language sql immutable
  as $$
    select case when item <> 'queued' then item when mail = 'queued' then 'underway' else mail end
  $$;
