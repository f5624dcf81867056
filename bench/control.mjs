// How many codes are traded for tokens in a second, how long each takes, and whether it depends on how many codes there are.
// Usage: ./foyer bench control [most codes stored, default 100000] [seconds a run]. Server and load share the machine.
import { spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { loadavg, tmpdir } from "node:os";

import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { Foyer } from "../e2e/lib/foyer.mjs";
import { median } from "./figures.mjs";

const most = Number(process.argv[2] ?? 100_000);
const seconds = Number(process.argv[3] ?? 5);
const RUNS = 3;
const CONNECTIONS = 16;
const ROOMS = 500;
const java = join(process.env.JAVA_HOME, "bin/java");
const folder = mkdtempSync(join(tmpdir(), "foyer-control-"));
const codesFile = join(folder, "codes");
// Compiled beforehand: the compiler would take its share of the cores during a run.
spawnSync(join(process.env.JAVA_HOME, "bin/javac"), ["-d", folder, fileURLToPath(new URL("Exchange.java", import.meta.url))], { stdio: "inherit" });

const ticks = (pid) => readFileSync(`/proc/${pid}/stat`, "utf8").split(") ")[1].split(" ").slice(11, 13).reduce((sum, value) => sum + Number(value), 0);
const residentMb = (pid) => Number(readFileSync(`/proc/${pid}/status`, "utf8").match(/VmRSS:\s+(\d+)/)[1]) / 1024;

/** One run of the load: calls a second, latencies in ms, share of a core that server and load took. */
function load(foyer) {
  const before = ticks(foyer.child.pid);
  const run = spawnSync(java, ["-XX:+UseSerialGC", "-cp", folder, "Exchange", `${foyer.port}`, codesFile, `${CONNECTIONS}`, `${seconds}`], { encoding: "utf8" });
  if (run.status !== 0) throw new Error(run.stderr);
  const result = JSON.parse(run.stdout);
  return {
    rate: result.count / result.seconds,
    p50: result.p50 / 1000,
    p90: result.p90 / 1000,
    p99: result.p99 / 1000,
    max: result.max / 1000,
    server: (ticks(foyer.child.pid) - before) / 100 / result.seconds,
    load: result.cpu / result.seconds,
  };
}

function report(name, runs) {
  const of = (key) => median(runs.map((run) => run[key]));
  console.log(
    `${name.padEnd(30)} ${of("rate").toFixed(0).padStart(6)} exchanges/s   p50 ${of("p50").toFixed(2)} ms  p90 ${of("p90").toFixed(2)}  p99 ${of("p99").toFixed(2)}  max ${of("max").toFixed(0)}` +
      `   cores: server ${of("server").toFixed(2)}, load ${of("load").toFixed(2)}   n=${runs.length}`,
  );
  return { rate: of("rate"), p50: of("p50"), p99: of("p99") };
}

async function timed(count, work) {
  const began = performance.now();
  for (let i = 0; i < count; i++) await work(i);
  return (count * 1000) / (performance.now() - began);
}

const foyer = await Foyer.start();
process.on("exit", () => foyer.child.kill());
/** The server closes a connection that was idle during a run; the first call after it may meet that. */
const api = (...call) => foyer.api(...call).catch((error) => (error instanceof TypeError ? foyer.api(...call) : Promise.reject(error)));
const template = (await api("GET", "/templates")).data[0];
const rooms = [];
const codes = [];
const roomRate = await timed(ROOMS, async (i) => rooms.push((await api("POST", "/rooms", { name: `bench-${i}`, template_id: template.id })).id));
const codeRate = await timed(ROOMS, async (i) => codes.push(...(await api("POST", `/room-codes/room/${rooms[i]}`, {})).data.map((code) => code.code)));
writeFileSync(codesFile, codes.join("\n"));

/** Fills up to so many codes with personal ones, ten thousand a call; codes made a second. */
let stored = codes.length;
async function fillTo(count) {
  const began = performance.now();
  const before = stored;
  const made = [];
  while (stored < count) {
    const people = Array.from({ length: Math.min(10_000, count - stored) }, (_, i) => ({ name: `Person ${stored + i}` }));
    const room = await api("POST", "/rooms", { name: `crowd-${stored}`, template_id: template.id });
    made.push((await api("POST", `/room-codes/room/${room.id}/bulk`, { role: "guest", people })).data.map((one) => one.code));
    stored += people.length;
  }
  const rate = ((stored - before) * 1000) / (performance.now() - began);
  // What is traded from now on is spread over all there is.
  const step = Math.max(1, Math.floor((stored - before) / 20_000));
  writeFileSync(codesFile, made.flat().filter((_, i) => i % step === 0).join("\n"));
  return rate;
}

console.log(`./foyer bench control ${most} ${seconds}    (${CONNECTIONS} kept connections, load on the same machine, ${RUNS} runs of ${seconds} s each after a warm-up, load of the machine before ${loadavg()[0].toFixed(1)})`);
load(foyer);
load(foyer);
const few = report(`${stored} codes stored`, Array.from({ length: RUNS }, () => load(foyer)));
let many = few;
for (let size = 100_000; size <= most; size *= 10) {
  const bulkRate = await fillTo(size);
  many = report(`${stored} codes stored`, Array.from({ length: RUNS }, () => load(foyer)));
  console.log(`  made by bulk calls at ${bulkRate.toFixed(0)} codes/s`);
}
console.log(`created one by one: ${roomRate.toFixed(0)} rooms/s, ${(codeRate * 2).toFixed(0)} codes/s;  resident memory ${residentMb(foyer.child.pid).toFixed(0)} MB`);
console.log(
  `targets: ≥ 5000 exchanges/s (${few.rate >= 5000 ? "met" : "missed"}), p99 ≤ 20 ms (${few.p99 <= 20 ? "met" : "missed"}), ` +
    `time with most codes ≤ 1.25 × with few (${(few.rate / many.rate).toFixed(2)}, ${few.rate / many.rate <= 1.25 ? "met" : "missed"})`,
);
await foyer.stop();
rmSync(folder, { recursive: true });
