import assert from "node:assert/strict";
import { after, afterEach, before, test } from "node:test";
import { accessible, focused, tabTo } from "../lib/access.mjs";
import { launch, person, until } from "../lib/browser.mjs";
import { Foyer } from "../lib/foyer.mjs";
import { join, tile, videoOf } from "../lib/meet.mjs";

const DESKTOP = { width: 1280, height: 800 };
const PHONE = { width: 390, height: 844 };
const THEMES = ["dark", "light"];
let foyer;
let browser;
const people = [];

before(async () => {
  foyer = await Foyer.start();
  browser = await launch(["--use-fake-device-for-media-stream=fps=5"]);
});
after(async () => {
  await browser?.close();
  await foyer?.stop();
});
afterEach(async () => {
  for (const one of people.splice(0)) await one.context.close();
});

async function visitor(options) {
  const one = await person(browser, options);
  people.push(one);
  one.context.setDefaultTimeout(60_000); // axe and two pictures at once are much for a small machine
  await one.page.addInitScript(() => {
    window.__refused = [];
    document.addEventListener("securitypolicyviolation", (event) => window.__refused.push(`${event.violatedDirective} ${event.blockedURI}`));
  });
  return one.page;
}

const link = (code) => `${foyer.base}/meeting/${code}`;
const ready = (page) => until("the join button", () => page.getByTestId("join").isEnabled());
const refuse = (page, message) =>
  page.route("**/v2/token", (route) => route.fulfill({ status: 403, json: { code: 403, message, details: [] } }));

/** Judges the page in both sizes; `arrange` puts it into the state again where the size changes what is open. */
async function bothSizes(page, what, arrange = async () => {}) {
  for (const [size, viewport] of Object.entries({ desktop: DESKTOP, phone: PHONE })) {
    await page.setViewportSize(viewport);
    await arrange(size);
    await accessible(page, `${what}, ${size}`);
    const { wide, high } = await page.evaluate(() => ({
      wide: document.documentElement.scrollWidth - innerWidth,
      high: document.documentElement.scrollHeight - innerHeight,
    }));
    assert.ok(wide <= 0 && high <= 0, `${what}, ${size}: the page is larger than the window by ${wide} × ${high}`);
  }
  await page.setViewportSize(DESKTOP);
}

for (const colorScheme of THEMES) {
  test(`${colorScheme}: the pages before and after a call have no finding of axe`, async () => {
    const { codes, room } = await foyer.openRoom(`Weekly planning (${colorScheme}, ${performance.now()})`);
    const page = await visitor({ colorScheme });
    await page.goto(link(codes.host));
    await ready(page);
    await page.getByTestId("name-input").fill("Ada");
    await bothSizes(page, "preview");
    await page.getByRole("button", { name: "Choose microphone" }).click();
    await accessible(page, "the menu of microphones");
    await page.keyboard.press("Escape");
    await page.getByTestId("camera-toggle").click();
    await page.getByTestId("mic-toggle").click();
    await bothSizes(page, "preview with everything off");
    await page.getByTestId("join").click();
    await page.getByTestId("leave").click();
    await page.getByTestId("rejoin").waitFor();
    await bothSizes(page, "after leaving");

    await foyer.api("POST", `/rooms/${room.id}`, { enabled: false });
    for (const address of [link("abc-defg-hij"), link(codes.guest)]) {
      await page.goto(address);
      await page.getByTestId("state-page").waitFor();
      await bothSizes(page, address);
    }
    for (const message of ["room links are switched off", "code is not valid yet", "code has expired", "waiting for approval", "pin required"]) {
      await page.unroute("**/v2/token");
      await refuse(page, message);
      await page.goto(link(codes.guest));
      await page.getByTestId("state-page").waitFor();
      await bothSizes(page, message);
    }
    await page.getByTestId("pin-input").fill("1234");
    await page.getByTestId("pin-go").click();
    await page.getByTestId("pin-wrong").filter({ hasText: "not right" }).waitFor();
    await bothSizes(page, "a wrong PIN");
    await page.unroute("**/v2/token");
    await page.route("**/v2/token", (route) => route.abort());
    await page.goto(link(codes.guest));
    await page.getByTestId("retry").waitFor();
    await bothSizes(page, "a server out of reach");
    // The next one to ask for a room of that name gets this one as it is.
    await foyer.api("POST", `/rooms/${room.id}`, { enabled: true });
  });

  test(`${colorScheme}: without camera and microphone the preview has no finding of axe`, async () => {
    const { codes } = await foyer.openRoom();
    const page = await visitor({ colorScheme, permissions: [] });
    await page.addInitScript(() => {
      navigator.mediaDevices.getUserMedia = () => Promise.reject(new DOMException("denied", "NotAllowedError"));
    });
    await page.goto(link(codes.guest));
    await page.getByTestId("device-trouble").waitFor();
    await ready(page);
    await bothSizes(page, "preview without devices");
  });

  test(`${colorScheme}: the call with chat, people and a shared screen has no finding of axe`, async () => {
    const { codes } = await foyer.openRoom(`Weekly planning (${colorScheme}, ${performance.now()})`);
    const page = await visitor({ colorScheme });
    await join(page, link(codes.host), "Ada");
    await bothSizes(page, "alone");
    const ben = await visitor({});
    await join(ben, link(codes.guest), "Ben");
    await videoOf(page, "Ben");
    await bothSizes(page, "two people");
    await ben.getByTestId("chat-toggle").click();
    await ben.getByTestId("chat-input").fill("see https://example.org/plan");
    await ben.getByTestId("chat-input").press("Enter");
    await page.getByTestId("unread").first().waitFor();
    await bothSizes(page, "an unread message");
    for (const panel of ["chat", "people"]) {
      await page.getByTestId(`${panel}-toggle`).click();
      await page.getByTestId(`${panel}-panel`).waitFor();
      await bothSizes(page, panel);
      await page.getByTestId(`${panel}-toggle`).click();
    }
    await bothSizes(page, "the phone's menu", async (size) => {
      if (size === "phone") await page.getByTestId("more").click();
    });
    await page.keyboard.press("Escape");
    await page.getByRole("button", { name: "Choose microphone" }).click();
    await accessible(page, "the menu of microphones in the call");
    await page.keyboard.press("Escape");
    await page.getByTestId("share-toggle").click();
    await page.getByText("You are sharing your screen").waitFor();
    await bothSizes(page, "sharing one's own screen");
    await page.getByTestId("share-toggle").click();
    await ben.getByTestId("share-toggle").click();
    await page.locator("[data-testid=share] video").waitFor();
    await bothSizes(page, "looking at a shared screen");
    await page.context().setOffline(true);
    await page.getByTestId("reconnecting").waitFor({ timeout: 60_000 });
    await bothSizes(page, "reconnecting");
    await page.context().setOffline(false);
  });
}

