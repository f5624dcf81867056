import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { launch, person, until } from "../lib/browser.mjs";
import { Foyer } from "../lib/foyer.mjs";
import { join, tile } from "../lib/meet.mjs";

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

const live = () => foyer.api("GET", "/live");

test("ten reloads and rejoins leave no ghost and nothing on the server", async () => {
  const { host, guest } = foyer.links();
  const ada = await person(browser);
  const ben = await person(browser);
  await join(ada.page, host, "Ada");
  for (let i = 0; i < 10; i++) {
    await join(ben.page, guest, "Ben");
    await tile(ada.page, "Ben").waitFor();
    await ben.page.reload();
    await tile(ada.page, "Ben").waitFor({ state: "detached", timeout: 2000 });
  }
  await join(ben.page, guest, "Ben");
  await tile(ada.page, "Ben").waitFor();
  assert.equal(await tile(ada.page, "Ben").count(), 1);
  const during = await live();
  assert.equal(during.peers, 2);
  assert.equal(during.connections, 4);
  await ada.page.getByTestId("leave").click();
  await ben.page.getByTestId("leave").click();
  await ada.context.close();
  await ben.context.close();
  await until("an empty server", async () => {
    const now = await live();
    return now.peers === 0 && now.connections === 0 && now.sockets === 0 && now;
  }, { timeout: 10_000 });
});
