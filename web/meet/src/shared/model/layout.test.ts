import { describe, expect, it } from 'vitest';
import { cornerAfterKey, gridBoxes, insetBox, nearestCorner, pageOf, shareBoxes, type Box } from './layout';

const DESKTOP = { width: 1264, height: 660 };
const PHONE = { width: 374, height: 690 };

function overlap(a: Box, b: Box): boolean {
  return a.x < b.x + b.width && b.x < a.x + a.width && a.y < b.y + b.height && b.y < a.y + a.height;
}

describe('the tile grid', () => {
  for (const [name, area] of Object.entries({ desktop: DESKTOP, phone: PHONE })) {
    for (let count = 1; count <= 12; count++) {
      it(`keeps ${count} tiles inside and apart on a ${name}`, () => {
        const boxes = gridBoxes(count, area, 8);
        expect(boxes).toHaveLength(count);
        for (const box of boxes) {
          expect(box.x).toBeGreaterThanOrEqual(0);
          expect(box.y).toBeGreaterThanOrEqual(0);
          expect(box.x + box.width).toBeLessThanOrEqual(area.width + 1);
          expect(box.y + box.height).toBeLessThanOrEqual(area.height + 1);
        }
        const clashes = boxes.some((a, i) => boxes.some((b, j) => i < j && overlap(a, b)));
        expect(clashes).toBe(false);
      });
    }
  }

  it('puts nine people in three rows of three on a desktop', () => {
    const boxes = gridBoxes(9, DESKTOP, 8);
    expect(new Set(boxes.map((box) => box.y)).size).toBe(3);
  });

  it('stacks three people on a phone', () => {
    const boxes = gridBoxes(3, PHONE, 8);
    expect(new Set(boxes.map((box) => box.y)).size).toBe(3);
  });

  it('centres a short last row', () => {
    const boxes = gridBoxes(5, DESKTOP, 8);
    const last = boxes.filter((box) => box.y === boxes[4]!.y);
    const left = last[0]!.x;
    const right = DESKTOP.width - (last[last.length - 1]!.x + boxes[4]!.width);
    expect(Math.abs(left - right)).toBeLessThanOrEqual(2);
  });

  it('uses at least half of the stage for any small group', () => {
    for (let count = 2; count <= 9; count++) {
      for (const area of [DESKTOP, PHONE]) {
        const used = gridBoxes(count, area, 8).reduce((sum, box) => sum + box.width * box.height, 0);
        expect(used / (area.width * area.height)).toBeGreaterThan(0.5);
      }
    }
  });

  it('is empty without room or people', () => {
    expect(gridBoxes(0, DESKTOP, 8)).toEqual([]);
    expect(gridBoxes(3, { width: 0, height: 100 }, 8)).toEqual([]);
  });
});

describe('the stage with a shared screen', () => {
  it('gives the share most of the stage and people a strip beside it', () => {
    const { share, strip } = shareBoxes(4, DESKTOP, 8);
    expect(share.width).toBeGreaterThan(DESKTOP.width * 0.75);
    expect(strip).toHaveLength(4);
    expect(strip.every((box) => !overlap(box, share))).toBe(true);
  });

  it('puts the strip below on a phone and shows only who fits', () => {
    const { share, strip } = shareBoxes(9, PHONE, 8);
    expect(strip.length).toBeLessThan(9);
    expect(strip.every((box) => box.y >= share.height)).toBe(true);
  });

  it('takes everything when nobody else is shown', () => {
    expect(shareBoxes(0, PHONE, 8).share).toMatchObject(PHONE);
  });
});

describe('the own picture', () => {
  it('stays inside in every corner', () => {
    for (const corner of ['top-left', 'top-right', 'bottom-left', 'bottom-right'] as const) {
      const box = insetBox(PHONE, corner, 12);
      expect(box.x + box.width).toBeLessThanOrEqual(PHONE.width);
      expect(box.y + box.height).toBeLessThanOrEqual(PHONE.height);
    }
  });

  it('snaps to the nearest corner and moves by arrow keys', () => {
    expect(nearestCorner(DESKTOP, 10, 600)).toBe('bottom-left');
    expect(cornerAfterKey('bottom-right', 'ArrowUp')).toBe('top-right');
    expect(cornerAfterKey('top-right', 'ArrowLeft')).toBe('top-left');
    expect(cornerAfterKey('top-right', 'Enter')).toBe('top-right');
  });
});

describe('pages', () => {
  it('clamp to the last one when people leave', () => {
    expect(pageOf([1, 2, 3, 4, 5], 7, 2)).toEqual({ items: [5], page: 2, pages: 3 });
    expect(pageOf([], 0, 9)).toEqual({ items: [], page: 0, pages: 1 });
  });
});
