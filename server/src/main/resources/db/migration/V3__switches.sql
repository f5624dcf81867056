-- Switches over room links, and what a workspace has set for them.
create table gate_workspace (
    workspace_id text primary key references workspace (id),
    -- counts up when a switch goes off; tokens hold it
    epoch bigint not null,
    -- counts up with every change; other processes watch it
    version bigint not null,
    uniform_answers boolean not null
);

create table gate_switch (
    workspace_id text not null references workspace (id),
    scope text not null,
    target_id text not null,
    -- empty for all scopes but role
    role text not null,
    is_off boolean not null,
    send_out boolean not null,
    -- of the workspace when this went off last
    epoch bigint not null,
    reason text not null,
    reopens_at bigint,
    changed_at bigint not null,
    primary key (workspace_id, scope, target_id, role)
);
