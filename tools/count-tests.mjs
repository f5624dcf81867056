// Adds up the results of the three runners and prints the closing line. Exit code 1 when anything failed or nothing ran.
import { existsSync, readFileSync, readdirSync } from "node:fs";
import { join } from "node:path";

const [root, failedFlag] = process.argv.slice(2);
const total = { passed: 0, failed: 0, skipped: 0 };

function add(name, passed, failed, skipped) {
  console.log(`${name.padEnd(9)} ${passed} passed, ${failed} failed${skipped ? `, ${skipped} skipped` : ""}`);
  total.passed += passed;
  total.failed += failed;
  total.skipped += skipped;
}

for (const module of ["media", "server"]) {
  const folder = join(root, module, "target/surefire-reports");
  if (!existsSync(folder)) continue;
  const sum = { tests: 0, failures: 0, errors: 0, skipped: 0 };
  for (const file of readdirSync(folder).filter((name) => name.endsWith(".xml"))) {
    const suite = readFileSync(join(folder, file), "utf8").match(/<testsuite [^>]*>/)?.[0] ?? "";
    for (const key of Object.keys(sum)) sum[key] += Number(suite.match(new RegExp(` ${key}="(\\d+)"`))?.[1] ?? 0);
  }
  const failed = sum.failures + sum.errors;
  add(module, sum.tests - failed - sum.skipped, failed, sum.skipped);
}

const results = join(root, ".foyer/results");
const vitest = join(root, "web/meet/.vitest-results.json");
if (existsSync(vitest)) {
  const report = JSON.parse(readFileSync(vitest, "utf8"));
  add("web", report.numPassedTests, report.numFailedTests, report.numPendingTests);
}
const browser = join(results, "e2e.log");
if (existsSync(browser)) {
  const log = readFileSync(browser, "utf8");
  const count = (word) => Number(log.match(new RegExp(`^(?:# |ℹ )${word} (\\d+)`, "m"))?.[1] ?? 0);
  add("browsers", count("pass"), count("fail") + count("cancelled"), count("skipped"));
}

// A gate that broke (formatter, lint, size) or a runner that died fails the run although no test did.
if (failedFlag !== "0" && total.failed === 0) total.failed = 1;
console.log(`${total.passed} passed, ${total.failed} failed${total.skipped ? `, ${total.skipped} skipped` : ""}`);
process.exit(total.failed > 0 || total.passed === 0 ? 1 : 0);
