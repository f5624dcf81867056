import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { launch, person, until } from "../lib/browser.mjs";
import { Foyer } from "../lib/foyer.mjs";
import { join } from "../lib/meet.mjs";

let foyer;
let browser;

before(async () => {
  foyer = await Foyer.start();
  browser = await launch();
});
after(async () => {
  await browser?.close();
  await foyer?.stop();
});

const stateOf = async (page) => {
  const state = page.getByTestId("state-page");
  await state.waitFor({ timeout: 20_000 });
  return { name: await state.getAttribute("data-state"), text: await state.innerText() };
};

async function open(path) {
  const { page } = await person(browser);
  await page.goto(`${foyer.base}${path}`);
  return page;
}

test("a code that was never made leads to a page that says what to do", async () => {
  const state = await stateOf(await open("/meeting/abc-defg-hij"));
  assert.equal(state.name, "wrong-link");
  assert.match(state.text, /link/i);
});

test("a code that is no code at all leads to the same page", async () => {
  assert.equal((await stateOf(await open("/meeting/not-a-code"))).name, "wrong-link");
});

test("a disabled code says that the room is not active", async () => {
  const { codes } = await foyer.openRoom();
  await foyer.api("POST", "/room-codes/code", { code: codes.guest, enabled: false });
  assert.equal((await stateOf(await open(`/meeting/${codes.guest}`))).name, "inactive");
});

test("a disabled room says that the room is not active", async () => {
  const { room, codes } = await foyer.openRoom();
  await foyer.api("POST", `/rooms/${room.id}`, { enabled: false });
  assert.equal((await stateOf(await open(`/meeting/${codes.guest}`))).name, "inactive");
});

test("every code gets the same document and nothing may be cached or referred", async () => {
  const { codes } = await foyer.openRoom();
  const [real, made] = await Promise.all([`/meeting/${codes.host}`, "/meeting/zzz-zzzz-zzz"].map((path) => fetch(foyer.base + path)));
  assert.equal(await real.text(), await made.text());
  for (const header of ["content-security-policy", "referrer-policy", "cache-control", "x-robots-tag", "x-content-type-options", "permissions-policy"]) {
    assert.equal(real.headers.get(header), made.headers.get(header));
    assert.ok(real.headers.get(header), `${header} is sent`);
  }
  assert.equal(real.headers.get("referrer-policy"), "no-referrer");
  assert.equal(real.headers.get("cache-control"), "no-store");
});

test("without a camera a person still gets in", async () => {
  const { codes } = await foyer.openRoom();
  const { page } = await person(browser, { permissions: [] });
  await page.addInitScript(() => {
    navigator.mediaDevices.getUserMedia = () => Promise.reject(new DOMException("denied", "NotAllowedError"));
  });
  await join(page, `${foyer.base}/meeting/${codes.guest}`, "Ada");
});

test("a server that is away is told with a button to try again", async () => {
  const { codes } = await foyer.openRoom();
  const { page } = await person(browser);
  await page.route("**/v2/token", (route) => route.abort());
  await page.goto(`${foyer.base}/meeting/${codes.guest}`);
  assert.equal((await stateOf(page)).name, "unreachable");
  await page.unroute("**/v2/token");
  await page.getByTestId("retry").click();
  await until("the preview", () => page.getByTestId("join").isVisible());
});
