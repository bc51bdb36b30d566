-- Series: what is invoiced again and again, and what became of each period.

create table recurring_invoices (
  id uuid constraint recurring_invoices_pkey primary key,
  organization_id uuid not null constraint recurring_invoices_organization_fkey references organizations,
  public_id text not null constraint recurring_invoices_public_id_key unique,
  customer_id uuid not null,
  name text not null constraint recurring_invoices_name_present check (name <> ''),
  -- The content of a draft, with placeholders for the period in its texts.
  content jsonb not null,
  frequency text not null constraint recurring_invoices_frequency_known check (frequency in ('weekly', 'monthly', 'quarterly', 'half_yearly', 'yearly')),
  covers text not null constraint recurring_invoices_covers_known check (covers in ('ahead', 'behind', 'calendar')),
  start_date date not null,
  anchor_day integer not null constraint recurring_invoices_anchor_day_range check (anchor_day between 1 and 31),
  end_date date constraint recurring_invoices_end_after_start check (end_date >= start_date),
  most_invoices integer constraint recurring_invoices_most_invoices_positive check (most_invoices > 0),
  handling text not null constraint recurring_invoices_handling_known check (handling in ('draft', 'issue', 'issue_and_send')),
  state text not null default 'active' constraint recurring_invoices_state_known check (state in ('active', 'paused', 'finished')),
  -- Place of the next invoice in the rhythm, counted from the start.
  position integer not null default 0 constraint recurring_invoices_position_not_negative check (position >= 0),
  next_date date,
  -- Invoices made, whatever the rhythm was then.
  produced integer not null default 0 constraint recurring_invoices_produced_not_negative check (produced >= 0),
  -- Failures in a row, and why the last one failed.
  failures integer not null default 0 constraint recurring_invoices_failures_not_negative check (failures >= 0),
  last_error jsonb,
  -- When the next try is due; whoever works on it holds the lock of the row until its transaction ends.
  due_at timestamptz,
  payable_cents bigint not null,
  currency text not null,
  version integer not null default 1,
  created_by uuid constraint recurring_invoices_created_by_fkey references users,
  created_at timestamptz not null,
  updated_at timestamptz not null,
  constraint recurring_invoices_organization_id_key unique (organization_id, id),
  constraint recurring_invoices_customer_fkey foreign key (organization_id, customer_id) references customers (organization_id, id),
  constraint recurring_invoices_finished_or_next check ((state = 'finished') = (next_date is null)),
  constraint recurring_invoices_due_while_active check ((state = 'active') = (due_at is not null))
);
create index recurring_invoices_list_idx on recurring_invoices (organization_id, created_at desc);
create index recurring_invoices_customer_idx on recurring_invoices (organization_id, customer_id);
create index recurring_invoices_due_idx on recurring_invoices (due_at) where state = 'active';
call make_tenant_table('recurring_invoices');
grant select, insert, update on recurring_invoices to rechnungswerk_app;

-- One row per period: this key is what makes exactly one invoice of it, whoever tries however often.
create table recurring_runs (
  recurring_id uuid not null,
  organization_id uuid not null,
  period_start date not null,
  period_end date not null constraint recurring_runs_end_after_start check (period_end >= period_start),
  -- The day on which the rhythm wanted it.
  scheduled_for date not null,
  outcome text not null constraint recurring_runs_outcome_known check (outcome in ('drafted', 'issued', 'sent', 'failed')),
  tries integer not null default 1,
  -- Why it failed.
  reason jsonb,
  invoice_id uuid constraint recurring_runs_invoice_key unique,
  at timestamptz not null,
  constraint recurring_runs_pkey primary key (recurring_id, period_start),
  constraint recurring_runs_recurring_fkey foreign key (organization_id, recurring_id) references recurring_invoices (organization_id, id),
  -- A draft may be thrown away; its period stays done.
  constraint recurring_runs_invoice_fkey foreign key (organization_id, invoice_id) references invoices (organization_id, id) on delete set null (invoice_id),
  constraint recurring_runs_failed_without_invoice check (outcome <> 'failed' or invoice_id is null),
  constraint recurring_runs_reason_of_failure check ((outcome = 'failed') = (reason is not null))
);
create index recurring_runs_at_idx on recurring_runs (organization_id, at desc);
call make_tenant_table('recurring_runs');
grant select, insert, update on recurring_runs to rechnungswerk_app;

-- What was told of a draft must not keep it from being thrown away.
alter table notifications drop constraint notifications_invoice_fkey,
  add constraint notifications_invoice_fkey foreign key (organization_id, invoice_id) references invoices (organization_id, id) on delete set null (invoice_id);

-- What was done is done: only a failure may become something else, and an invoice may only leave.
create function refuse_second_invoice_of_period() returns trigger language plpgsql as $$
begin
  if old.outcome <> 'failed' and (new.outcome <> old.outcome or (new.invoice_id is not null and new.invoice_id is distinct from old.invoice_id)) then
    raise exception 'this period has its invoice' using errcode = 'RW001';
  end if;
  return new;
end $$;
create trigger recurring_runs_once before update on recurring_runs for each row execute function refuse_second_invoice_of_period();

grant select on recurring_invoices to rechnungswerk_system;
create policy recurring_invoices_system on recurring_invoices for select to rechnungswerk_system using (true);
create function due_recurring_invoices(at timestamptz, most integer) returns table (organization_id uuid, id uuid)
  language sql stable security definer set search_path = public
  as $$
    select organization_id, id from recurring_invoices
    where state = 'active' and due_at <= at order by due_at limit most
  $$;
call make_system_function('due_recurring_invoices(timestamptz, integer)');
