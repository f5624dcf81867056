// What a person who uses a keyboard or a screen reader meets: axe-core's findings, the focus and its ring.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";

const axe = readFileSync(new URL("../node_modules/axe-core/axe.min.js", import.meta.url), "utf8");

/** Fails with axe-core's findings about the page as it is now, of whatever weight. */
export async function accessible(page, what) {
  await page.evaluate(axe);
  const found = await page.evaluate(async () => {
    // Colours are judged at rest, not half-way through a fade.
    await Promise.all(document.getAnimations().map((each) => (each.effect.getTiming().iterations === Infinity ? null : each.finished.catch(() => null))));
    const { violations } = await window.axe.run(document, { resultTypes: ["violations"] });
    return violations.map(({ id, impact, nodes }) => ({ id, impact, nodes: nodes.map((node) => node.html.slice(0, 160)) }));
  });
  assert.deepEqual(found, [], what);
}

/** What has the focus: its name for assistive technology, and whether a ring shows it. */
export function focused(page) {
  return page.evaluate(() => {
    const element = document.activeElement;
    if (!element || element === document.body) return { name: "", ring: false, nothing: true };
    const name = element.getAttribute("aria-label") ?? element.labels?.[0]?.textContent ?? element.textContent ?? "";
    let ring = false;
    for (let at = element, depth = 0; at && depth < 2; at = at.parentElement, depth++) {
      const { outlineStyle, outlineWidth } = getComputedStyle(at);
      ring ||= outlineStyle !== "none" && parseFloat(outlineWidth) >= 2;
    }
    return { name: name.trim(), ring, nothing: false };
  });
}

/** Presses Tab (or the given key) until something with that name has the focus; each stop must have a name and a ring. */
export async function tabTo(page, name, key = "Tab") {
  const way = [];
  for (let i = 0; i < 40; i++) {
    await page.keyboard.press(key);
    const stop = await focused(page);
    if (stop.nothing) continue;
    way.push(stop.name);
    assert.ok(stop.name, `a control without a name after ${way.join(" > ")}`);
    assert.ok(stop.ring, `no visible focus on ${stop.name}`);
    if (name.test(stop.name)) return stop.name;
  }
  assert.fail(`${name} is not reached with ${key}: ${way.join(" > ")}`);
}
