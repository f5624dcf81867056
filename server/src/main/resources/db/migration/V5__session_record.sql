-- Server processes that write the record. One that stays silent is dead, and what it left open is closed.
create table server_process (
    id text primary key,
    started_at bigint not null,
    beat_at bigint not null
);

create table session_record (
    id text primary key,
    workspace_id text not null references workspace (id),
    room_id text not null references room (id),
    -- the server process in which it takes place
    owner text not null,
    started_at bigint not null,
    -- of an ended session: its end
    updated_at bigint not null,
    ended_at bigint
);
create index session_record_workspace on session_record (workspace_id, id);
create index session_record_room on session_record (room_id, id);
create index session_record_open on session_record (owner) where ended_at is null;

-- One row for every stay: a peer that leaves and comes back has two.
create table session_join (
    session_id text not null references session_record (id),
    peer_id text not null,
    joined_at bigint not null,
    user_id text not null,
    name text not null,
    role text not null,
    metadata text not null,
    left_at bigint,
    reason text not null,
    primary key (session_id, peer_id, joined_at)
);
