// Starts the real server on a fresh data folder and speaks its REST API with the key of that folder.
import { spawn } from "node:child_process";
import { createHmac, randomUUID } from "node:crypto";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

const root = join(dirname(fileURLToPath(import.meta.url)), "../..");

/** A TCP port that was free a moment ago. */
export function freePort() {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.once("error", reject);
    server.listen(0, "127.0.0.1", () => {
      const { port } = server.address();
      server.close(() => resolve(port));
    });
  });
}

const base64url = (value) => Buffer.from(value).toString("base64url");

export class Foyer {
  /** Starts a server and resolves once it answers; `data` keeps a folder from an earlier start. */
  static async start({ data = mkdtempSync(join(tmpdir(), "foyer-e2e-")), port, mediaPort, flags = [] } = {}) {
    port ??= await freePort();
    mediaPort ??= 20_000 + Math.floor(Math.random() * 20_000);
    const began = performance.now();
    const child = spawn(
      join(root, "foyer"),
      ["start", "--port", `${port}`, "--data", data, "--media-port", `${mediaPort}`, ...flags],
      { stdio: ["ignore", "pipe", "pipe"] },
    );
    const foyer = new Foyer(child, data, port);
    foyer.mediaPort = mediaPort;
    await foyer.#untilHealthy();
    foyer.startMillis = performance.now() - began;
    return foyer;
  }

  constructor(child, data, port) {
    this.child = child;
    this.data = data;
    this.port = port;
    this.base = `http://localhost:${port}`;
    this.log = "";
    this.ended = new Promise((resolve) => child.once("exit", (code) => resolve(code)));
    for (const stream of [child.stdout, child.stderr]) stream.on("data", (chunk) => (this.log += chunk));
  }

  async #untilHealthy() {
    let exited = false;
    this.ended.then(() => (exited = true));
    for (let attempt = 0; attempt < 1200 && !exited; attempt++) {
      const answer = await fetch(`${this.base}/healthz`).catch(() => null);
      if (answer?.status === 200) return;
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
    throw new Error(`the server did not come up:\n${this.log}`);
  }

  /** Ends the server in order and removes its data unless told otherwise. */
  async stop({ keepData = false } = {}) {
    this.child.kill("SIGTERM");
    const code = await this.ended;
    if (!keepData) rmSync(this.data, { recursive: true, force: true });
    return code;
  }

  /** The links that the start printed, base form: `{ host, guest }`. */
  links() {
    const codes = {};
    for (const role of ["host", "guest"]) {
      const line = this.log.match(new RegExp(`Join as ${role}:\\s+(https?://\\S+)`));
      if (!line) throw new Error(`no ${role} link was printed:\n${this.log}`);
      codes[role] = line[1];
    }
    return codes;
  }

  credentials() {
    return JSON.parse(readFileSync(join(this.data, "credentials.json"), "utf8"));
  }

  managementToken() {
    const { access_key, secret } = this.credentials();
    const now = Math.floor(Date.now() / 1000);
    const claims = { access_key, type: "management", version: 2, iat: now, nbf: now, exp: now + 3600, jti: randomUUID() };
    const text = `${base64url(JSON.stringify({ alg: "HS256", typ: "JWT" }))}.${base64url(JSON.stringify(claims))}`;
    return `${text}.${createHmac("sha256", secret).update(text).digest("base64url")}`;
  }

  /** A REST call under /v2 as the workspace; throws with the error body when it is refused. */
  async api(method, path, body) {
    const answer = await fetch(`${this.base}/v2${path}`, {
      method,
      headers: { authorization: `Bearer ${this.managementToken()}`, "content-type": "application/json" },
      body: body === undefined ? undefined : JSON.stringify(body),
    });
    const text = await answer.text();
    if (!answer.ok) throw new Error(`${method} ${path}: ${answer.status} ${text}`);
    return text ? JSON.parse(text) : null;
  }

  /** A new room on the preset template with a code for each role: `{ room, codes: { host, guest } }`. */
  async openRoom(name = `room-${randomUUID().slice(0, 8)}`) {
    const template = (await this.api("GET", "/templates")).data[0];
    const room = await this.api("POST", "/rooms", { name, template_id: template.id });
    const created = await this.api("POST", `/room-codes/room/${room.id}`, {});
    const codes = Object.fromEntries(created.data.map((entry) => [entry.role, entry.code]));
    return { room, template, codes };
  }
}
