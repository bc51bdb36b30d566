-- Finished portal pages are kept in memory; whoever keeps them hears of every change of what they show.

create function tell_portal_changed() returns trigger language plpgsql as $$
begin
  perform pg_notify('portal_changed', coalesce(new.organization_id, old.organization_id)::text);
  return null;
end $$;
create function tell_portals_of_organization_changed() returns trigger language plpgsql as $$
begin
  perform pg_notify('portal_changed', new.id::text);
  return null;
end $$;

-- Not of each visit, which only counts.
create trigger share_links_portal_made after insert or delete on share_links for each row execute function tell_portal_changed();
create trigger share_links_portal_changed after update of token_hash, expires_at on share_links for each row execute function tell_portal_changed();
create trigger invoices_portal_made after insert on invoices for each row when (new.number is not null) execute function tell_portal_changed();
create trigger invoices_portal_changed after update on invoices for each row when (new.number is not null) execute function tell_portal_changed();
create trigger invoice_documents_portal_changed after insert on invoice_documents for each row execute function tell_portal_changed();
create trigger payments_portal_changed after insert or update or delete on payments for each row execute function tell_portal_changed();
create trigger customers_portal_changed after update on customers for each row execute function tell_portal_changed();
create trigger organizations_portal_changed after update on organizations for each row execute function tell_portals_of_organization_changed();
