// The official Node server SDK, unmodified, against a started server. Its one adjustment is the documented one: the address.
import assert from "node:assert/strict";
import { createRequire } from "node:module";
import { after, before, test } from "node:test";
import { Foyer } from "../lib/foyer.mjs";

const HMS = createRequire(import.meta.url)("@100mslive/server-sdk");

let foyer;
let hms;

before(async () => {
  foyer = await Foyer.start();
  const { access_key, secret } = foyer.credentials();
  hms = new HMS.SDK(access_key, secret);
  hms.api.axios.defaults.baseURL = `${foyer.base}/v2`;
});
after(() => foyer?.stop());

async function all(iterable) {
  const found = [];
  for await (const one of iterable) found.push(one);
  return found;
}

test("a room made twice is one room, found by id and by name", async () => {
  const first = await hms.rooms.create({ name: "sdk-room" });
  const second = await hms.rooms.create({ name: "sdk-room", description: "again" });
  assert.equal(second.id, first.id);
  assert.ok(first.created_at instanceof Date);
  assert.equal((await hms.rooms.retrieveById(first.id)).description, "again");
  assert.equal((await hms.rooms.retrieveByName("sdk-room")).id, first.id);
  await assert.rejects(hms.rooms.retrieveByName("nobody-has-this"));
});

test("a room is updated, disabled, and listed among the disabled only", async () => {
  const room = await hms.rooms.create({ name: "sdk-switch" });
  assert.equal((await hms.rooms.update(room.id, { description: "new" })).description, "new");
  assert.equal((await hms.rooms.enableOrDisable(room.id, false)).enabled, false);
  const disabled = await all(hms.rooms.list({ enabled: false }));
  assert.ok(disabled.length > 0 && disabled.every((one) => one.enabled === false));
  await assert.rejects(hms.roomCodes.create(room.id), { code: 403, name: "Forbidden", message: "Room is disabled" });
});

test("the iterator reads every page", async () => {
  for (let i = 0; i < 23; i++) await hms.rooms.create({ name: `page-${i}` });
  const names = (await all(hms.rooms.list())).map((room) => room.name);
  assert.equal(names.filter((name) => name.startsWith("page-")).length, 23);
});

test("codes that are listed are those that were created", async () => {
  const room = await hms.rooms.create({ name: "sdk-codes" });
  const created = await hms.roomCodes.create(room.id);
  assert.deepEqual(await hms.roomCodes.create(room.id), created);
  assert.deepEqual(await all(hms.roomCodes.list(room.id)), created);
  const one = await hms.roomCodes.createForRole(room.id, "host");
  assert.equal(one.code, created.find((code) => code.role === "host").code);
  assert.equal((await hms.roomCodes.enableOrDisable(one.code, false)).enabled, false);
});

test("what needs recording or streaming is an empty list or a clear error", async () => {
  const room = await hms.rooms.create({ name: "sdk-jobs" });
  for (const jobs of [hms.liveStreams, hms.externalStreams, hms.recordings, hms.recordingAssets]) {
    assert.deepEqual(await all(jobs.list()), []);
  }
  await assert.rejects(hms.recordings.start(room.id), {
    code: 501,
    name: "Not Implemented",
    message: "recording is not available on this server yet",
  });
});

test("an unknown room is an error that says so", async () => {
  await assert.rejects(hms.rooms.retrieveById("64d0c1ffb3c4d5e6f7a8b9d1"), {
    code: 404,
    name: "Not Found",
    message: "Room not found",
  });
});
