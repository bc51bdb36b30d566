-- Customers, invoices and their frozen content, payments.

create table customers (
  id uuid constraint customers_pkey primary key,
  organization_id uuid not null constraint customers_organization_fkey references organizations,
  public_id text not null constraint customers_public_id_key unique,
  number integer not null,
  name text not null constraint customers_name_present check (name <> ''),
  street text,
  address_extra text,
  postcode text,
  city text,
  country text not null default 'DE',
  vat_id text,
  buyer_reference text,
  language text not null default 'de' constraint customers_language_known check (language in ('de', 'en')),
  contact_name text,
  contact_phone text,
  billing_contact_name text,
  billing_email text,
  payment_terms_days integer not null default 30 constraint customers_payment_terms_days_range check (payment_terms_days between 0 and 365),
  billing_tier text not null default 'invoice_only' constraint customers_billing_tier_known check (billing_tier in ('invoice_only', 'hybrid', 'subscription')),
  unit_rate_cents bigint not null default 7500 constraint customers_unit_rate_not_negative check (unit_rate_cents >= 0),
  notes text,
  created_at timestamptz not null,
  updated_at timestamptz not null,
  constraint customers_number_key unique (organization_id, number),
  constraint customers_organization_id_key unique (organization_id, id)
);
create index customers_name_idx on customers (organization_id, lower(name));
call make_tenant_table('customers');
grant select, insert, update on customers to rechnungswerk_app;

-- The last number that was drawn; its row lock makes the series gapless, because a rollback gives the number back.
create table number_series (
  organization_id uuid not null constraint number_series_organization_fkey references organizations,
  kind text not null constraint number_series_kind_known check (kind in ('invoice', 'cancellation', 'customer')),
  year integer not null,
  last_number integer not null constraint number_series_last_number_positive check (last_number > 0),
  constraint number_series_pkey primary key (organization_id, kind, year)
);
call make_tenant_table('number_series');
grant select, insert, update on number_series to rechnungswerk_app;

create table invoices (
  id uuid constraint invoices_pkey primary key,
  organization_id uuid not null constraint invoices_organization_fkey references organizations,
  public_id text not null constraint invoices_public_id_key unique,
  customer_id uuid,
  kind text not null default 'invoice' constraint invoices_kind_known check (kind in ('invoice', 'partial', 'corrected', 'cancellation')),
  state text not null default 'draft' constraint invoices_state_known check (state in ('draft', 'open', 'paid', 'void', 'uncollectible')),
  number text,
  -- What was typed so far; only a draft has it.
  draft jsonb,
  -- The EN 16931 model as issued; what PDF and XML are made of.
  document jsonb,
  tax_case text not null default 'domestic',
  currency text not null default 'EUR' constraint invoices_currency_shape check (currency ~ '^[A-Z]{3}$'),
  buyer_name text,
  issue_date date,
  due_date date,
  service_start date,
  service_end date,
  net_cents bigint not null default 0,
  tax_cents bigint not null default 0,
  gross_cents bigint not null default 0,
  -- BT-115: gross less what was prepaid.
  payable_cents bigint not null default 0,
  -- Sum of the cancellations of this invoice, zero or negative.
  corrected_cents bigint not null default 0,
  -- Sum of the settled payments.
  paid_cents bigint not null default 0,
  open_cents bigint not null generated always as (payable_cents + corrected_cents - paid_cents) stored,
  -- The invoice that this one cancels or corrects.
  original_id uuid constraint invoices_original_fkey references invoices,
  hybrid_notice boolean not null default false,
  discount_percent numeric,
  discount_days integer,
  version integer not null default 1,
  issued_at timestamptz,
  sent_at timestamptz,
  paid_at timestamptz,
  created_by uuid constraint invoices_created_by_fkey references users,
  created_at timestamptz not null,
  updated_at timestamptz not null,
  constraint invoices_number_key unique (organization_id, number),
  constraint invoices_organization_id_key unique (organization_id, id),
  constraint invoices_customer_fkey foreign key (organization_id, customer_id) references customers (organization_id, id),
  constraint invoices_draft_or_issued check ((state = 'draft') = (number is null) and (state = 'draft') = (document is null) and (state = 'draft') = (issued_at is null) and (state = 'draft') = (draft is not null)),
  constraint invoices_issued_complete check (state = 'draft' or (issue_date is not null and buyer_name is not null))
);
create index invoices_list_idx on invoices (organization_id, created_at desc);
create index invoices_customer_idx on invoices (organization_id, customer_id);
create index invoices_due_idx on invoices (organization_id, due_date) where state = 'open';
create index invoices_issue_date_idx on invoices (organization_id, issue_date) where state <> 'draft';
create index invoices_original_idx on invoices (original_id) where original_id is not null;
call make_tenant_table('invoices');
grant select, insert, update, delete on invoices to rechnungswerk_app;

