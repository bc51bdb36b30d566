-- Roles, the organization of a transaction, and the one way in which a table becomes a tenant's.

-- The application runs as rechnungswerk_app, which owns nothing. rechnungswerk_system owns the few functions that must
-- look across organizations (a token to its organization, what is due), and can do nothing else.
do $$
begin
  if not exists (select from pg_roles where rolname = 'rechnungswerk_app') then
    create role rechnungswerk_app nologin nobypassrls;
  end if;
  if not exists (select from pg_roles where rolname = 'rechnungswerk_system') then
    create role rechnungswerk_system nologin nobypassrls;
  end if;
exception when duplicate_object or unique_violation then
  null; -- Another database of the same cluster was migrated at the same moment.
end $$;

do $$
begin
  execute format('grant rechnungswerk_app, rechnungswerk_system to %I', current_user);
end $$;

grant usage on schema public to rechnungswerk_app;
grant usage, create on schema public to rechnungswerk_system;

create function current_organization() returns uuid
  language sql stable parallel safe
  as $$ select nullif(current_setting('app.organization_id', true), '')::uuid $$;

-- Forces the policy of one table: rows of the transaction's organization only, for the application;
-- reading across organizations for the functions of rechnungswerk_system.
create procedure make_tenant_table(name text) language plpgsql as $$
begin
  execute format('alter table %I enable row level security', name);
  execute format('alter table %I force row level security', name);
  execute format('create policy %I on %I to rechnungswerk_app using (organization_id = current_organization()) with check (organization_id = current_organization())', name || '_tenant', name);
end $$;

create table organizations (
  id uuid constraint organizations_pkey primary key,
  name text not null constraint organizations_name_present check (name <> ''),
  street text,
  address_extra text,
  postcode text,
  city text,
  country text not null default 'DE',
  vat_id text,
  tax_number text,
  registration text,
  legal_information text,
  contact_name text,
  contact_phone text,
  contact_email text,
  small_business boolean not null default false,
  imprint_url text,
  privacy_url text,
  account_name text,
  iban text,
  bic text,
  color text,
  logo_key text,
  logo_type text,
  payment_confirmation text not null default 'settle' constraint organizations_payment_confirmation_known check (payment_confirmation in ('settle', 'report')),
  link_days integer default 30 constraint organizations_link_days_positive check (link_days > 0),
  mail_on_confirmation boolean not null default true,
  invoice_format text not null default 'RE-{YYYY}-{NNNNN}',
  cancellation_format text not null default 'ST-{YYYY}-{NNNNN}',
  time_zone text not null default 'Europe/Berlin',
  created_at timestamptz not null default now()
);
alter table organizations enable row level security;
alter table organizations force row level security;
create policy organizations_tenant on organizations to rechnungswerk_app using (id = current_organization()) with check (id = current_organization());
grant select, insert, update on organizations to rechnungswerk_app;

create table users (
  id uuid constraint users_pkey primary key,
  email text not null,
  name text not null,
  password_hash text not null,
  language text not null default 'de' constraint users_language_known check (language in ('de', 'en')),
  created_at timestamptz not null default now()
);
create unique index users_email_key on users (lower(email));
grant select, insert, update on users to rechnungswerk_app;

create table memberships (
  organization_id uuid not null constraint memberships_organization_fkey references organizations,
  user_id uuid not null constraint memberships_user_fkey references users,
  role text not null constraint memberships_role_known check (role in ('owner', 'admin', 'executive', 'staff')),
  created_at timestamptz not null default now(),
  constraint memberships_pkey primary key (organization_id, user_id)
);
create index memberships_user_idx on memberships (user_id);
call make_tenant_table('memberships');
grant select, insert, update, delete on memberships to rechnungswerk_app;

create table sessions (
  token_hash bytea constraint sessions_pkey primary key constraint sessions_token_hash_size check (octet_length(token_hash) = 32),
  organization_id uuid not null constraint sessions_organization_fkey references organizations,
  user_id uuid not null constraint sessions_user_fkey references users,
  created_at timestamptz not null,
  expires_at timestamptz not null,
  last_seen_at timestamptz not null
);
create index sessions_user_idx on sessions (user_id);
create index sessions_organization_idx on sessions (organization_id);
call make_tenant_table('sessions');
grant select, insert, update, delete on sessions to rechnungswerk_app;

create table password_resets (
  token_hash bytea constraint password_resets_pkey primary key constraint password_resets_token_hash_size check (octet_length(token_hash) = 32),
  user_id uuid not null constraint password_resets_user_fkey references users,
  expires_at timestamptz not null,
  used_at timestamptz,
  created_at timestamptz not null
);
create index password_resets_user_idx on password_resets (user_id);
grant select, insert, update, delete on password_resets to rechnungswerk_app;

