// Link-click to the first remote frame, and each step on the way. Usage: ./foyer bench join [joins]
// One person is in the room; another opens the link, past the preview, in a fresh browser context each time. A step counts
// when the page sees it; the last one is a picture that has been decoded and laid out in the other person's tile.
import { launch, person, until } from "../e2e/lib/browser.mjs";
import { Foyer } from "../e2e/lib/foyer.mjs";
import { join, tile } from "../e2e/lib/meet.mjs";
import { line, median } from "./figures.mjs";

const joins = Number(process.argv[2] ?? 20);

// Runs in the page before its scripts: notes when each step of a join happens, in ms since the navigation began.
function noteSteps() {
  const steps = (window.__steps = {});
  const note = (name) => (steps[name] ??= performance.now());
  const Socket = window.WebSocket;
  window.WebSocket = class extends Socket {
    constructor(...args) {
      super(...args);
      this.addEventListener("open", () => note("socket open"));
      this.addEventListener("message", ({ data }) => {
        if (data.includes('"on-policy-change"')) note("policy received");
        if (data.includes('"sfu_node_id"') && data.includes('"answer"')) note("join answered");
      });
    }
    send(data) {
      if (typeof data === "string" && data.includes('"method":"join"')) note("join asked");
      super.send(data);
    }
  };
  const Connection = window.RTCPeerConnection;
  window.RTCPeerConnection = class extends Connection {
    constructor(...args) {
      super(...args);
      let receiving = false;
      this.addEventListener("track", ({ track }) => {
        receiving = true;
        if (track.kind === "video") note("remote video negotiated");
      });
      this.addEventListener("connectionstatechange", () => {
        if (this.connectionState !== "connected") return;
        note("first transport connected");
        if (receiving) note("receiving transport connected");
      });
    }
  };
  const look = () => {
    if (document.querySelector("[data-testid=tile]")) note("call on screen");
    for (const video of document.querySelectorAll('[data-testid=tile][data-local="false"] video')) {
      if (video.videoWidth > 0) {
        note("first remote frame");
        return;
      }
    }
    requestAnimationFrame(look);
  };
  document.addEventListener("DOMContentLoaded", look);
}

const order = [
  "document received", "app received", "token received", "layout received", "init received", "socket open", "policy received",
  "join asked", "join answered", "call on screen", "remote video negotiated", "first transport connected", "receiving transport connected",
  "first remote frame",
];

function resourceSteps() {
  const ends = (test) => performance.getEntriesByType("resource").filter((entry) => test(new URL(entry.name))).map((entry) => entry.responseEnd);
  const end = (test) => ends(test)[0];
  return {
    "document received": performance.getEntriesByType("navigation")[0].responseEnd,
    "app received": Math.max(...ends((url) => /\/assets\/meet\/.*\.js$/.test(url.pathname))),
    "token received": end((url) => url.pathname === "/v2/token"),
    "layout received": end((url) => url.pathname === "/v2/layouts/ui"),
    "init received": end((url) => url.pathname === "/init"),
  };
}

const foyer = await Foyer.start();
const browser = await launch();
const { host, guest } = foyer.links();
const waiting = await person(browser);
await join(waiting.page, host, "Ada");

const samples = Object.fromEntries(order.map((name) => [name, []]));
for (let run = 0; run < joins; run++) {
  const ben = await person(browser);
  await ben.context.addInitScript(noteSteps);
  await ben.page.goto(`${guest}?skip_preview=true&name=Ben`);
  await until("the first remote frame", () => ben.page.evaluate(() => window.__steps["first remote frame"]), { timeout: 30_000, every: 50 });
  const steps = { ...(await ben.page.evaluate(resourceSteps)), ...(await ben.page.evaluate(() => window.__steps)) };
  for (const name of order) if (steps[name] !== undefined) samples[name].push(steps[name]);
  await ben.context.close();
  await tile(waiting.page, "Ben").waitFor({ state: "detached" });
}
await browser.close();
await foyer.stop();

console.log(`./foyer bench join ${joins}    (headless Chromium on loopback, cold browser cache, time since the click)`);
for (const name of order) if (samples[name].length) line(name, samples[name], "ms");
const whole = median(samples["first remote frame"]);
console.log(`target: first remote frame ≤ 1500 ms median (${whole <= 1500 ? "met" : "missed"})`);
