-- Dunning: what an organization set, what was sent about which invoice, and what holds it up.

create table dunning_settings (
  organization_id uuid constraint dunning_settings_pkey primary key constraint dunning_settings_organization_fkey references organizations,
  -- Levels with days, fee, interest and texts, and what holds for all of them.
  plan jsonb not null,
  automatic boolean not null default false,
  -- When the next daily run is due.
  due_at timestamptz,
  updated_at timestamptz not null,
  constraint dunning_settings_due_while_automatic check (automatic = (due_at is not null)),
  constraint dunning_settings_three_levels check (jsonb_array_length(plan -> 'levels') = 3),
  constraint dunning_settings_days_increase check (
    0 < (plan #>> '{levels,0,days}')::integer
    and (plan #>> '{levels,0,days}')::integer < (plan #>> '{levels,1,days}')::integer
    and (plan #>> '{levels,1,days}')::integer < (plan #>> '{levels,2,days}')::integer)
);
create index dunning_settings_due_idx on dunning_settings (due_at) where automatic;
call make_tenant_table('dunning_settings');
grant select, insert, update on dunning_settings to rechnungswerk_app;

-- One row per level of an invoice: the decision that this level is sent, with all that it asked for.
create table dunning_notices (
  id uuid constraint dunning_notices_pkey primary key,
  organization_id uuid not null,
  invoice_id uuid not null,
  level integer not null constraint dunning_notices_level_known check (level between 1 and 3),
  -- The organization's day.
  sent_on date not null,
  pay_until date not null constraint dunning_notices_pay_until_later check (pay_until > sent_on),
  -- What the invoice still asked for.
  open_cents bigint not null constraint dunning_notices_open_positive check (open_cents > 0),
  -- The fee of this level alone, and all that is asked for besides: fees so far or the lump sum, and interest.
  fee_cents bigint not null constraint dunning_notices_fee_not_negative check (fee_cents >= 0),
  fees_cents bigint not null constraint dunning_notices_fees_not_negative check (fees_cents >= 0),
  is_lump_sum boolean not null,
  interest_cents bigint not null constraint dunning_notices_interest_not_negative check (interest_cents >= 0),
  message_id uuid not null constraint dunning_notices_message_key unique,
  is_automatic boolean not null,
  created_by uuid constraint dunning_notices_created_by_fkey references users,
  created_at timestamptz not null,
  constraint dunning_notices_level_key unique (invoice_id, level),
  constraint dunning_notices_day_key unique (invoice_id, sent_on),
  constraint dunning_notices_invoice_fkey foreign key (organization_id, invoice_id) references invoices (organization_id, id),
  constraint dunning_notices_message_fkey foreign key (organization_id, message_id) references email_messages (organization_id, id)
);
call make_tenant_table('dunning_notices');
grant select, insert on dunning_notices to rechnungswerk_app;
create trigger dunning_notices_frozen before update or delete on dunning_notices for each row execute function refuse_change();

-- The portal page tells of it, and finished pages are kept in memory.
create function tell_portal_of_dunning() returns trigger language plpgsql as $$
begin
  perform pg_notify('portal_changed', new.organization_id::text);
  return null;
end $$;
create trigger dunning_notices_portal_changed after insert on dunning_notices for each row execute function tell_portal_of_dunning();

create function refuse_level_out_of_order() returns trigger language plpgsql as $$
declare
  last_level integer;
  last_day date;
begin
  select max(level), max(sent_on) into last_level, last_day from dunning_notices where invoice_id = new.invoice_id;
  if new.level <> coalesce(last_level, 0) + 1 or new.sent_on <= last_day then
    raise exception 'levels of dunning go in order, one a day at most' using errcode = 'RW001';
  end if;
  return new;
end $$;
create trigger dunning_notices_in_order before insert on dunning_notices for each row execute function refuse_level_out_of_order();

-- Nothing is sent about this invoice up to and including that day.
create table dunning_pauses (
  invoice_id uuid constraint dunning_pauses_pkey primary key,
  organization_id uuid not null,
  paused_until date not null,
  reason text,
  created_by uuid constraint dunning_pauses_created_by_fkey references users,
  created_at timestamptz not null,
  constraint dunning_pauses_invoice_fkey foreign key (organization_id, invoice_id) references invoices (organization_id, id)
);
call make_tenant_table('dunning_pauses');
grant select, insert, update, delete on dunning_pauses to rechnungswerk_app;

alter table customers
  -- Nothing is ever sent to this customer about overdue invoices.
  add column no_dunning boolean not null default false,
  -- § 13 BGB: default interest is lower then (§ 288 BGB).
  add column is_consumer boolean not null default false;

grant select on dunning_settings to rechnungswerk_system;
create policy dunning_settings_system on dunning_settings for select to rechnungswerk_system using (true);
-- In plpgsql, because the pauses come with a later migration.
create function due_dunning(at timestamptz, most integer) returns table (organization_id uuid)
  language plpgsql stable security definer set search_path = public
  as $$
  begin
    return query select t.organization_id from dunning_settings t
    where t.automatic and t.due_at <= at
      and not exists (select from queue_pauses p where p.organization_id = t.organization_id and p.queue = 'dunning')
    order by t.due_at limit most;
  end $$;
call make_system_function('due_dunning(timestamptz, integer)');
