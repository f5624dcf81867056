// Chromium with fake devices, and eyes and ears on its peer connections.
import { chromium } from "playwright-core";

const flags = [
  "--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run",
  "--disable-background-networking", "--disable-component-update", "--disable-sync",
  "--use-fake-ui-for-media-stream", "--use-fake-device-for-media-stream",
  "--autoplay-policy=no-user-gesture-required", "--auto-select-desktop-capture-source=Entire screen",
];

export function launch(extra = []) {
  return chromium.launch({
    executablePath: process.env.CHROMIUM ?? "/usr/bin/chromium",
    args: [...flags, ...extra],
    ignoreDefaultArgs: ["--disable-component-extensions-with-background-pages"],
  });
}

// Runs in the page before its own scripts: keeps the peer connections within reach of the test.
function watchPeerConnections() {
  const Original = window.RTCPeerConnection;
  window.__connections = [];
  window.RTCPeerConnection = class extends Original {
    constructor(...args) {
      super(...args);
      window.__connections.push(this);
    }
  };
}

/** A person: a browser context of their own, its errors and the hosts it asked for. */
export async function person(browser, { viewport = { width: 1280, height: 800 }, permissions = ["camera", "microphone"], ...options } = {}) {
  const context = await browser.newContext({ viewport, permissions, ...options });
  await context.addInitScript(watchPeerConnections);
  const page = await context.newPage();
  const seen = { console: [], errors: [], hosts: new Set() };
  page.on("console", (message) => message.type() === "error" && seen.console.push(message.text()));
  page.on("pageerror", (error) => seen.errors.push(String(error)));
  page.on("request", (request) => {
    const url = new URL(request.url());
    if (/^(https?|wss?):$/.test(url.protocol)) seen.hosts.add(url.hostname);
  });
  page.on("websocket", (socket) => seen.hosts.add(new URL(socket.url()).hostname));
  return { context, page, seen };
}

/** Sums over all inbound streams of a page: decoded frames, audio packets and energy. */
export function received(page) {
  return page.evaluate(async () => {
    const sum = { videos: [], audioPackets: 0, audioEnergy: 0, audios: 0 };
    for (const connection of window.__connections) {
      if (connection.connectionState === "closed") continue;
      for (const report of (await connection.getStats()).values()) {
        if (report.type !== "inbound-rtp") continue;
        if (report.kind === "video") sum.videos.push({ id: report.trackIdentifier, frames: report.framesDecoded ?? 0 });
        else {
          sum.audios += 1;
          sum.audioPackets += report.packetsReceived ?? 0;
          sum.audioEnergy += report.totalAudioEnergy ?? 0;
        }
      }
    }
    return sum;
  });
}

/** Mean brightness (0 to 255) and spread of the frame that a video element shows now. */
export function picture(locator) {
  return locator.evaluate((video) => {
    const canvas = document.createElement("canvas");
    canvas.width = 64;
    canvas.height = 48;
    const context = canvas.getContext("2d");
    context.drawImage(video, 0, 0, 64, 48);
    const { data } = context.getImageData(0, 0, 64, 48);
    let sum = 0;
    let low = 255;
    let high = 0;
    for (let i = 0; i < data.length; i += 4) {
      const light = (data[i] + data[i + 1] + data[i + 2]) / 3;
      sum += light;
      low = Math.min(low, light);
      high = Math.max(high, light);
    }
    return { mean: sum / (data.length / 4), spread: high - low, width: video.videoWidth };
  });
}

/** Polls until `probe` gives something truthy; the failure tells the last answer. */
export async function until(what, probe, { timeout = 20_000, every = 100 } = {}) {
  const end = Date.now() + timeout;
  let last;
  while (Date.now() < end) {
    last = await probe();
    if (last) return last;
    await new Promise((resolve) => setTimeout(resolve, every));
  }
  throw new Error(`${what}: not within ${timeout} ms, last answer ${JSON.stringify(last)}`);
}