create table invoice_lines (
  invoice_id uuid not null,
  organization_id uuid not null,
  position integer not null,
  name text not null,
  quantity numeric not null,
  unit text not null,
  price numeric not null,
  tax_category text not null,
  tax_rate numeric,
  net_cents bigint not null,
  constraint invoice_lines_pkey primary key (invoice_id, position),
  constraint invoice_lines_invoice_fkey foreign key (organization_id, invoice_id) references invoices (organization_id, id)
);
create index invoice_lines_item_idx on invoice_lines (organization_id, lower(name));
call make_tenant_table('invoice_lines');
grant select, insert on invoice_lines to rechnungswerk_app;

create table invoice_taxes (
  invoice_id uuid not null,
  organization_id uuid not null,
  position integer not null,
  category text not null,
  rate numeric,
  taxable_cents bigint not null,
  tax_cents bigint not null,
  constraint invoice_taxes_pkey primary key (invoice_id, position),
  constraint invoice_taxes_invoice_fkey foreign key (organization_id, invoice_id) references invoices (organization_id, id)
);
call make_tenant_table('invoice_taxes');
grant select, insert on invoice_taxes to rechnungswerk_app;

-- Frozen means frozen: after issue only what is not content may change.
create function refuse_change_of_issued_invoice() returns trigger language plpgsql as $$
declare
  may_change constant text[] := array['state', 'corrected_cents', 'paid_cents', 'open_cents', 'sent_at', 'paid_at', 'updated_at'];
begin
  if old.state = 'draft' then
    return coalesce(new, old);
  end if;
  if tg_op = 'DELETE' then
    raise exception 'invoice % is issued and cannot be deleted', old.number using errcode = 'RW001';
  end if;
  if (to_jsonb(old) - may_change) is distinct from (to_jsonb(new) - may_change) then
    raise exception 'invoice % is issued and cannot be changed', old.number using errcode = 'RW001';
  end if;
  return new;
end $$;
create trigger invoices_frozen before update or delete on invoices for each row execute function refuse_change_of_issued_invoice();

create function refuse_change() returns trigger language plpgsql as $$
begin
  raise exception '% are never changed', tg_table_name using errcode = 'RW001';
end $$;
create trigger invoice_lines_frozen before update or delete on invoice_lines for each row execute function refuse_change();
create trigger invoice_taxes_frozen before update or delete on invoice_taxes for each row execute function refuse_change();

create function refuse_addition_to_issued_invoice() returns trigger language plpgsql as $$
begin
  if (select state from invoices where id = new.invoice_id) <> 'draft' then
    raise exception 'lines of an issued invoice cannot be added' using errcode = 'RW001';
  end if;
  return new;
end $$;
create trigger invoice_lines_complete before insert on invoice_lines for each row execute function refuse_addition_to_issued_invoice();
create trigger invoice_taxes_complete before insert on invoice_taxes for each row execute function refuse_addition_to_issued_invoice();

create table payments (
  id uuid constraint payments_pkey primary key,
  organization_id uuid not null,
  invoice_id uuid not null,
  amount_cents bigint not null constraint payments_amount_positive check (amount_cents > 0),
  currency text not null,
  method text not null constraint payments_method_known check (method in ('bank_transfer', 'cash', 'card', 'direct_debit', 'portal_confirmation', 'other')),
  state text not null constraint payments_state_known check (state in ('reported', 'settled', 'rejected')),
  paid_on date not null,
  reference text,
  note text,
  reviewed_by uuid constraint payments_reviewed_by_fkey references users,
  reviewed_at timestamptz,
  created_by uuid constraint payments_created_by_fkey references users,
  created_at timestamptz not null,
  constraint payments_invoice_fkey foreign key (organization_id, invoice_id) references invoices (organization_id, id)
);
create index payments_invoice_idx on payments (invoice_id);
create index payments_paid_on_idx on payments (organization_id, paid_on) where state = 'settled';
-- Two confirmations at once are one.
create unique index payments_one_confirmation_key on payments (invoice_id) where method = 'portal_confirmation' and state <> 'rejected';
call make_tenant_table('payments');
grant select, insert, update on payments to rechnungswerk_app;
