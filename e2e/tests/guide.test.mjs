// Runs the pages that docs/guide/embed.md shows, as they are written there, on an origin of their own.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { createServer } from "node:http";
import { after, before, test } from "node:test";
import { fileURLToPath } from "node:url";
import { build } from "esbuild";
import { launch, person, until } from "../lib/browser.mjs";
import { Foyer } from "../lib/foyer.mjs";
import { join, tile } from "../lib/meet.mjs";

const guide = readFileSync(new URL("../../docs/guide/embed.md", import.meta.url), "utf8");
const blocks = (language) => [...guide.matchAll(new RegExp("```" + language + "\\n([\\s\\S]*?)```", "g"))].map((match) => match[1]);
let foyer;
let browser;
let site;
let codes;

before(async () => {
  foyer = await Foyer.start();
  browser = await launch(["--use-fake-device-for-media-stream=fps=5"]);
  ({ codes } = await foyer.openRoom());
  const here = (text) => text.replaceAll("http://localhost:8080", foyer.base).replaceAll("abc-defg-hij", codes.guest);
  const [frame, app] = blocks("html").map(here);
  const bundled = await build({
    stdin: { contents: here(blocks("js")[0]), resolveDir: fileURLToPath(new URL("..", import.meta.url)), loader: "js" },
    alias: { "@100mslive/hms-video-store": "hms-video-store" },
    define: { global: "globalThis" },
    bundle: true,
    write: false,
    logLevel: "error",
  });
  const files = { "/frame.html": frame, "/app.html": app, "/app.js": bundled.outputFiles[0].text };
  site = createServer((request, response) => {
    const file = files[request.url];
    response.writeHead(file ? 200 : 404, { "content-type": request.url.endsWith(".js") ? "text/javascript" : "text/html; charset=utf-8" });
    response.end(file ?? "");
  });
  await new Promise((resolve) => site.listen(0, "127.0.0.1", resolve));
});
after(async () => {
  await browser?.close();
  site?.close();
  await foyer?.stop();
});

const address = (path) => `http://localhost:${site.address().port}${path}`;

test("the meeting page in a frame of another origin has camera and microphone and joins", async () => {
  const host = await person(browser);
  await join(host.page, `${foyer.base}/meeting/${codes.host}`, "Host");
  const { page, context } = await person(browser);
  await page.goto(address("/frame.html"));
  const frame = page.frameLocator("iframe");
  assert.equal(await frame.getByTestId("name-input").inputValue(), "Ada");
  await until("the join button", () => frame.getByTestId("join").isEnabled());
  assert.equal(await frame.getByTestId("self-view").getAttribute("data-video"), "on");
  assert.equal(await frame.getByTestId("device-trouble").count(), 0);
  await frame.getByTestId("join").click();
  await frame.getByTestId("leave").waitFor();
  await tile(host.page, "Ada").locator("video").waitFor();
  await context.close();
  await host.context.close();
});

test("the page with the official SDK joins by room code and shows the others", async () => {
  const host = await person(browser);
  await join(host.page, `${foyer.base}/meeting/${codes.host}`, "Host");
  const { page, context, seen } = await person(browser);
  await page.goto(address("/app.html"));
  await page.getByRole("button", { name: "Join" }).click();
  await page.getByText("You are in the call.").waitFor();
  await tile(host.page, "Ada").locator("video").waitFor();
  await until("a picture of the host", () => page.evaluate(() =>
    [...document.querySelectorAll("#people video")].some((video) => video.title === "Host" && video.videoWidth > 0)));
  assert.deepEqual(seen.errors, []);
  await context.close();
  await tile(host.page, "Ada").waitFor({ state: "detached" });
  await host.context.close();
});
