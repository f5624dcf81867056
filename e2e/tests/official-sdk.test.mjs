import assert from "node:assert/strict";
import { after, afterEach, before, test } from "node:test";
import { launch, person, received, until } from "../lib/browser.mjs";
import { Foyer } from "../lib/foyer.mjs";
import { join } from "../lib/meet.mjs";
import { serveSdkPage } from "../fixture/serve.mjs";

let foyer;
let browser;
let site;
const people = [];

before(async () => {
  foyer = await Foyer.start();
  browser = await launch();
  site = await serveSdkPage();
});
after(async () => {
  await browser?.close();
  site?.close();
  await foyer?.stop();
});

afterEach(async () => {
  for (const one of people.splice(0)) await one.context.close().catch(() => {}); // a test may have closed its browser
});

async function visitor(from = browser) {
  const one = await person(from);
  people.push(one);
  await one.page.addInitScript(() => {
    const Original = window.WebSocket;
    window.__sockets = [];
    window.WebSocket = class extends Original {
      constructor(...args) {
        super(...args);
        window.__sockets.push(this);
      }
    };
  });
  await one.page.goto(site.url);
  return one.page;
}

const enter = (page, code, name, userId) =>
  page.evaluate(
    async ([base, code, name, userId]) => {
      const token = await window.sdk.token(base, code, userId);
      await window.sdk.join(base, token, name);
    },
    [foyer.base, code, name, userId],
  );

const peerCount = (page) => page.evaluate(() => window.sdk.peers().length);

async function seesAndHears(page, others) {
  await until("the remote peers with their tracks", () =>
    page.evaluate((count) => {
      const remote = window.sdk.peers().filter((peer) => !peer.isLocal && peer.videoTrack && peer.audioTrack);
      return remote.length === count;
    }, others));
  await page.evaluate(() => window.sdk.watchAll());
  await until(`${others} advancing videos and audio`, async () => {
    const now = await received(page);
    return now.videos.filter((video) => video.frames > 5).length >= others && now.audioPackets > 20;
  }, { timeout: 30_000 });
}

test("two pages with the unmodified SDK meet by room code", async () => {
  const { codes } = await foyer.openRoom();
  const [ada, ben] = [await visitor(), await visitor()];
  await enter(ada, codes.host, "Ada", "é>?~ user");
  await enter(ben, codes.guest, "Ben");
  await seesAndHears(ada, 1);
  await seesAndHears(ben, 1);
  const seen = await ben.evaluate(() => window.sdk.peers().find((peer) => !peer.isLocal));
  assert.equal(seen.name, "Ada");
  assert.equal(seen.roleName, "host");
  assert.equal(seen.customerUserId, "é>?~ user");

  await ada.evaluate(() => window.sdk.say("hello"));
  await until("the message", () => ben.evaluate(() => window.sdk.messages().includes("hello")));
});

test("fifty quick mutes leave the video running", async () => {
  const { codes } = await foyer.openRoom();
  const [ada, ben] = [await visitor(), await visitor()];
  await enter(ada, codes.host, "Ada");
  await enter(ben, codes.guest, "Ben");
  await seesAndHears(ben, 1);
  await ada.evaluate(async () => {
    for (let i = 0; i < 50; i++) await window.sdk.setVideo(i % 2 === 1);
  });
  await until("the camera to be on at the other side", () => ben.evaluate(() => window.sdk.remoteVideoOn()[0] === true));
  const frames = async () => Math.max(...(await received(ben)).videos.map((video) => video.frames));
  const first = await frames();
  await until("frames to advance", async () => (await frames()) > first + 10);
});

