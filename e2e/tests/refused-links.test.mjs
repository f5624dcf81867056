// Links with conditions. The server's answers are given by the test, so that each page is seen whatever the server does.
import assert from "node:assert/strict";
import { after, afterEach, before, test } from "node:test";
import { launch, person, until } from "../lib/browser.mjs";
import { Foyer } from "../lib/foyer.mjs";

let foyer;
let browser;
let codes;
const people = [];

before(async () => {
  foyer = await Foyer.start();
  browser = await launch();
  ({ codes } = await foyer.openRoom());
});
after(async () => {
  await browser?.close();
  await foyer?.stop();
});
afterEach(async () => {
  for (const one of people.splice(0)) await one.context.close();
});

const REFUSED = (message, details = []) => ({ status: 403, json: { code: 403, message, details } });

/** Opens the guest link; `answer` gets each request body and gives what is answered, or nothing to let the server answer. */
async function open(answer, options = {}) {
  const one = await person(browser, { locale: "en-GB", timezoneId: "Europe/Berlin", ...options });
  people.push(one);
  const asked = [];
  await one.page.route("**/v2/token", async (route) => {
    const body = JSON.parse(route.request().postData());
    asked.push({ ...body, at: Date.now() });
    const said = answer(body, asked.length);
    if (said) await route.fulfill(said);
    else await route.continue();
  });
  await one.page.goto(`${foyer.base}/meeting/${codes.guest}`);
  return { page: one.page, asked };
}

async function stateOf(page) {
  const state = page.getByTestId("state-page");
  await state.waitFor({ timeout: 20_000 });
  return { name: await state.getAttribute("data-state"), text: await state.innerText() };
}

test("links that are switched off say whom to ask", async () => {
  const { page } = await open(() => REFUSED("room links are switched off"));
  const state = await stateOf(page);
  assert.equal(state.name, "links-off");
  assert.match(state.text, /Links are switched off for now/);
  assert.match(state.text, /Ask the person who sent you the link\./);
});

test("a link that opens later says when, in the reader's own time", async () => {
  const { page } = await open(() => REFUSED("code is not valid yet", ["2026-12-24T17:30:00Z"]));
  const state = await stateOf(page);
  assert.equal(state.name, "not-open");
  assert.match(state.text, /Thursday.*24.*18:30|Thursday.*24.*06:30 PM/);
});

test("an expired link says so, and the same code answered with 404 says nothing about itself", async () => {
  const { page } = await open((_body, turn) =>
    turn === 1 ? REFUSED("code has expired") : { status: 404, json: { code: 404, message: "code has expired" } });
  assert.equal((await stateOf(page)).name, "expired");
  await page.getByTestId("retry").click();
  await page.locator('[data-state="wrong-link"]').waitFor();
  assert.doesNotMatch((await stateOf(page)).text, /expired/i);
});

test("a PIN is asked for, a wrong one may be tried again, the right one opens the preview", async () => {
  const { page, asked } = await open((body) => (body.pin === "0042" ? null : REFUSED("pin required")));
  assert.equal((await stateOf(page)).name, "pin");
  assert.equal(await page.getByTestId("pin-wrong").innerText(), "");
  await page.getByTestId("pin-input").fill("1111");
  await page.getByTestId("pin-input").press("Enter");
  await page.getByTestId("pin-wrong").filter({ hasText: "not right" }).waitFor();
  await page.getByTestId("pin-input").fill("0042");
  await page.getByTestId("pin-go").click();
  await page.getByTestId("join").waitFor();
  assert.deepEqual(asked.map((each) => each.pin), [undefined, "1111", "0042"]);
  assert.equal(new Set(asked.map((each) => each.user_id)).size, 1);
});

test("somebody who waits at the door knocks every three seconds and is let in", async () => {
  const { page, asked } = await open((_body, turn) => (turn < 4 ? REFUSED("waiting for approval") : null));
  assert.equal((await stateOf(page)).name, "waiting");
  await until("the preview", () => page.getByTestId("join").isVisible());
  assert.equal(asked.length, 4);
  for (let i = 1; i < 4; i++) assert.ok(asked[i].at - asked[i - 1].at >= 2_900, "no more often than every three seconds");
});
