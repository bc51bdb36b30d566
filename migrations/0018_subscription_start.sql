-- A flat fee is owed from the month in which the subscription began, so that day is kept; the database sees every way of changing the tier.
alter table customers add column subscription_since timestamptz;
update customers set subscription_since = created_at where billing_tier = 'subscription';
alter table customers add constraint customers_subscription_since_of_subscriptions check ((billing_tier = 'subscription') = (subscription_since is not null));

create function note_subscription_start() returns trigger language plpgsql as $$
begin
  if new.billing_tier <> 'subscription' then
    new.subscription_since := null;
  elsif tg_op = 'INSERT' then
    new.subscription_since := new.created_at;
  elsif old.billing_tier <> 'subscription' then
    new.subscription_since := new.updated_at;
  end if;
  return new;
end $$;
create trigger customers_subscription_start before insert or update on customers for each row execute function note_subscription_start();

-- Who has something to bill until a day: open events, or a subscription that began before a moment.
create or replace function billing_candidates(until date, there_before timestamptz) returns table (customer_id uuid, customer_number integer, events integer)
  language sql stable
  as $$
    select c.id, c.number, coalesce(e.events, 0)::integer
    from customers c
    left join (select b.customer_id, count(*) as events from billing_events b where b.invoice_id is null and b.occurred_on <= until group by b.customer_id) e
      on e.customer_id = c.id
    where e.events > 0 or (c.billing_tier = 'subscription' and c.monthly_fee_cents > 0 and c.subscription_since < there_before)
  $$;
