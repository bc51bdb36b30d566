-- Usage billing: what a subscription costs, billing events, the monthly run and the report that stays of it.

alter table customers
  add column monthly_fee_cents bigint not null default 0 constraint customers_monthly_fee_not_negative check (monthly_fee_cents >= 0),
  add column included_units integer not null default 0 constraint customers_included_units_not_negative check (included_units >= 0),
  -- Null: the unit rate.
  add column overage_rate_cents bigint constraint customers_overage_rate_not_negative check (overage_rate_cents >= 0);

create table billing_events (
  id uuid constraint billing_events_pkey primary key,
  organization_id uuid not null constraint billing_events_organization_fkey references organizations,
  customer_id uuid not null,
  public_id text not null constraint billing_events_public_id_key unique,
  -- filing_fee, credit, adjustment, or the organization's own word.
  kind text not null constraint billing_events_kind_length check (char_length(kind) between 1 and 40),
  quantity numeric not null constraint billing_events_quantity_positive check (quantity > 0),
  -- Net, of the whole quantity, negative for a credit. Null: the customer's rates say it when it is billed.
  amount_cents bigint,
  reference text,
  description text,
  occurred_on date not null,
  tax_rate numeric not null constraint billing_events_tax_rate_range check (tax_rate between 0 and 100),
  -- The one invoice that it stands on.
  invoice_id uuid,
  billed_at timestamptz,
  created_by uuid constraint billing_events_created_by_fkey references users,
  created_at timestamptz not null,
  updated_at timestamptz not null,
  -- The same receipt of the same type is the same event.
  constraint billing_events_reference_key unique (organization_id, reference, kind),
  constraint billing_events_customer_fkey foreign key (organization_id, customer_id) references customers (organization_id, id),
  constraint billing_events_invoice_fkey foreign key (organization_id, invoice_id) references invoices (organization_id, id),
  constraint billing_events_billed_whole check ((invoice_id is null) = (billed_at is null))
);
create index billing_events_unbilled_idx on billing_events (organization_id, customer_id, occurred_on) where invoice_id is null;
create index billing_events_list_idx on billing_events (organization_id, created_at desc, id desc);
create index billing_events_customer_idx on billing_events (customer_id, occurred_on desc);
create index billing_events_invoice_idx on billing_events (invoice_id) where invoice_id is not null;
call make_tenant_table('billing_events');
grant select, insert, update, delete on billing_events to rechnungswerk_app;

-- Billed once and frozen then: the invoice is written into an event that has none, with nothing else, and never again.
create function refuse_change_of_billed_event() returns trigger language plpgsql as $$
begin
  if tg_op = 'INSERT' then
    if new.invoice_id is not null then
      raise exception 'a new billing event cannot be billed already' using errcode = 'RW001';
    end if;
    return new;
  end if;
  if old.invoice_id is not null then
    raise exception 'billing event % is billed and cannot be changed', old.public_id using errcode = 'RW001';
  end if;
  if tg_op = 'UPDATE' and new.invoice_id is not null
     and (to_jsonb(old) - array['invoice_id', 'billed_at']) is distinct from (to_jsonb(new) - array['invoice_id', 'billed_at']) then
    raise exception 'billing event % cannot be changed while it is billed', old.public_id using errcode = 'RW001';
  end if;
  return coalesce(new, old);
end $$;
create trigger billing_events_frozen before insert or update or delete on billing_events for each row execute function refuse_change_of_billed_event();

-- One run a month; the row decides, the queue only carries its id.
create table billing_runs (
  id uuid constraint billing_runs_pkey primary key,
  organization_id uuid not null constraint billing_runs_organization_fkey references organizations,
  month date not null constraint billing_runs_month_first_day check (extract(day from month) = 1),
  state text not null default 'running' constraint billing_runs_state_known check (state in ('running', 'done', 'failed')),
  -- How many customers are in it, and what became of them; exact while it runs, because each step counts itself.
  customers integer not null default 0,
  billed integer not null default 0,
  skipped integer not null default 0,
  failed integer not null default 0,
  without_email integer not null default 0,
  events integer not null default 0,
  net_cents bigint not null default 0,
  tax_cents bigint not null default 0,
  gross_cents bigint not null default 0,
  attempts integer not null default 0,
  due_at timestamptz not null,
  leased_until timestamptz,
  last_error text,
  is_scheduled boolean not null,
  created_by uuid constraint billing_runs_created_by_fkey references users,
  started_at timestamptz not null,
  finished_at timestamptz,
  constraint billing_runs_month_key unique (organization_id, month),
  constraint billing_runs_organization_id_key unique (organization_id, id)
);
create index billing_runs_due_idx on billing_runs (due_at) where state = 'running';
call make_tenant_table('billing_runs');
grant select, insert, update on billing_runs to rechnungswerk_app;

