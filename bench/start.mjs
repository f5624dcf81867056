// Process start to first served request, and resident memory at rest. Usage: ./foyer bench start [runs]
import { readFileSync } from "node:fs";
import { setTimeout as wait } from "node:timers/promises";
import { Foyer } from "../e2e/lib/foyer.mjs";
import { line, median, p95 } from "./figures.mjs";

const runs = Number(process.argv[2] ?? 9);
const restSeconds = 10;

/** Resident bytes of a process in MB, from the kernel's accounting. */
const residentMb = (pid) => Number(readFileSync(`/proc/${pid}/status`, "utf8").match(/VmRSS:\s+(\d+)/)[1]) / 1024;

const first = [];
const later = [];
const memory = [];
for (let run = 0; run < runs; run++) {
  const fresh = await Foyer.start();
  first.push(fresh.startMillis);
  await fresh.stop({ keepData: true });
  const again = await Foyer.start({ data: fresh.data });
  later.push(again.startMillis);
  await wait(restSeconds * 1000);
  memory.push(residentMb(again.child.pid));
  await again.stop();
}
console.log(`./foyer bench start ${runs}    (${runs} pairs of starts; figures include the shell script before the server)`);
line("first start, new data folder", first, "ms");
line("later start, kept data folder", later, "ms");
line(`resident memory, idle for ${restSeconds} s`, memory, "MB");
console.log(`targets: start ≤ 3000 ms (${median(later) <= 3000 ? "met" : "missed"}), memory ≤ 300 MB (${median(memory) <= 300 ? "met" : "missed"}); worst start ${p95(first).toFixed(0)} ms`);
