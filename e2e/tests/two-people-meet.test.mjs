import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { launch, person, picture, received, until } from "../lib/browser.mjs";
import { Foyer } from "../lib/foyer.mjs";
import { join, tile, videoOf } from "../lib/meet.mjs";

let foyer;
let browser;
let ada;
let ben;

before(async () => {
  foyer = await Foyer.start();
  browser = await launch();
  ada = await person(browser);
  ben = await person(browser);
});
after(async () => {
  await browser?.close();
  await foyer?.stop();
});

test("the printed links bring two people into one call", async () => {
  const { host, guest } = foyer.links();
  await join(ada.page, host, "Ada");
  await join(ben.page, guest, "Ben");
  await tile(ada.page, "Ben").waitFor();
  await tile(ben.page, "Ada").waitFor();
});

test("each sees the other's picture advance", async () => {
  for (const [me, other] of [[ada, "Ben"], [ben, "Ada"]]) {
    const video = await videoOf(me.page, other);
    const frames = async () => Math.max(0, ...(await received(me.page)).videos.map((each) => each.frames));
    const first = await frames();
    await until("ten more decoded frames", async () => (await frames()) > first + 10);
    const { mean, spread } = await picture(video);
    assert.ok(mean > 5 && spread > 30, `the picture is not black or flat: mean ${mean}, spread ${spread}`);
  }
});

test("each hears the other", async () => {
  for (const me of [ada, ben]) {
    const before = await received(me.page);
    await until("audio packets and energy", async () => {
      const now = await received(me.page);
      return now.audioPackets > before.audioPackets + 20 && now.audioEnergy > before.audioEnergy;
    });
  }
});

test("mute shows at the other side", async () => {
  await ada.page.getByTestId("mic-toggle").click();
  await tile(ben.page, "Ada").getByTestId("peer-audio-muted").waitFor();
  await ada.page.getByTestId("mic-toggle").click();
  await tile(ben.page, "Ada").getByTestId("peer-audio-muted").waitFor({ state: "detached" });
});

test("a camera switched off and on again comes back", async () => {
  await ada.page.getByTestId("camera-toggle").click();
  await until("the camera to be off at Ben's", async () => (await tile(ben.page, "Ada").getAttribute("data-video")) === "off");
  await ada.page.getByTestId("camera-toggle").click();
  await until("the camera to be on at Ben's", async () => (await tile(ben.page, "Ada").getAttribute("data-video")) === "on");
  const frames = async () => Math.max(0, ...(await received(ben.page)).videos.map((each) => each.frames));
  const first = await frames();
  await until("frames to advance again", async () => (await frames()) > first + 5);
});

test("chat reaches the other", async () => {
  await ada.page.getByTestId("chat-toggle").click();
  await ada.page.getByTestId("chat-input").fill("hello <b>Ben</b>");
  await ada.page.getByTestId("chat-input").press("Enter");
  await ben.page.getByTestId("chat-toggle").click();
  await ben.page.getByTestId("chat-message").filter({ hasText: "hello <b>Ben</b>" }).waitFor();
});

test("a shared screen shows at the other side and goes away again", async () => {
  const before = (await received(ben.page)).videos.length;
  await ada.page.getByTestId("share-toggle").click();
  const share = ben.page.locator("[data-testid=share] video");
  await share.waitFor({ timeout: 20_000 });
  await until("a picture of the screen", () => share.evaluate((video) => video.videoWidth > 0));
  assert.ok((await received(ben.page)).videos.length > before);
  await ada.page.getByTestId("share-toggle").click();
  await share.waitFor({ state: "detached" });
});

test("leaving removes the tile within two seconds, and rejoining brings it back", async () => {
  const left = Date.now();
  await ben.page.getByTestId("leave").click();
  await tile(ada.page, "Ben").waitFor({ state: "detached", timeout: 2000 });
  assert.ok(Date.now() - left < 2500);
  await ben.page.getByTestId("rejoin").click();
  await ben.page.getByTestId("join").click();
  await videoOf(ada.page, "Ben");
});

test("closing the tab removes the tile within two seconds", async () => {
  await ben.context.close();
  await tile(ada.page, "Ben").waitFor({ state: "detached", timeout: 2000 });
});

test("no request left for another host and nothing was refused by the page's own policy", async () => {
  for (const each of [ada, ben]) {
    assert.deepEqual([...each.seen.hosts].filter((host) => !/(^|\.)localhost$/.test(host)), []);
    assert.deepEqual(each.seen.console.filter((line) => /Content Security Policy/i.test(line)), []);
    assert.deepEqual(each.seen.errors, []);
  }
});
