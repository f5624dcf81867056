import { gridBoxes, insetBox, pageOf, shareBoxes, type Area, type Box, type Corner } from './layout';
import { speakersFirst, type Person, type Share } from './people';

/** Everything that decides how the stage is cut up. */
export interface StageInput {
  people: readonly Person[];
  /** In the order they began. */
  shares: readonly Share[];
  /** Track id of the shared screen somebody chose to look at; the latest one when empty or gone. */
  chosenShare: string;
  speaking: ReadonlySet<string>;
  area: Area;
  gap: number;
  pageSize: number;
  page: number;
  corner: Corner;
}

export interface StagePlan {
  tiles: { person: Person; box: Box; inset: boolean }[];
  /** The shared screen that takes the stage; one's own never does, that would be a hall of mirrors. */
  share: { share: Share; box: Box } | null;
  page: number;
  pages: number;
  /** People in the room without a tile because the strip is full. */
  hidden: number;
}

/** Decides who is shown where. People keep their identity across plans, so that pictures move and do not restart. */
export function planStage(input: StageInput): StagePlan {
  const { people, shares, speaking, area, gap, corner } = input;
  const others = shares.filter((share) => !share.isLocal);
  const shared = others.find((share) => share.trackId === input.chosenShare) ?? others[others.length - 1];
  if (shared) return planShare(input, shared);
  const otherPeople = people.filter((person) => !person.isLocal);
  const own = people.find((person) => person.isLocal);
  if (otherPeople.length === 1 && own) {
    const whole = gridBoxes(1, area, gap)[0];
    if (!whole) return { tiles: [], share: null, page: 0, pages: 1, hidden: 0 };
    return {
      tiles: [
        { person: otherPeople[0]!, box: whole, inset: false },
        { person: own, box: insetBox(area, corner, 12), inset: true },
      ],
      share: null,
      page: 0,
      pages: 1,
      hidden: 0,
    };
  }
  const { items, page, pages } = pageOf(
    speakersFirst(people, speaking, input.pageSize),
    input.page,
    input.pageSize,
  );
  const boxes = gridBoxes(items.length, area, gap);
  return {
    tiles: boxes.map((box, index) => ({ person: items[index]!, box, inset: false })),
    share: null,
    page,
    pages,
    hidden: 0,
  };
}

function planShare(input: StageInput, shared: Share): StagePlan {
  const { share, strip } = shareBoxes(input.people.length, input.area, input.gap);
  const order = speakersFirst(input.people, input.speaking, Math.max(1, strip.length));
  return {
    tiles: strip.map((box, index) => ({ person: order[index]!, box, inset: false })),
    share: { share: shared, box: share },
    page: 0,
    pages: 1,
    hidden: input.people.length - strip.length,
  };
}
