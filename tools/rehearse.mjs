// A start, the beginning of a call and a stop on a throw-away data folder, so that the JDK can write what they need into a
// cache (JEP 514). Usage: node tools/rehearse.mjs CACHE JAVA [flags…] dev.foyer.Main — exit code 0 when CACHE is there.
import { spawn } from "node:child_process";
import { createHmac, randomBytes, randomUUID } from "node:crypto";
import { existsSync, mkdtempSync, readFileSync, renameSync, rmSync } from "node:fs";
import { request } from "node:http";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as wait } from "node:timers/promises";

const [cache, java, ...flags] = process.argv.slice(2);
// A machine that is busier than that gets no cache; ./foyer build tries again.
const [startSeconds, dumpSeconds] = [60, 120];
const data = mkdtempSync(join(tmpdir(), "foyer-rehearsal-"));
const fresh = `${cache}.new`;

const offer = `v=0
o=- 5626965049275520667 2 IN IP4 127.0.0.1
s=-
t=0 0
a=group:BUNDLE 0
m=application 9 UDP/DTLS/SCTP webrtc-datachannel
c=IN IP4 0.0.0.0
a=ice-ufrag:RqS7
a=ice-pwd:bNl7rbpkHTT4vOpTHH+xzUVO
a=fingerprint:sha-256 ${Array(32).fill("A6").join(":")}
a=setup:actpass
a=mid:0
a=sctp-port:5000
a=max-message-size:262144
`.replaceAll("\n", "\r\n");

function begin() {
  const server = ["--port", "0", "--media-port", "0", "--data", data];
  const child = spawn(java, [`-XX:AOTCacheOutput=${fresh}`, ...flags, ...server], {
    stdio: ["ignore", "pipe", "inherit"],
    detached: true,
  });
  let said = "";
  child.stdout.on("data", (chunk) => (said += chunk));
  const ended = new Promise((resolve) => child.once("exit", resolve));
  return { child, ended, said: () => said };
}

async function until(what, seconds, condition) {
  for (const end = Date.now() + seconds * 1000; Date.now() < end; await wait(50)) {
    const found = await condition();
    if (found) return found;
  }
  throw new Error(`${what} took longer than ${seconds} s`);
}

function managementToken() {
  const { access_key, secret } = JSON.parse(readFileSync(join(data, "credentials.json"), "utf8"));
  const now = Math.floor(Date.now() / 1000);
  const claims = { access_key, type: "management", version: 2, iat: now, nbf: now, exp: now + 600, jti: randomUUID() };
  const text = [{ alg: "HS256", typ: "JWT" }, claims]
    .map((part) => Buffer.from(JSON.stringify(part)).toString("base64url"))
    .join(".");
  return `${text}.${createHmac("sha256", secret).update(text).digest("base64url")}`;
}

/** One text frame as a browser sends it: masked (RFC 6455, 5.3). */
function frame(text) {
  const body = Buffer.from(text);
  const head = Buffer.from(body.length < 126 ? [0x81, 0x80 | body.length] : [0x81, 0xfe, body.length >> 8, body.length & 255]);
  const mask = randomBytes(4);
  return Buffer.concat([head, mask, body.map((byte, index) => byte ^ mask[index % 4])]);
}

/** Joins through the socket and resolves when the room has answered or two seconds have passed. */
function call(base, token) {
  return new Promise((resolve, reject) => {
    const upgrade = { connection: "Upgrade", upgrade: "websocket", "sec-websocket-version": "13" };
    const socket = request(`${base}/v2/ws?peer=${randomUUID()}&token=${encodeURIComponent(token)}`, {
      headers: { ...upgrade, "sec-websocket-key": randomBytes(16).toString("base64") },
    });
    socket.once("error", reject);
    socket.once("response", (answer) => reject(new Error(`the socket was refused with ${answer.statusCode}`)));
    socket.once("upgrade", (answer, line) => {
      const params = { name: "Rehearsal", data: "", offer: { type: "offer", sdp: offer } };
      line.write(frame(JSON.stringify({ id: "1", method: "join", jsonrpc: "2.0", params })));
      let heard = "";
      const done = () => resolve(line.destroy());
      line.on("data", (chunk) => (heard += chunk.toString("latin1")).includes("peer-list") && done());
      line.once("error", done);
      setTimeout(done, 2000);
    });
    socket.end();
  });
}

async function callOnce(base, code) {
  const api = { authorization: `Bearer ${managementToken()}`, "content-type": "application/json" };
  const page = await (await fetch(`${base}/meeting/${code}`)).text();
  for (const [, file] of page.matchAll(/"(\/assets\/[^"]+)"/g)) await (await fetch(base + file)).arrayBuffer();
  await fetch(`${base}/healthz`);
  await fetch(`${base}/v2/templates`, { headers: api });
  const room = await (await fetch(`${base}/v2/rooms`, { method: "POST", headers: api, body: '{"name":"rehearsal"}' })).json();
  await fetch(`${base}/v2/room-codes/room/${room.id}`, { method: "POST", headers: api, body: "{}" });
  await fetch(`${base}/v2/rooms`, { headers: api });
  await fetch(`${base}/v2/token`, { method: "POST", body: '{"code":"aaa-aaaa-aaa"}' });
  const { token } = await (await fetch(`${base}/v2/token`, { method: "POST", body: JSON.stringify({ code }) })).json();
  const guest = { authorization: `Bearer ${token}` };
  await fetch(`${base}/v2/layouts/ui`, { headers: guest });
  await fetch(`${base}/init?peer_id=p`, { headers: guest });
  await call(base, token);
}

const server = begin();

/** Also the process that the JDK writes the cache with; they are a group of their own. */
function endAll() {
  try {
    process.kill(-server.child.pid, "SIGKILL");
  } catch {
    // They have ended by themselves.
  }
  for (const left of [data, fresh, `${fresh}.config`]) rmSync(left, { recursive: true, force: true });
}
for (const signal of ["SIGINT", "SIGTERM"]) {
  process.once(signal, () => {
    endAll();
    process.exit(1);
  });
}

try {
  const ready = /(http:\S+)\/meeting\/(\S+)/;
  const [, base, code] = await until("the start", startSeconds, () => server.said().match(ready));
  await callOnce(base, code);
  server.child.kill("SIGTERM");
  const end = await until("writing the cache", dumpSeconds, () => Promise.race([server.ended.then((exit) => ({ exit })), wait(40)]));
  if (end.exit !== 0 || !existsSync(fresh)) throw new Error(`no cache was written; the server ended with ${end.exit}`);
  renameSync(fresh, cache);
} catch (failure) {
  console.error(`rehearsal: ${failure.message}`);
  process.exitCode = 1;
} finally {
  endAll();
}