test("everything is done from the keyboard, with a name and a ring on every stop", async () => {
  const { codes } = await foyer.openRoom();
  const page = await visitor({ viewport: DESKTOP });
  const own = tile(page, "Ada");
  await page.goto(link(codes.host));
  await ready(page);
  await tabTo(page, /Choose microphone/);
  await page.keyboard.press("Enter");
  await page.getByRole("menu").waitFor();
  await page.keyboard.press("ArrowDown");
  await page.keyboard.press("Escape");
  await page.getByRole("menu").waitFor({ state: "detached" });
  await until("the focus back on the arrow", async () => /Choose microphone/.test((await focused(page)).name));
  await tabTo(page, /Your name/);
  await page.keyboard.type("Ada");
  await tabTo(page, /^Join/);
  await page.keyboard.press("Enter");
  await own.waitFor();

  await tabTo(page, /Mute microphone/);
  await page.keyboard.press("Space");
  await own.getByTestId("peer-audio-muted").waitFor();
  await until("the button's new name", async () => (await focused(page)).name === "Unmute microphone");
  await page.keyboard.press("Enter");
  await own.getByTestId("peer-audio-muted").waitFor({ state: "detached" });
  await tabTo(page, /Choose camera/);
  await page.keyboard.press("Space");
  await page.getByRole("menu").waitFor();
  await page.keyboard.press("Escape");
  await page.getByRole("menu").waitFor({ state: "detached" });
  await until("the focus back on the arrow", async () => /Choose camera/.test((await focused(page)).name));

  await tabTo(page, /^Chat/);
  await page.keyboard.press("Enter");
  await until("the message field to have the focus", async () => (await focused(page)).name === "Message everyone");
  await page.keyboard.type("hello");
  await page.keyboard.press("Enter");
  await page.getByTestId("chat-message").filter({ hasText: "hello" }).waitFor();
  await page.keyboard.press("Escape");
  await page.getByTestId("chat-panel").waitFor({ state: "detached" });
  await until("the focus back on the chat button", async () => /^Chat/.test((await focused(page)).name));

  await tabTo(page, /^People, /, "Shift+Tab");
  await page.keyboard.press("Enter");
  await until("the list to have the focus", async () => (await focused(page)).name === "People in the room");
  await tabTo(page, /Close panel/, "Shift+Tab");
  await page.keyboard.press("Enter");
  await page.getByTestId("people-panel").waitFor({ state: "detached" });
  await until("the focus back on the people button", async () => /^People, /.test((await focused(page)).name));

  await tabTo(page, /Leave call/, "Shift+Tab");
  await page.keyboard.press("Enter");
  await page.getByTestId("rejoin").waitFor();
  assert.equal((await focused(page)).name, "You left the call");
  await tabTo(page, /Join again/);
  await page.keyboard.press("Enter");
  await ready(page);
  await tabTo(page, /^Join/);
  await page.keyboard.press("Enter");
  await own.waitFor();

  await page.setViewportSize(PHONE);
  await tabTo(page, /^More/);
  await page.keyboard.press("Enter");
  await page.getByRole("dialog").waitFor();
  await page.keyboard.press("Escape");
  await page.getByRole("dialog").waitFor({ state: "detached" });
  await until("the focus back on the three dots", async () => /^More/.test((await focused(page)).name));
  await page.keyboard.press("Enter");
  await tabTo(page, /^People/);
  await page.keyboard.press("Enter");
  await page.getByTestId("people-panel").waitFor();
  await page.keyboard.press("Escape");
  await page.getByTestId("people-panel").waitFor({ state: "detached" });
  await until("the focus back on the three dots", async () => /^More/.test((await focused(page)).name));
});

