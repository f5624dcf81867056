-- One dialect for SQLite and PostgreSQL: ids are text, times are milliseconds since 1970, JSON is text.
create table workspace (
    id text primary key,
    app_id text not null,
    access_key text not null unique,
    -- sealed with the key of the keys file; a copy of the database signs no token
    secret_sealed text not null,
    created_at bigint not null
);

create table template (
    id text primary key,
    workspace_id text not null references workspace (id),
    name text not null,
    subdomain text not null unique,
    is_default boolean not null,
    roles text not null,
    settings text not null,
    destinations text not null,
    plugins text not null,
    created_at bigint not null,
    updated_at bigint not null
);
create unique index template_name on template (workspace_id, name);
create unique index template_default on template (workspace_id) where is_default;

create table room (
    id text primary key,
    workspace_id text not null references workspace (id),
    template_id text not null references template (id),
    name text not null,
    -- lower case: names are compared without regard to case
    name_key text not null,
    description text not null,
    enabled boolean not null,
    region text not null,
    large_room boolean not null,
    size integer,
    max_duration_seconds integer,
    -- null: the room follows its template
    recording_info text,
    polls text not null,
    webhook text,
    created_at bigint not null,
    updated_at bigint not null
);
create unique index room_name on room (workspace_id, name_key);

create table room_code (
    id text primary key,
    room_id text not null references room (id),
    role text not null,
    enabled boolean not null,
    -- keyed hash to find it, sealed text to show it; the code itself is nowhere
    code_hash text not null unique,
    code_sealed text not null,
    created_at bigint not null,
    updated_at bigint not null
);
create index room_code_room on room_code (room_id, id);
