// The few statistics that the benches print.
const sorted = (values) => [...values].sort((a, b) => a - b);

/** The value below which `share` (0 to 1) of the values lie, by the nearest rank. */
export const quantile = (values, share) => sorted(values)[Math.max(0, Math.ceil(share * values.length) - 1)];
export const median = (values) => quantile(values, 0.5);
export const p95 = (values) => quantile(values, 0.95);

/** One row: name, median, p95, smallest, largest. */
export function line(name, values, unit) {
  const cell = (value) => value.toFixed(0).padStart(6);
  console.log(
    `${name.padEnd(44)} median ${cell(median(values))} ${unit}   p95 ${cell(p95(values))}   min ${cell(Math.min(...values))}   max ${cell(Math.max(...values))}   n=${values.length}`,
  );
}
