-- Answers to requests that carried an Idempotency-Key, kept for a day so that a repetition gets the same one.

create table idempotency_keys (
  id uuid constraint idempotency_keys_pkey primary key,
  organization_id uuid not null constraint idempotency_keys_organization_fkey references organizations,
  key text not null constraint idempotency_keys_key_length check (char_length(key) between 1 and 255),
  -- Of method, address and body: another request must not come under the same key.
  request_hash bytea not null constraint idempotency_keys_request_hash_size check (octet_length(request_hash) = 32),
  -- Written by the transaction of the change itself, so that a crash before the answer cannot lead to a second change.
  carried_out boolean not null default false,
  -- Until then the first request is at work; later it died.
  leased_until timestamptz not null,
  status smallint,
  content_type text,
  location text,
  body bytea,
  created_at timestamptz not null,
  constraint idempotency_keys_organization_key unique (organization_id, key),
  constraint idempotency_keys_answer_whole check ((status is null) = (body is null))
);
create index idempotency_keys_created_at_idx on idempotency_keys (created_at);
call make_tenant_table('idempotency_keys');
grant select, insert, update, delete on idempotency_keys to rechnungswerk_app;

grant select, delete on idempotency_keys to rechnungswerk_system;
create policy idempotency_keys_system on idempotency_keys to rechnungswerk_system using (true);
create function purge_idempotency_keys(before timestamptz) returns bigint
  language sql volatile security definer set search_path = public
  as $$ with gone as (delete from idempotency_keys where created_at < before returning 1) select count(*) from gone $$;
call make_system_function('purge_idempotency_keys(timestamptz)');