test("a lost socket is resumed without anybody leaving", async () => {
  const { codes } = await foyer.openRoom();
  const [ada, ben] = [await visitor(), await visitor()];
  await enter(ada, codes.host, "Ada");
  await enter(ben, codes.guest, "Ben");
  await seesAndHears(ben, 1);
  const before = await ada.evaluate(() => window.sdk.peers().find((peer) => peer.isLocal));
  await ada.evaluate(() => window.__sockets.at(-1).close(4000, "test"));
  await until("reconnected", () => ada.evaluate(() => window.sdk.notes.some((note) => note.type === "RECONNECTED")), { timeout: 20_000 });
  assert.equal(await peerCount(ben), 2);
  assert.ok(!(await ben.evaluate(() => window.sdk.notes.some((note) => note.type === "PEER_LEFT"))), "nobody left");
  const after = await ada.evaluate(() => window.sdk.peers().find((peer) => peer.isLocal));
  assert.equal(after.id, before.id);
  assert.equal(after.videoTrack, before.videoTrack);
  const first = (await received(ben)).videos[0].frames;
  await until("frames to advance", async () => (await received(ben)).videos[0].frames > first + 10);
});

test("a host ends and locks the room: the meeting app says so, and the link no longer opens it", async () => {
  const { codes } = await foyer.openRoom();
  const host = await visitor();
  await enter(host, codes.host, "Ada");
  const ben = await person(browser);
  people.push(ben);
  const guest = ben.page;
  await join(guest, `${foyer.base}/meeting/${codes.guest}`, "Ben");
  await host.evaluate(() => window.sdk.endRoom(true));
  const state = guest.getByTestId("state-page");
  await state.waitFor();
  assert.equal(await state.getAttribute("data-state"), "ended");
  await guest.goto(`${foyer.base}/meeting/${codes.guest}`);
  await guest.getByTestId("state-page").waitFor();
  assert.equal(await guest.getByTestId("state-page").getAttribute("data-state"), "inactive");
});

test("a guest may not end the room", async () => {
  const { codes } = await foyer.openRoom();
  const [host, guest] = [await visitor(), await visitor()];
  await enter(host, codes.host, "Ada");
  await enter(guest, codes.guest, "Ben");
  // The SDK would not even ask; somebody who speaks the protocol by hand would.
  const answer = await guest.evaluate(() => {
    const socket = window.__sockets.at(-1);
    return new Promise((resolve) => {
      socket.addEventListener("message", ({ data }) => data.includes("by-hand") && resolve(JSON.parse(data)));
      socket.send(JSON.stringify({ method: "end-room", id: "by-hand", jsonrpc: "2.0", params: { lock: true, reason: "" } }));
    });
  });
  assert.equal(answer.error.code, 403);
  assert.equal(await peerCount(host), 2);
});

// Ten browsers on one small machine: five pictures a second each, and microphones muted, so that decoding ninety streams
// is not what the test measures.
test("ten tabs are told to join within two seconds: all get in and all see all", { timeout: 280_000 }, async () => {
  const crowd = await launch(["--use-fake-device-for-media-stream=fps=5"]);
  try {
    const { codes } = await foyer.openRoom();
    const tabs = [];
    for (let i = 0; i < 10; i++) tabs.push((await visitor(crowd)));
    const tokens = await Promise.all(
      tabs.map((tab) => tab.evaluate(([base, code]) => window.sdk.token(base, code), [foyer.base, codes.guest])),
    );
    const began = Date.now();
    const joins = tabs.map((tab, i) =>
      tab.evaluate(([base, token, name]) => window.sdk.join(base, token, name, { isAudioMuted: true }), [foyer.base, tokens[i], `Tab ${i}`]),
    );
    assert.ok(Date.now() - began < 2000, "all ten were told to join within two seconds");
    await Promise.all(joins);
    for (const tab of tabs) {
      await until("ten peers with their tracks", () =>
        tab.evaluate(() => window.sdk.peers().filter((peer) => peer.isLocal || (peer.videoTrack && peer.audioTrack)).length === 10), { timeout: 90_000 });
    }
    for (const tab of tabs) await tab.evaluate(() => window.sdk.watchAll());
    for (const tab of tabs) {
      const withFrames = async () => (await received(tab)).videos.filter((video) => video.frames > 0).length;
      await until("nine remote videos with frames", async () => (await withFrames()) >= 9, { timeout: 90_000 });
      const notes = await tab.evaluate(() => window.sdk.notes);
      assert.deepEqual(notes.filter((note) => note.code === 4003), [], "no overlapping subscribe offers");
    }
  } finally {
    await crowd.close();
  }
});
