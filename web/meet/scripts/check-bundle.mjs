// Fails the build when dist would make a browser talk to a host that is not ours, needs a looser content
// security policy than CSP.md states, or ships source maps.
import { readFileSync, readdirSync } from 'node:fs';
import { join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';

const dist = fileURLToPath(new URL('../dist', import.meta.url));
// Names and documentation links inside error texts: never fetched. `https://x` is the fragment for plain-http servers.
const NEVER_FETCHED = [
  /^http:\/\/www\.w3\.org\//,
  /^https:\/\/react\.dev\//,
  /^https:\/\/radix-ui\.com\//,
  /^https:\/\/github\.com\//,
  /^https:\/\/(www\.i18next|locize)\.com/,
  /^https:\/\/bit\.ly\/3cXEKWf$/,
  /^https:\/\/x$/,
];

const files = readdirSync(dist, { recursive: true, withFileTypes: true })
  .filter((entry) => entry.isFile())
  .map((entry) => join(entry.parentPath ?? entry.path, entry.name));
const problems = [];
for (const file of files) {
  const name = relative(dist, file);
  if (name.endsWith('.map')) problems.push(`${name}: source map`);
  if (!/\.(js|css|html)$/.test(name)) continue;
  const text = readFileSync(file, 'utf8');
  if (text.includes('100ms.live')) problems.push(`${name}: mentions 100ms.live`);
  if (text.includes('sourceMappingURL')) problems.push(`${name}: refers to a source map`);
  if (/(?<![\w.$])eval\(|new Function\(/.test(text)) problems.push(`${name}: eval`);
  for (const [address] of text.matchAll(/\b(?:https?|wss?):\/\/[a-zA-Z0-9][^\s"'`)<>\\]*/g)) {
    if (!NEVER_FETCHED.some((known) => known.test(address)))
      problems.push(`${name}: foreign address ${address}`);
  }
  if (name.endsWith('.html') && /<script(?![^>]*\ssrc=)|<style|\sstyle=|\son[a-z]+=/.test(text)) {
    problems.push(`${name}: inline script, style or handler`);
  }
}
if (problems.length > 0) {
  console.error([...new Set(problems)].join('\n'));
  process.exit(1);
}
console.log(`bundle check: ${files.length} files, nothing foreign`);
