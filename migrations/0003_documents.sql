-- PDF and XML: made once by a job, stored with their hash, served unchanged.

create table invoice_documents (
  invoice_id uuid not null,
  organization_id uuid not null,
  kind text not null constraint invoice_documents_kind_known check (kind in ('pdf', 'xml')),
  storage_key text not null,
  file_name text not null,
  sha256 bytea not null constraint invoice_documents_sha256_size check (octet_length(sha256) = 32),
  size bigint not null constraint invoice_documents_size_positive check (size > 0),
  created_at timestamptz not null,
  constraint invoice_documents_pkey primary key (invoice_id, kind),
  constraint invoice_documents_invoice_fkey foreign key (organization_id, invoice_id) references invoices (organization_id, id)
);
call make_tenant_table('invoice_documents');
grant select, insert on invoice_documents to rechnungswerk_app;
create trigger invoice_documents_frozen before update or delete on invoice_documents for each row execute function refuse_change();

-- The work of making them: the row decides, the queue only carries its id.
create table document_tasks (
  invoice_id uuid constraint document_tasks_pkey primary key,
  organization_id uuid not null,
  state text not null default 'waiting' constraint document_tasks_state_known check (state in ('waiting', 'done', 'failed')),
  attempts integer not null default 0,
  due_at timestamptz not null,
  leased_until timestamptz,
  last_error text,
  created_at timestamptz not null,
  finished_at timestamptz,
  constraint document_tasks_invoice_fkey foreign key (organization_id, invoice_id) references invoices (organization_id, id)
);
create index document_tasks_due_idx on document_tasks (due_at) where state = 'waiting';
call make_tenant_table('document_tasks');
grant select, insert, update on document_tasks to rechnungswerk_app;

grant select on document_tasks to rechnungswerk_system;
create policy document_tasks_system on document_tasks for select to rechnungswerk_system using (true);
create function due_document_tasks(at timestamptz, most integer) returns table (organization_id uuid, invoice_id uuid)
  language sql stable security definer set search_path = public
  as $$
    select organization_id, invoice_id from document_tasks
    where state = 'waiting' and due_at <= at and (leased_until is null or leased_until < at)
    order by due_at limit most
  $$;
call make_system_function('due_document_tasks(timestamptz, integer)');
