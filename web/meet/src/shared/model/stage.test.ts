import { describe, expect, it } from 'vitest';
import type { Person, Share } from './people';
import { planStage, type StageInput } from './stage';

const person = (id: string, isLocal = false): Person => ({
  id,
  name: id,
  isLocal,
  role: '',
  videoOn: true,
  audioOn: true,
  handRaised: false,
});
const me = person('me', true);
const share = (isLocal: boolean): Share => ({ trackId: 's', peerId: 'x', name: 'x', isLocal });

function input(change: Partial<StageInput>): StageInput {
  return {
    people: [],
    shares: [],
    chosenShare: '',
    speaking: new Set(),
    area: { width: 1264, height: 660 },
    gap: 8,
    pageSize: 9,
    page: 0,
    corner: 'bottom-right',
    ...change,
  };
}

describe('the stage', () => {
  it('is filled by oneself when nobody else is here', () => {
    const plan = planStage(input({ people: [me] }));
    expect(plan.tiles).toHaveLength(1);
    expect(plan.tiles[0]).toMatchObject({ inset: false, box: { width: 1264, height: 660 } });
  });

  it('belongs to the other one of two, with oneself as inset', () => {
    const plan = planStage(input({ people: [person('a'), me] }));
    expect(plan.tiles[0]).toMatchObject({ person: { id: 'a' }, box: { width: 1264 } });
    expect(plan.tiles[1]).toMatchObject({ person: { id: 'me' }, inset: true });
  });

  it('becomes equal tiles from three on', () => {
    const plan = planStage(input({ people: [person('a'), person('b'), me] }));
    expect(plan.tiles.map((tile) => tile.inset)).toEqual([false, false, false]);
    expect(new Set(plan.tiles.map((tile) => tile.box.width)).size).toBe(1);
  });

  it('has pages for a crowd and brings speakers to the first', () => {
    const people = [...Array.from({ length: 12 }, (_, index) => person(`p${index}`)), me];
    const plan = planStage(input({ people, speaking: new Set(['p11']) }));
    expect(plan.pages).toBe(2);
    expect(plan.tiles.map((tile) => tile.person.id)).toContain('p11');
    expect(planStage(input({ people, page: 5 })).page).toBe(1);
  });

  it('goes to a shared screen with people in a strip', () => {
    const people = [...Array.from({ length: 9 }, (_, index) => person(`p${index}`)), me];
    const plan = planStage(input({ people, shares: [share(false)] }));
    expect(plan.share).not.toBeNull();
    expect(plan.tiles.length + plan.hidden).toBe(10);
  });

  it('does not show the own screen back to oneself', () => {
    expect(planStage(input({ people: [me], shares: [share(true)] })).share).toBeNull();
  });

  it('shows the latest of several shared screens, or the one that was chosen while it lasts', () => {
    const shares = ['first', 'second'].map((trackId) => ({ ...share(false), trackId }));
    const shown = (chosenShare: string, now = shares) =>
      planStage(input({ people: [person('a'), me], shares: now, chosenShare })).share?.share.trackId;
    expect(shown('')).toBe('second');
    expect(shown('first')).toBe('first');
    expect(shown('first', shares.slice(1))).toBe('second');
  });
});
