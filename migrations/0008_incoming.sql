-- Invoices of others: kept as they came, with the verdict of that day.

create table incoming_invoices (
  id uuid constraint incoming_invoices_pkey primary key,
  organization_id uuid not null constraint incoming_invoices_organization_fkey references organizations,
  received_at timestamptz not null,
  storage_key text not null,
  file_name text not null,
  content_type text not null constraint incoming_invoices_content_type_known check (content_type in ('application/pdf', 'application/xml')),
  sha256 bytea not null constraint incoming_invoices_sha256_size check (octet_length(sha256) = 32),
  size bigint not null constraint incoming_invoices_size_positive check (size > 0),
  -- What lists show, cut to a line; the file itself has the rest.
  seller_name text not null,
  seller_vat_id text,
  number text not null,
  type_code integer not null,
  issue_date date,
  currency text not null,
  gross_cents bigint,
  format_judgement text not null,
  rules_judgement text not null,
  content_judgement text not null,
  reasons jsonb not null,
  constraint incoming_invoices_sha256_key unique (organization_id, sha256),
  constraint incoming_invoices_judgements_known check (array[format_judgement, rules_judgement, content_judgement] <@ array['ok', 'warnings', 'errors'])
);
create index incoming_invoices_received_at_idx on incoming_invoices (organization_id, received_at desc, id desc);
create index incoming_invoices_number_idx on incoming_invoices (organization_id, number);
call make_tenant_table('incoming_invoices');
grant select, insert on incoming_invoices to rechnungswerk_app;
create trigger incoming_invoices_frozen before update or delete on incoming_invoices for each row execute function refuse_change();

-- Whether the same seller sent this number before.
create function is_repeated(this incoming_invoices) returns boolean
  language sql stable
  as $$
    select exists (select from incoming_invoices o
                   where o.number = this.number and o.number <> '' and (o.received_at, o.id) < (this.received_at, this.id)
                     and (o.seller_vat_id = this.seller_vat_id or lower(o.seller_name) = lower(this.seller_name)))
  $$;
