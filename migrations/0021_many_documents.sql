-- The documents of many invoices that were issued together are made by one task: that of the first of them.
alter table document_tasks add column made_with uuid;
create index document_tasks_made_with_idx on document_tasks (made_with, due_at) where state = 'waiting';

create or replace function due_document_tasks(at timestamptz, most integer) returns table (organization_id uuid, invoice_id uuid)
  language sql stable security definer set search_path = public
  as $$
    select organization_id, coalesce(made_with, invoice_id) as task from document_tasks t
    where state = 'waiting' and due_at <= at and (leased_until is null or leased_until < at)
      and not exists (select from queue_pauses p where p.organization_id = t.organization_id and p.queue = 'documents')
    group by organization_id, task
    order by min(due_at) limit most
  $$;

-- The guards of frozen rows, as strict as before and quicker. Rows are compared as such and no longer as JSON, ...
create or replace function refuse_change_of_issued_invoice() returns trigger language plpgsql as $$
declare
  same invoices;
begin
  if old.state = 'draft' then
    return coalesce(new, old);
  end if;
  if tg_op = 'DELETE' then
    raise exception 'invoice % is issued and cannot be deleted', old.number using errcode = 'RW001';
  end if;
  same := new;
  -- What is not content.
  same.state := old.state;
  same.corrected_cents := old.corrected_cents;
  same.paid_cents := old.paid_cents;
  same.open_cents := old.open_cents;
  same.sent_at := old.sent_at;
  same.paid_at := old.paid_at;
  same.updated_at := old.updated_at;
  if same is distinct from old then
    raise exception 'invoice % is issued and cannot be changed', old.number using errcode = 'RW001';
  end if;
  return new;
end $$;

create or replace function refuse_change_of_billed_event() returns trigger language plpgsql as $$
declare
  same billing_events;
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
  if tg_op = 'UPDATE' and new.invoice_id is not null then
    same := new;
    same.invoice_id := old.invoice_id;
    same.billed_at := old.billed_at;
    if same is distinct from old then
      raise exception 'billing event % cannot be changed while it is billed', old.public_id using errcode = 'RW001';
    end if;
  end if;
  return coalesce(new, old);
end $$;

-- ... and lines and taxes are looked at once a statement and no longer once a row. The plan is kept for as long as the connection: it must be
-- one for many invoices, even when it was made while there were few.
drop trigger invoice_lines_complete on invoice_lines;
drop trigger invoice_taxes_complete on invoice_taxes;
create or replace function refuse_addition_to_issued_invoice() returns trigger language plpgsql set enable_seqscan = off as $$
begin
  if exists (
    select from (select distinct invoice_id from added) a
    cross join lateral (select state from invoices where id = a.invoice_id offset 0) i where i.state <> 'draft'
  ) then
    raise exception 'lines of an issued invoice cannot be added' using errcode = 'RW001';
  end if;
  return null;
end $$;
create trigger invoice_lines_complete after insert on invoice_lines
  referencing new table as added for each statement execute function refuse_addition_to_issued_invoice();
create trigger invoice_taxes_complete after insert on invoice_taxes
  referencing new table as added for each statement execute function refuse_addition_to_issued_invoice();