test("a screen reader is told politely who comes, what is written and whether one is heard", async () => {
  const { codes } = await foyer.openRoom();
  const page = await visitor({});
  await join(page, link(codes.host), "Ada");
  const polite = (text) =>
    until(`"${text}" in a polite live region`, () =>
      page.evaluate((wanted) => [...document.querySelectorAll("[role=status], [role=log], [aria-live=polite]")].some(
        (region) => region.getAttribute("aria-live") !== "assertive" && region.textContent.includes(wanted)), text));
  await polite("You are in the call.");
  const ben = await visitor({});
  await join(ben, link(codes.guest), "Ben");
  await polite("Ben joined");
  await page.getByTestId("mic-toggle").click();
  await polite("Your microphone is off.");
  await ben.getByTestId("chat-toggle").click();
  await ben.getByTestId("chat-input").fill("hello");
  await ben.getByTestId("chat-input").press("Enter");
  await polite("New message from Ben");
  await page.getByTestId("chat-toggle").click();
  await ben.getByTestId("chat-input").fill("the second one");
  await ben.getByTestId("chat-input").press("Enter");
  await polite("the second one");
  await ben.getByTestId("leave").click();
  await polite("Ben left");
});

test("nothing moves for people who asked for less motion", async () => {
  const { codes } = await foyer.openRoom();
  const page = await visitor({ reducedMotion: "reduce" });
  await page.route("**/v2/token", async (route) => {
    await until("the loading page", () => page.getByTestId("loading").isVisible());
    const moving = await page.evaluate(() => document.getAnimations().filter((each) => each.playState === "running").length);
    assert.equal(moving, 0, "nothing moves while loading");
    await route.continue();
  });
  await join(page, link(codes.host), "Ada");
  const slowest = await page.evaluate(() => Math.max(...[...document.querySelectorAll("*")].flatMap((element) => {
    const { transitionDuration, animationDuration } = getComputedStyle(element);
    return `${transitionDuration}, ${animationDuration}`.split(", ").map((each) => parseFloat(each));
  })));
  assert.ok(slowest <= 0.001, `the slowest movement takes ${slowest} s`);
});

test("the page's headers are strict, and the page works under them without being refused anything", async () => {
  const { codes } = await foyer.openRoom();
  const page = await visitor({});
  const answer = await page.goto(link(codes.host));
  const headers = answer.headers();
  const policy = headers["content-security-policy"];
  assert.match(policy, /default-src 'none'/);
  assert.match(policy, /script-src 'self'(;|$)/);
  assert.match(policy, /style-src 'self'(;|$)/);
  assert.doesNotMatch(policy, /unsafe-|\*/);
  assert.equal(headers["x-content-type-options"], "nosniff");
  assert.equal(headers["referrer-policy"], "no-referrer");
  assert.equal(headers["cache-control"], "no-store");
  assert.match(headers["x-robots-tag"], /noindex/);
  assert.match(headers["permissions-policy"], /camera=\(self\).*microphone=\(self\).*geolocation=\(\)/);
  const script = await fetch(foyer.base + (await page.locator("script[src]").first().getAttribute("src")));
  assert.equal(script.headers.get("x-content-type-options"), "nosniff");

  await join(page, link(codes.host), "Ada");
  await page.getByTestId("chat-toggle").click();
  await page.getByTestId("chat-input").fill("hello");
  await page.getByTestId("chat-input").press("Enter");
  await page.getByTestId("chat-message").waitFor();
  await page.getByRole("button", { name: "Choose microphone" }).click();
  await page.keyboard.press("Escape");
  assert.deepEqual(await page.evaluate(() => window.__refused), []);
  await page.getByTestId("leave").click();
  await page.getByTestId("rejoin").waitFor();
  assert.deepEqual(await page.evaluate(() => window.__refused), []);
});
