// Sums the gzip size of what index.html loads at start, following static imports, and fails over the limit.
import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { gzipSync } from 'node:zlib';

const LIMIT = 350 * 1024;
const dist = fileURLToPath(new URL('../dist', import.meta.url));
const html = readFileSync(join(dist, 'index.html'), 'utf8');
const queue = [...html.matchAll(/(?:src|href)="(\/[^"]+\.(?:js|css))"/g)].map((match) => match[1]);
const seen = new Map();
while (queue.length > 0) {
  const path = queue.pop();
  if (seen.has(path)) continue;
  const text = readFileSync(join(dist, path));
  seen.set(path, gzipSync(text).length);
  if (!path.endsWith('.js')) continue;
  const imports = text.toString('utf8').matchAll(/(?:\bfrom|\bimport)\s*["'](\.{1,2}\/[^"']+\.js)["']/g);
  for (const match of imports) queue.push(join(dirname(path), match[1]));
}
let total = 0;
for (const [path, size] of seen) {
  total += size;
  console.log(`${(size / 1024).toFixed(1).padStart(8)} kB  ${path}`);
}
console.log(`${(total / 1024).toFixed(1).padStart(8)} kB  first load, gzip (limit ${LIMIT / 1024} kB)`);
if (total > LIMIT) process.exit(1);
