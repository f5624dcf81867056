-- A workspace has several keys, so that a new one is in use before an old one is taken away.
create table access_key (
    access_key text primary key,
    workspace_id text not null references workspace (id),
    label text not null,
    -- sealed with the key of the keys file, bound to the workspace's id
    secret_sealed text not null,
    enabled boolean not null,
    created_at bigint not null
);
create index access_key_workspace on access_key (workspace_id, created_at);
insert into access_key (access_key, workspace_id, label, secret_sealed, enabled, created_at)
select access_key, id, 'First key', secret_sealed, true, created_at from workspace;

-- SQLite can't drop a unique column: workspace.access_key stays and only names the first key.
update workspace set secret_sealed = '';
alter table workspace add column name text not null default 'Workspace';

create table member (
    id text primary key,
    workspace_id text not null references workspace (id),
    email text not null,
    -- lower case: addresses are compared without regard to case
    email_key text not null,
    name text not null,
    role text not null,
    created_at bigint not null,
    updated_at bigint not null
);
create unique index member_email on member (workspace_id, email_key);

-- Who did what. Rows are only ever added; each carries a keyed hash over itself and the one before.
create table ledger_entry (
    workspace_id text not null references workspace (id),
    seq bigint not null,
    at bigint not null,
    actor text not null,
    action text not null,
    target text not null,
    hash text not null,
    primary key (workspace_id, seq)
);
-- The end of each chain: cutting off its tail does not go unnoticed.
create table ledger_head (
    workspace_id text primary key references workspace (id),
    seq bigint not null,
    hash text not null
);
