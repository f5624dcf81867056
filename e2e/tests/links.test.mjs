// Links under their hosts, as a browser opens them.
import assert from "node:assert/strict";
import { createServer } from "node:http";
import { after, before, test } from "node:test";
import { accessible, tabTo } from "../lib/access.mjs";
import { launch, person, until } from "../lib/browser.mjs";
import { Foyer } from "../lib/foyer.mjs";
import { join } from "../lib/meet.mjs";

let foyer;
let browser;
let opened;

before(async () => {
  foyer = await Foyer.start();
  browser = await launch();
  opened = await foyer.openRoom();
});
after(async () => {
  await browser?.close();
  await foyer?.stop();
});

const under = (label, path) => `http://${label}.localhost:${foyer.port}${path}`;

async function stateAt(address) {
  const { page, context } = await person(browser);
  await page.goto(address);
  const state = page.getByTestId("state-page");
  await state.waitFor({ timeout: 20_000 });
  const name = await state.getAttribute("data-state");
  await context.close();
  return name;
}

test("a guest joins under the template's own name, by each form of the link", async () => {
  for (const path of [`/meeting/${opened.codes.guest}`, `/${opened.codes.guest}`]) {
    const { page, context, seen } = await person(browser);
    await join(page, under(opened.template.subdomain, path), "Ada");
    assert.deepEqual(seen.errors, []);
    await context.close();
  }
});

test("under another name the same code does not exist", async () => {
  assert.equal(await stateAt(under("somebody-else", `/meeting/${opened.codes.guest}`)), "wrong-link");
});

test("an old link by room id and role works when it is switched on and only then", async () => {
  const path = `/meeting/${opened.room.id}/guest`;
  assert.equal(await stateAt(foyer.base + path), "wrong-link");
  await foyer.api("POST", "/workspace/settings", { legacy_links: true });
  const { page, context } = await person(browser);
  await join(page, foyer.base + path, "Ada");
  await context.close();
  await foyer.api("POST", "/workspace/settings", { legacy_links: false });
});

test("the link is shared from the people panel: text, picture, calendar entry", async () => {
  const { page, context, seen } = await person(browser);
  const link = under(opened.template.subdomain, `/meeting/${opened.codes.guest}`);
  await join(page, `${link}?name=Ada&userId=secret`, "Ada");
  await page.getByTestId("people-toggle").click();
  await tabTo(page, /Share the link/, "Shift+Tab");
  await page.keyboard.press("Enter");
  const dialog = page.getByRole("dialog", { name: "Share the link" });
  await dialog.waitFor();
  assert.equal(await page.getByTestId("invite-link").inputValue(), link);
  await until("the QR code", () => page.getByTestId("invite-qr").evaluate((image) => image.complete && image.naturalWidth > 0));
  await accessible(page, "sharing");
  if (process.env.FOYER_SHOTS) await page.screenshot({ path: `${process.env.FOYER_SHOTS}/invite.png` });
  const [download] = await Promise.all([page.waitForEvent("download"), page.getByTestId("invite-calendar").click()]);
  let event = "";
  for await (const chunk of await download.createReadStream()) event += chunk;
  assert.ok(event.replaceAll("\r\n ", "").includes(`\r\nURL:${link}\r\n`), event);
  await page.keyboard.press("Escape");
  await dialog.waitFor({ state: "detached" });
  assert.equal(await page.evaluate(() => document.activeElement?.getAttribute("data-testid")), "invite-open");
  assert.deepEqual(seen.errors, []);
  await context.close();
});

test("a page that the template names may frame the call with the camera, another may not", async () => {
  const { page, context } = await person(browser);
  const source = under(opened.template.subdomain, `/meeting/${opened.codes.guest}`);
  const html = `<!doctype html><title>Shop</title><iframe title="Call" allow="camera; microphone" src="${source}" width="900" height="700"></iframe>`;
  const shop = createServer((_, answer) => answer.setHeader("content-type", "text/html").end(html));
  await new Promise((resolve) => shop.listen(0, resolve));
  const origin = `http://shop.localhost:${shop.address().port}`;
  const other = `http://evil.localhost:${shop.address().port}`;
  await foyer.api("POST", `/templates/${opened.template.id}/layout`, { embed_origins: [origin] });
  await page.goto(`${origin}/`);
  const frame = page.frameLocator("iframe");
  await frame.getByTestId("join").waitFor({ timeout: 20_000 });
  const inside = page.frames().find((each) => each.url().startsWith(source));
  assert.equal(await inside.evaluate(() => document.featurePolicy.allowsFeature("camera")), true);
  await page.goto(`${other}/`);
  await until("the refusal to show it", async () => !page.frames().some((each) => each.url().startsWith(source)));
  assert.equal(await frame.getByTestId("join").count(), 0);
  await foyer.api("POST", `/templates/${opened.template.id}/layout`, {});
  await context.close();
  await new Promise((resolve) => shop.close(resolve));
});
