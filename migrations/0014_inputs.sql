-- What few invoices say: payment by direct debit, several accounts, the form of the documents, attachments.

alter table organizations
  add column creditor_id text,
  -- Accounts besides the first one: a list of objects with iban, bic and account_name.
  add column more_accounts jsonb not null default '[]';

alter table customers
  add column mandate text,
  add column debited_account text,
  add column direct_debit boolean not null default false,
  add column xml_syntax text not null default 'ubl' constraint customers_xml_syntax_known check (xml_syntax in ('ubl', 'cii')),
  add column pdf_profile text not null default 'en16931' constraint customers_pdf_profile_known check (pdf_profile in ('en16931', 'xrechnung'));

alter table invoices
  add column xml_syntax text not null default 'ubl' constraint invoices_xml_syntax_known check (xml_syntax in ('ubl', 'cii')),
  add column pdf_profile text not null default 'en16931' constraint invoices_pdf_profile_known check (pdf_profile in ('en16931', 'xrechnung'));

create table invoice_attachments (
  id uuid constraint invoice_attachments_pkey primary key,
  organization_id uuid not null,
  invoice_id uuid not null,
  position integer not null,
  reference text not null,
  description text,
  -- A link, or a file with all that belongs to one.
  location text,
  file_name text,
  mime text,
  storage_key text,
  size bigint,
  created_at timestamptz not null,
  constraint invoice_attachments_position_key unique (invoice_id, position),
  constraint invoice_attachments_link_or_file check (num_nonnulls(file_name, mime, storage_key, size) = case when location is null then 4 else 0 end),
  constraint invoice_attachments_invoice_fkey foreign key (organization_id, invoice_id) references invoices (organization_id, id) on delete cascade
);
call make_tenant_table('invoice_attachments');
grant select, insert, delete on invoice_attachments to rechnungswerk_app;

create function refuse_attachment_of_issued_invoice() returns trigger language plpgsql as $$
declare
  invoice uuid;
begin
  if tg_op = 'DELETE' then invoice := old.invoice_id; else invoice := new.invoice_id; end if;
  if (select state from invoices where id = invoice) <> 'draft' then
    raise exception 'attachments of an issued invoice cannot be changed' using errcode = 'RW001';
  end if;
  return coalesce(new, old);
end $$;
create trigger invoice_attachments_complete before insert or delete on invoice_attachments for each row execute function refuse_attachment_of_issued_invoice();
create trigger invoice_attachments_frozen before update on invoice_attachments for each row execute function refuse_change();
