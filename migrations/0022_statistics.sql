-- A monthly run makes more rows within seconds than the planner knows of; the plans of foreign keys and prepared statements, made when
-- the tables were small, would read all of them for each new row until autovacuum comes by, up to a minute later. This looks again at
-- those tables that were less than half as large when somebody last looked; one that somebody else is at is passed over.
create function refresh_statistics(new_rows bigint) returns void language plpgsql security definer set search_path = public as $$
declare
  grown regclass;
begin
  for grown in
    select c.oid::regclass from pg_class c
    where c.oid = any (array['invoices', 'invoice_lines', 'invoice_taxes', 'billing_run_items', 'document_tasks', 'share_links']::regclass[])
      and new_rows >= 50 and 2 * c.reltuples < new_rows
  loop
    execute format('analyze (skip_locked) %s', grown);
  end loop;
end $$;
-- Owned by who owns the tables, because nobody else may analyze them.
revoke all on function refresh_statistics(bigint) from public;
grant execute on function refresh_statistics(bigint) to rechnungswerk_app;