create table billing_run_items (
  run_id uuid not null,
  organization_id uuid not null,
  customer_id uuid not null,
  -- Customers are billed in the order of their numbers, so that a run that was interrupted draws the same invoice numbers.
  customer_number integer not null,
  -- How many events wait when the item is made, for the size of a step; in the end how many stand on the invoice.
  events integer not null,
  state text not null default 'pending' constraint billing_run_items_state_known check (state in ('pending', 'done', 'skipped', 'failed')),
  -- Why it was skipped or failed: a code, and what the issue gate says.
  reason text,
  findings jsonb,
  invoice_id uuid,
  is_mailed boolean not null default false,
  net_cents bigint not null default 0,
  tax_cents bigint not null default 0,
  gross_cents bigint not null default 0,
  finished_at timestamptz,
  constraint billing_run_items_pkey primary key (run_id, customer_id),
  constraint billing_run_items_run_fkey foreign key (organization_id, run_id) references billing_runs (organization_id, id),
  constraint billing_run_items_customer_fkey foreign key (organization_id, customer_id) references customers (organization_id, id),
  constraint billing_run_items_invoice_fkey foreign key (organization_id, invoice_id) references invoices (organization_id, id),
  constraint billing_run_items_done_with_invoice check ((state = 'done') = (invoice_id is not null))
);
create index billing_run_items_pending_idx on billing_run_items (run_id, customer_number) where state = 'pending';
create index billing_run_items_list_idx on billing_run_items (run_id, state, customer_number);
create index billing_run_items_customer_idx on billing_run_items (customer_id);
call make_tenant_table('billing_run_items');
grant select, insert, update on billing_run_items to rechnungswerk_app;

create function refuse_change_of_billed_item() returns trigger language plpgsql as $$
begin
  if old.state = 'done' then
    raise exception 'this customer is billed in this run' using errcode = 'RW001';
  end if;
  return new;
end $$;
create trigger billing_run_items_frozen before update on billing_run_items for each row execute function refuse_change_of_billed_item();

-- Who has something to bill until a day: open events, or a subscription of a customer who was there before a moment.
create function billing_candidates(until date, there_before timestamptz) returns table (customer_id uuid, customer_number integer, events integer)
  language sql stable
  as $$
    select c.id, c.number, coalesce(e.events, 0)::integer
    from customers c
    left join (select b.customer_id, count(*) as events from billing_events b where b.invoice_id is null and b.occurred_on <= until group by b.customer_id) e
      on e.customer_id = c.id
    where e.events > 0 or (c.billing_tier = 'subscription' and c.monthly_fee_cents > 0 and c.created_at < there_before)
  $$;

grant select on billing_runs to rechnungswerk_system;
create policy billing_runs_system on billing_runs for select to rechnungswerk_system using (true);
create function due_billing_runs(at timestamptz, most integer) returns table (organization_id uuid, id uuid)
  language sql stable security definer set search_path = public
  as $$
    select organization_id, id from billing_runs
    where state = 'running' and due_at <= at and (leased_until is null or leased_until < at)
    order by due_at limit most
  $$;
call make_system_function('due_billing_runs(timestamptz, integer)');

-- Organizations whose run of last month has not begun although it is past 08:00 on the 1st there. Who signed up later waits for the next one.
create function due_months(moment timestamptz, most integer) returns table (organization_id uuid, time_zone text, month date)
  language sql stable security definer set search_path = public
  as $$
    select o.id, o.time_zone, (m.this_month - interval '1 month')::date
    from organizations o
    cross join lateral (select date_trunc('month', moment at time zone o.time_zone) as this_month) m
    where moment at time zone o.time_zone >= m.this_month + interval '8 hours'
      and o.created_at < (m.this_month + interval '8 hours') at time zone o.time_zone
      and not exists (select from billing_runs r where r.organization_id = o.id and r.month = (m.this_month - interval '1 month')::date)
    limit most
  $$;
call make_system_function('due_months(timestamptz, integer)');