create table api_keys (
  id uuid constraint api_keys_pkey primary key,
  organization_id uuid not null constraint api_keys_organization_fkey references organizations,
  name text not null,
  prefix text not null,
  secret_hash bytea not null constraint api_keys_secret_hash_key unique constraint api_keys_secret_hash_size check (octet_length(secret_hash) = 32),
  created_by uuid constraint api_keys_created_by_fkey references users,
  created_at timestamptz not null,
  last_used_at timestamptz,
  revoked_at timestamptz
);
create index api_keys_organization_idx on api_keys (organization_id);
call make_tenant_table('api_keys');
grant select, insert, update on api_keys to rechnungswerk_app;

-- What a form sends back to its page after a redirect: errors and what was typed. Short-lived, known by a cookie.
create table form_flashes (
  token_hash bytea constraint form_flashes_pkey primary key constraint form_flashes_token_hash_size check (octet_length(token_hash) = 32),
  -- Encrypted with SECRET_KEY: it is what people typed.
  payload bytea not null,
  expires_at timestamptz not null
);
create index form_flashes_expires_at_idx on form_flashes (expires_at);
grant select, insert, delete on form_flashes to rechnungswerk_app;

-- The functions that find the organization behind a secret or a person.
grant select on memberships, sessions, api_keys, organizations, users to rechnungswerk_system;
grant delete on sessions to rechnungswerk_system;
create policy memberships_system on memberships for select to rechnungswerk_system using (true);
create policy sessions_system on sessions to rechnungswerk_system using (true);
create policy api_keys_system on api_keys for select to rechnungswerk_system using (true);
create policy organizations_system on organizations for select to rechnungswerk_system using (true);

create function session_by_token(hash bytea, at timestamptz)
  returns table (organization_id uuid, user_id uuid, role text, user_name text, email text, language text, organization_name text, time_zone text, last_seen_at timestamptz)
  language sql stable security definer set search_path = public
  as $$
    select s.organization_id, s.user_id, m.role, u.name, u.email, u.language, o.name, o.time_zone, s.last_seen_at
    from sessions s
    join memberships m on m.organization_id = s.organization_id and m.user_id = s.user_id
    join users u on u.id = s.user_id
    join organizations o on o.id = s.organization_id
    where s.token_hash = hash and s.expires_at > at
  $$;

create function api_key_by_hash(hash bytea)
  returns table (id uuid, organization_id uuid, name text, time_zone text)
  language sql stable security definer set search_path = public
  as $$
    select k.id, k.organization_id, k.name, o.time_zone
    from api_keys k join organizations o on o.id = k.organization_id
    where k.secret_hash = hash and k.revoked_at is null
  $$;

create function memberships_of(of_user uuid)
  returns table (organization_id uuid, organization_name text, role text)
  language sql stable security definer set search_path = public
  as $$
    select m.organization_id, o.name, m.role
    from memberships m join organizations o on o.id = m.organization_id
    where m.user_id = of_user order by m.created_at, m.organization_id
  $$;

create function end_sessions_of(of_user uuid) returns bigint
  language sql volatile security definer set search_path = public
  as $$ with gone as (delete from sessions where user_id = of_user returning 1) select count(*) from gone $$;

create function purge_sessions(at timestamptz) returns bigint
  language sql volatile security definer set search_path = public
  as $$ with gone as (delete from sessions where expires_at < at returning 1) select count(*) from gone $$;

create function organization_ids() returns setof uuid
  language sql stable security definer set search_path = public
  as $$ select id from organizations $$;

-- Hands a function to rechnungswerk_system and lets only the application call it.
create procedure make_system_function(signature text) language plpgsql as $$
begin
  execute format('revoke all on function %s from public', signature);
  execute format('grant execute on function %s to rechnungswerk_app', signature);
  execute format('alter function %s owner to rechnungswerk_system', signature);
end $$;
call make_system_function('session_by_token(bytea, timestamptz)');
call make_system_function('api_key_by_hash(bytea)');
call make_system_function('memberships_of(uuid)');
call make_system_function('end_sessions_of(uuid)');
call make_system_function('purge_sessions(timestamptz)');
call make_system_function('organization_ids()');

create function logo_by_key(key text) returns table (organization_id uuid, logo_type text)
  language sql stable security definer set search_path = public
  as $$ select id, logo_type from organizations where logo_key = key limit 1 $$;
call make_system_function('logo_by_key(text)');
create index organizations_logo_key_idx on organizations (logo_key) where logo_key is not null;
