import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { launch, person, until } from "../lib/browser.mjs";
import { Foyer } from "../lib/foyer.mjs";
import { join } from "../lib/meet.mjs";

let foyer;
let browser;

before(async () => {
  foyer = await Foyer.start();
  browser = await launch(["--use-fake-device-for-media-stream=fps=5"]);
});
after(async () => {
  await browser?.close();
  await foyer?.stop();
});

test("of two shared screens the latest is shown, and one can switch to the other", async () => {
  const { codes } = await foyer.openRoom();
  const [ada, ben, cleo] = [await person(browser), await person(browser), await person(browser)];
  for (const each of [ada, ben, cleo]) each.context.setDefaultTimeout(60_000);
  await join(cleo.page, `${foyer.base}/meeting/${codes.host}`, "Cleo");
  await join(ada.page, `${foyer.base}/meeting/${codes.guest}`, "Ada");
  await join(ben.page, `${foyer.base}/meeting/${codes.guest}`, "Ben");
  const share = cleo.page.getByTestId("share");
  const shownName = () => share.getAttribute("data-peer-name");
  const playing = () => share.locator("video").evaluate((video) => video.videoWidth > 0);
  await ada.page.getByTestId("share-toggle").click();
  await share.waitFor();
  assert.equal(await shownName(), "Ada");
  assert.equal(await cleo.page.getByTestId("share-choice").count(), 0);
  await ben.page.getByTestId("share-toggle").click();
  await until("Ben's screen", async () => (await shownName()) === "Ben");
  await until("a picture of it", playing);
  await cleo.page.getByRole("button", { name: "Screen of Ada" }).click();
  await until("Ada's screen", async () => (await shownName()) === "Ada");
  await until("a picture of it", playing);
  await ada.page.getByTestId("share-toggle").click();
  await until("Ben's screen again", async () => (await shownName()) === "Ben");
});
