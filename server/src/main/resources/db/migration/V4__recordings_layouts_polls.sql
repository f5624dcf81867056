-- How rooms of a template are recorded: a JSON array.
create table template_recording (
    template_id text primary key references template (id),
    configs text not null,
    updated_at bigint not null
);

-- How the meeting page of a template's rooms looks, as far as it differs from the usual look.
create table template_layout (
    template_id text primary key references template (id),
    look text not null,
    updated_at bigint not null
);

create table poll (
    id text primary key,
    workspace_id text not null references workspace (id),
    title text not null,
    -- questions with their options and answers, and how the poll is run
    body text not null,
    created_at bigint not null,
    updated_at bigint not null
);

-- One run of a poll in one session of a room.
create table poll_session (
    id text primary key,
    poll_id text not null references poll (id),
    session_id text not null,
    started_at bigint not null,
    stopped_at bigint,
    total_responses integer not null,
    unique_participants integer not null
);
create index poll_session_poll on poll_session (poll_id, id);

create table poll_response (
    id text primary key,
    poll_id text not null references poll (id),
    session_id text not null,
    question integer not null,
    -- a later answer of the same person to the same question took its place
    superseded boolean not null,
    body text not null
);
create index poll_response_poll on poll_response (poll_id, id);

create table poll_result (
    id text primary key,
    poll_id text not null references poll (id),
    session_id text not null,
    question integer not null,
    body text not null
);
create index poll_result_poll on poll_result (poll_id, id);
