-- Host names of their own that workspaces have for their links, and whether they let old links by room id and role in.
create table link_domain (
    -- lower case, ASCII
    host text primary key,
    workspace_id text not null references workspace (id),
    -- whether new links are made under it
    for_links boolean not null,
    created_at bigint not null
);

create index link_domain_workspace on link_domain (workspace_id, created_at);

alter table gate_workspace add column legacy_links boolean not null default false;
