-- Share links, who opened them, and mail.

create table share_links (
  id uuid constraint share_links_pkey primary key,
  organization_id uuid not null,
  -- One live link per invoice.
  invoice_id uuid not null constraint share_links_invoice_key unique,
  token_hash bytea not null constraint share_links_token_hash_key unique constraint share_links_token_hash_size check (octet_length(token_hash) = 32),
  -- Encrypted with SECRET_KEY, so that staff can copy the link again.
  token_cipher bytea not null,
  expires_at timestamptz,
  access_count integer not null default 0,
  created_by uuid constraint share_links_created_by_fkey references users,
  created_at timestamptz not null,
  constraint share_links_invoice_fkey foreign key (organization_id, invoice_id) references invoices (organization_id, id)
);
call make_tenant_table('share_links');
grant select, insert, update, delete on share_links to rechnungswerk_app;

create table share_link_views (
  id bigint generated always as identity constraint share_link_views_pkey primary key,
  organization_id uuid not null,
  invoice_id uuid not null,
  viewed_at timestamptz not null,
  -- Coarse: 'iPhone, Safari'.
  client text not null,
  is_phone boolean not null,
  constraint share_link_views_invoice_fkey foreign key (organization_id, invoice_id) references invoices (organization_id, id)
);
create index share_link_views_invoice_idx on share_link_views (invoice_id, viewed_at desc);
call make_tenant_table('share_link_views');
grant select, insert on share_link_views to rechnungswerk_app;

grant select on share_links to rechnungswerk_system;
create policy share_links_system on share_links for select to rechnungswerk_system using (true);
create function share_link_by_token(hash bytea) returns table (organization_id uuid, invoice_id uuid, expires_at timestamptz, time_zone text)
  language sql stable security definer set search_path = public
  as $$
    select l.organization_id, l.invoice_id, l.expires_at, o.time_zone
    from share_links l join organizations o on o.id = l.organization_id where l.token_hash = hash
  $$;
call make_system_function('share_link_by_token(bytea)');

create table email_messages (
  id uuid constraint email_messages_pkey primary key,
  organization_id uuid not null constraint email_messages_organization_fkey references organizations,
  invoice_id uuid,
  kind text not null constraint email_messages_kind_known check (kind in ('invoice_portal', 'invoice', 'receipt', 'overdue', 'password_reset', 'email_verification', 'team_invite', 'client_invite', 'contact', 'payment_confirmation')),
  -- One mail per cause and recipient.
  cause text not null,
  to_address text not null,
  from_name text not null,
  reply_to text,
  subject text not null,
  text_body text not null,
  html_body text not null,
  attach_pdf boolean not null default false,
  message_id text not null constraint email_messages_message_id_key unique,
  state text not null default 'queued' constraint email_messages_state_known check (state in ('queued', 'sent', 'failed')),
  attempts integer not null default 0,
  due_at timestamptz not null,
  leased_until timestamptz,
  last_answer text,
  sent_at timestamptz,
  created_by uuid constraint email_messages_created_by_fkey references users,
  created_at timestamptz not null,
  constraint email_messages_cause_key unique (organization_id, cause, to_address),
  constraint email_messages_invoice_fkey foreign key (organization_id, invoice_id) references invoices (organization_id, id)
);
create index email_messages_due_idx on email_messages (due_at) where state = 'queued';
create index email_messages_invoice_idx on email_messages (invoice_id) where invoice_id is not null;
call make_tenant_table('email_messages');
grant select, insert, update on email_messages to rechnungswerk_app;

grant select on email_messages to rechnungswerk_system;
create policy email_messages_system on email_messages for select to rechnungswerk_system using (true);
create function due_email_messages(at timestamptz, most integer) returns table (organization_id uuid, id uuid)
  language sql stable security definer set search_path = public
  as $$
    select organization_id, id from email_messages
    where state = 'queued' and due_at <= at and (leased_until is null or leased_until < at)
    order by due_at limit most
  $$;
call make_system_function('due_email_messages(timestamptz, integer)');
