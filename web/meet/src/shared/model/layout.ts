/** Where one tile goes, in CSS pixels inside the stage. */
export interface Box {
  x: number;
  y: number;
  width: number;
  height: number;
}

export interface Area {
  width: number;
  height: number;
}

const WIDE_RATIOS = [16 / 9, 3 / 2, 4 / 3] as const;
const TALL_RATIOS = [16 / 9, 4 / 3, 1, 4 / 5, 3 / 4] as const;

/**
 * Lays equal tiles out so that they show as much picture as possible: every column count and every allowed shape is
 * tried, the largest tile wins, a short last row is centred. A single tile takes the whole area.
 */
export function gridBoxes(count: number, area: Area, gap: number): Box[] {
  if (count <= 0 || area.width <= 0 || area.height <= 0) return [];
  if (count === 1) return [{ x: 0, y: 0, width: Math.floor(area.width), height: Math.floor(area.height) }];
  const ratios = area.width >= area.height ? WIDE_RATIOS : TALL_RATIOS;
  let best = { columns: 1, width: 0, height: 0, score: 0 };
  for (let columns = 1; columns <= count; columns++) {
    const rows = Math.ceil(count / columns);
    const cellWidth = (area.width - gap * (columns - 1)) / columns;
    const cellHeight = (area.height - gap * (rows - 1)) / rows;
    if (cellWidth <= 0 || cellHeight <= 0) continue;
    const empty = rows * columns - count;
    for (const ratio of ratios) {
      const width = Math.min(cellWidth, cellHeight * ratio);
      const height = width / ratio;
      // A hole in the last row is ugly: between nearly equal sizes the fuller grid wins.
      const score = width * height * (1 - 0.04 * empty);
      if (score > best.score) best = { columns, width: Math.floor(width), height: Math.floor(height), score };
    }
  }
  return placeRows(count, area, gap, best);
}

function placeRows(
  count: number,
  area: Area,
  gap: number,
  tile: { columns: number; width: number; height: number },
): Box[] {
  const rows = Math.ceil(count / tile.columns);
  const top = Math.max(0, (area.height - rows * tile.height - (rows - 1) * gap) / 2);
  return Array.from({ length: count }, (_, index) => {
    const row = Math.floor(index / tile.columns);
    const inRow = row === rows - 1 ? count - row * tile.columns : tile.columns;
    const left = Math.max(0, (area.width - inRow * tile.width - (inRow - 1) * gap) / 2);
    return {
      x: Math.round(left + (index % tile.columns) * (tile.width + gap)),
      y: Math.round(top + row * (tile.height + gap)),
      width: tile.width,
      height: tile.height,
    };
  });
}

/** Stage with a shared screen: the share's box and a strip of equal tiles beside it (wide) or below it (tall). */
export function shareBoxes(people: number, area: Area, gap: number): { share: Box; strip: Box[] } {
  const whole = { x: 0, y: 0, width: Math.floor(area.width), height: Math.floor(area.height) };
  if (people <= 0 || area.width <= 0 || area.height <= 0) return { share: whole, strip: [] };
  if (area.width > area.height) {
    // The strip narrows, down to a readable size, before anybody is left out.
    const widest = Math.min(232, Math.max(140, area.width * 0.2));
    const allFit = (((area.height - gap * (people - 1)) / people) * 16) / 9;
    const width = Math.round(Math.max(140, Math.min(widest, allFit)));
    const height = Math.floor((width * 9) / 16);
    const fits = Math.max(1, Math.floor((area.height + gap) / (height + gap)));
    const shown = Math.min(people, fits);
    const top = Math.round((area.height - shown * height - (shown - 1) * gap) / 2);
    return {
      share: { ...whole, width: Math.floor(area.width - width - gap) },
      strip: Array.from({ length: shown }, (_, index) => ({
        x: Math.floor(area.width - width),
        y: Math.max(0, top) + index * (height + gap),
        width,
        height,
      })),
    };
  }
  const fits = Math.max(1, Math.floor((area.width + gap) / (128 + gap)));
  const shown = Math.min(people, fits);
  const width = Math.min(180, Math.floor((area.width - gap * (shown - 1)) / shown));
  const height = Math.round((width * 3) / 4);
  const left = Math.round((area.width - shown * width - (shown - 1) * gap) / 2);
  return {
    share: { ...whole, height: Math.floor(area.height - height - gap) },
    strip: Array.from({ length: shown }, (_, index) => ({
      x: left + index * (width + gap),
      y: Math.floor(area.height - height),
      width,
      height,
    })),
  };
}

export type Corner = 'top-left' | 'top-right' | 'bottom-left' | 'bottom-right';

/** Size and place of the own picture when there are two people, in the given corner of the stage. */
export function insetBox(area: Area, corner: Corner, margin: number): Box {
  const tall = area.height > area.width;
  const width = Math.round(
    tall ? Math.min(120, area.width * 0.3) : Math.min(240, Math.max(150, area.width * 0.2)),
  );
  const height = Math.round(tall ? (width * 4) / 3 : (width * 9) / 16);
  return {
    x: corner.endsWith('left') ? margin : Math.max(0, area.width - width - margin),
    y: corner.startsWith('top') ? margin : Math.max(0, area.height - height - margin),
    width,
    height,
  };
}

/** The corner nearest to a point (the inset's middle after a drag). */
export function nearestCorner(area: Area, x: number, y: number): Corner {
  const side = x < area.width / 2 ? 'left' : 'right';
  return y < area.height / 2 ? `top-${side}` : `bottom-${side}`;
}

/** The corner reached with an arrow key; other keys and dead ends give the same corner back. */
export function cornerAfterKey(corner: Corner, key: string): Corner {
  const [vertical, side] = corner.split('-') as ['top' | 'bottom', 'left' | 'right'];
  if (key === 'ArrowLeft') return `${vertical}-left`;
  if (key === 'ArrowRight') return `${vertical}-right`;
  if (key === 'ArrowUp') return `top-${side}`;
  if (key === 'ArrowDown') return `bottom-${side}`;
  return corner;
}

/** Items of one page; the page number is clamped, pages count from 0. */
export function pageOf<T>(
  items: readonly T[],
  page: number,
  size: number,
): { items: T[]; page: number; pages: number } {
  const pages = Math.max(1, Math.ceil(items.length / size));
  const current = Math.min(Math.max(0, page), pages - 1);
  return { items: items.slice(current * size, current * size + size), page: current, pages };
}
