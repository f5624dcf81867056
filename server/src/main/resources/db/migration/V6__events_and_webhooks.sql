-- What happened, for the analytics calls and as the source of webhooks. Never changed, deleted when too old.
create table event (
    -- grows with every event of this server, also within one millisecond
    position bigint primary key,
    id text not null unique,
    workspace_id text not null,
    room_id text not null,
    session_id text not null,
    peer_id text not null,
    user_id text not null,
    type text not null,
    failed boolean not null,
    occurred_at bigint not null,
    data text not null
);
create index event_room on event (workspace_id, room_id, position);
create index event_age on event (occurred_at);

create table webhook_config (
    workspace_id text primary key references workspace (id),
    enabled boolean not null,
    url text,
    -- headers and secrets are sealed with the key of the keys file
    headers_sealed text not null,
    secret_sealed text not null,
    previous_sealed text,
    -- until when the previous secret signs as well
    previous_until bigint,
    updated_at bigint not null
);

-- One row for each event that goes to an endpoint, and one more for each replay of it.
create table webhook_delivery (
    id text primary key,
    event_id text not null,
    workspace_id text not null,
    room_id text not null,
    type text not null,
    -- deliveries of one endpoint fail together; those of one lane leave in the order of their positions
    endpoint text not null,
    lane text not null,
    position bigint not null,
    replay_id text,
    state text not null,
    attempts integer not null,
    next_at bigint not null,
    url text not null,
    error text,
    -- when the event happened
    occurred_at bigint not null,
    -- when the delivery was asked for: its time of trying counts from here
    created_at bigint not null,
    finished_at bigint
);
create index webhook_delivery_lane on webhook_delivery (endpoint, lane, position) where state = 'pending';
create index webhook_delivery_waiting on webhook_delivery (created_at) where state = 'pending';
create index webhook_delivery_log on webhook_delivery (workspace_id, occurred_at, position);
create index webhook_delivery_age on webhook_delivery (created_at);
create index webhook_delivery_replay on webhook_delivery (replay_id) where replay_id is not null;

create table webhook_attempt (
    delivery_id text not null references webhook_delivery (id) on delete cascade,
    number integer not null,
    at bigint not null,
    -- HTTP status; 0 when there was none
    status integer not null,
    millis integer not null,
    error text not null,
    answer text not null,
    primary key (delivery_id, number)
);

create table webhook_replay (
    id text primary key,
    workspace_id text not null references workspace (id),
    filters text not null,
    total integer not null,
    started_at bigint not null
);
create index webhook_replay_workspace on webhook_replay (workspace_id, started_at);
