-- kind: plain codes are made for everybody of a role, special ones with a policy of their own, personal ones for one person.
alter table room_code add column kind text not null default 'plain';
-- JSON; null when the code has no policy
alter table room_code add column policy text;
-- the policy's max_uses again, for the statement that takes a use
alter table room_code add column max_uses integer;
-- uses that are taken: confirmed by a join, or reserved
alter table room_code add column uses integer not null default 0;
-- a rotated code is disabled from then on
alter table room_code add column retires_at bigint;
create index room_code_shared on room_code (room_id, id) where kind <> 'personal';

-- One row for each use of a code that has max_uses.
create table code_use (
    id text primary key,
    code_id text not null references room_code (id) on delete cascade,
    -- keyed hash; null when the client named no device
    device_hash text,
    -- a reservation without a join is given back from then on
    lapses_at bigint not null,
    joined_at bigint
);
create unique index code_use_device on code_use (code_id, device_hash);
create index code_use_open on code_use (code_id, lapses_at) where joined_at is null;

create table code_usage (
    code_id text primary key references room_code (id) on delete cascade,
    exchanged bigint not null,
    joined bigint not null,
    -- JSON: why to count
    refused text not null,
    -- a sketch of the devices seen, from which their number is estimated
    devices text not null,
    last_used_at bigint
);
