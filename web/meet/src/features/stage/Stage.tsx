import { ChevronLeft, ChevronRight, MonitorUp } from 'lucide-react';
import { useMemo, useRef, useState, type KeyboardEvent, type PointerEvent } from 'react';
import { Button, IconButton, cx } from '@foyer/shared';
import { t } from '../../shared/i18n';
import { cornerAfterKey, nearestCorner, type Box, type Corner } from '../../shared/model/layout';
import { arrivalOrder, type Person, type Share } from '../../shared/model/people';
import { planStage } from '../../shared/model/stage';
import { useIsNarrow, useSize } from '../../shared/ui/hooks';
import { useMediaParts } from '../../shared/ui/media';
import { Tile } from './Tile';

export interface StageProps {
  people: readonly Person[];
  shares: readonly Share[];
  speaking: ReadonlySet<string>;
  tilesPerPage: number;
  onStopShare(): void;
}

const place = (box: Box) => ({ left: box.x, top: box.y, width: box.width, height: box.height });
const MOVES = 'transition-[left,top,width,height] duration-200 ease-out';

/** Everybody's pictures, or the shared screen with people beside it. */
export function Stage({ people, shares, speaking, tilesPerPage, onStopShare }: StageProps) {
  const [ref, area] = useSize<HTMLDivElement>();
  const narrow = useIsNarrow();
  const [page, setPage] = useState(0);
  const [corner, setCorner] = useState<Corner>(narrow ? 'top-right' : 'bottom-right');
  const pageSize = narrow ? Math.min(6, tilesPerPage) : tilesPerPage;
  const [chosenShare, chooseShare] = useState('');
  const inOrder = useArrivalOrder(shares);
  const plan = useMemo(
    () => planStage({ people, shares: inOrder, chosenShare, speaking, area, gap: 8, pageSize, page, corner }),
    [people, inOrder, chosenShare, speaking, area, pageSize, page, corner],
  );
  const sharing = shares.some((share) => share.isLocal);
  return (
    <section aria-label={t('stage.label')} className="flex min-h-0 min-w-0 flex-1 flex-col px-2">
      {sharing ? (
        <Strip icon text={t('stage.youShare')} hint={t('stage.youShareHint')}>
          <Button tone="danger" className="h-8 px-3" onClick={onStopShare}>
            {t('controls.stopShare')}
          </Button>
        </Strip>
      ) : null}
      {people.length === 1 && !sharing ? <Strip text={t('stage.alone')} hint={t('stage.aloneHint')} /> : null}
      <div ref={ref} className="relative min-h-0 flex-1" data-testid="stage" data-tiles={plan.tiles.length}>
        {plan.share ? (
          <Shared
            key={plan.share.share.trackId}
            share={plan.share.share}
            all={inOrder.filter((share) => !share.isLocal)}
            onChoose={chooseShare}
            box={plan.share.box}
          />
        ) : null}
        {plan.tiles.map(({ person, box, inset }) =>
          inset ? (
            <Inset key={person.id} box={box} area={area} corner={corner} onCorner={setCorner}>
              <Tile person={person} box={box} speaking={speaking.has(person.id)} />
            </Inset>
          ) : (
            <div key={person.id} className={cx('tile-in absolute', MOVES)} style={place(box)}>
              <Tile person={person} box={box} speaking={speaking.has(person.id)} />
            </div>
          ),
        )}
      </div>
      {plan.hidden > 0 ? (
        <p className="pt-1.5 text-center text-[13px] leading-[18px] text-low">
          {t('stage.andMore', { count: plan.hidden })}
        </p>
      ) : null}
      {plan.pages > 1 ? <Pages page={plan.page} pages={plan.pages} onPage={setPage} /> : null}
    </section>
  );
}

function Strip(props: { icon?: boolean; text: string; hint: string; children?: React.ReactNode }) {
  return (
    <div
      role="status"
      className="mb-2 flex min-h-11 shrink-0 flex-wrap items-center justify-center gap-x-3 gap-y-1 rounded-control border border-line bg-surface px-4 py-1.5 text-center"
    >
      {props.icon ? (
        <MonitorUp size={18} strokeWidth={1.75} aria-hidden className="text-primary-text" />
      ) : null}
      <span className="font-medium">{props.text}</span>
      <span className="text-balance text-medium">{props.hint}</span>
      {props.children}
    </div>
  );
}

/** The shares in the order they began, so that a new one does not change places with those already there. */
function useArrivalOrder(shares: readonly Share[]): readonly Share[] {
  const [order, setOrder] = useState<readonly string[]>([]);
  const now = arrivalOrder(
    order,
    shares.map((share) => share.trackId),
  );
  if (now !== order) setOrder(now);
  return useMemo(
    () => now.flatMap((id) => shares.find((share) => share.trackId === id) ?? []),
    [now, shares],
  );
}

interface SharedProps {
  share: Share;
  /** Everybody else's shared screens; more than one can be switched between. */
  all: readonly Share[];
  onChoose(trackId: string): void;
  box: Box;
}

function Shared({ share, all, onChoose, box }: SharedProps) {
  const { Video } = useMediaParts();
  return (
    <div
      data-testid="share"
      data-peer-name={share.name}
      className={cx('tile-in absolute flex flex-col overflow-hidden rounded-card bg-tile', MOVES)}
      style={place(box)}
    >
      <div className="flex h-9 shrink-0 items-center gap-2 px-3 text-[13px] leading-[18px] text-medium">
        <MonitorUp size={15} strokeWidth={1.75} aria-hidden className="shrink-0" />
        {all.length > 1 ? (
          <div
            role="group"
            aria-label={t('stage.shares')}
            className="flex min-w-0 gap-1 overflow-x-auto py-1"
          >
            {all.map((one) => (
              <button
                key={one.trackId}
                type="button"
                data-testid="share-choice"
                aria-pressed={one.trackId === share.trackId}
                aria-label={t('stage.shareOf', { name: one.name })}
                onClick={() => onChoose(one.trackId)}
                className="focus-inset h-7 max-w-40 shrink-0 cursor-pointer truncate rounded-[8px] px-2.5 text-medium hover:bg-hover hover:text-high aria-pressed:bg-raised aria-pressed:font-medium aria-pressed:text-high"
              >
                {one.name}
              </button>
            ))}
          </div>
        ) : (
          <p className="truncate">{t('stage.sharing', { name: share.name })}</p>
        )}
      </div>
      <div className="relative min-h-0 flex-1">
        <Video trackId={share.trackId} fit="contain" />
      </div>
    </div>
  );
}

function Pages({ page, pages, onPage }: { page: number; pages: number; onPage(page: number): void }) {
  return (
    <nav
      className="flex h-10 shrink-0 items-center justify-center gap-2"
      aria-label={t('stage.page', { page: page + 1, pages })}
    >
      <IconButton
        small
        tone="ghost"
        label={t('stage.previous')}
        disabled={page === 0}
        icon={<ChevronLeft size={20} strokeWidth={1.75} />}
        onClick={() => onPage(page - 1)}
      />
      <span className="text-[13px] text-medium tabular-nums">
        {t('stage.page', { page: page + 1, pages })}
      </span>
      <IconButton
        small
        tone="ghost"
        label={t('stage.next')}
        disabled={page === pages - 1}
        icon={<ChevronRight size={20} strokeWidth={1.75} />}
        onClick={() => onPage(page + 1)}
      />
    </nav>
  );
}

interface InsetProps {
  box: Box;
  area: { width: number; height: number };
  corner: Corner;
  onCorner(corner: Corner): void;
  children: React.ReactNode;
}

/** The own picture over the other's: dragged by pointer or arrow keys, it rests in the nearest corner. */
function Inset({ box, area, corner, onCorner, children }: InsetProps) {
  const start = useRef<{ x: number; y: number } | null>(null);
  const [shift, setShift] = useState({ x: 0, y: 0 });
  const [dragging, setDragging] = useState(false);
  const down = (event: PointerEvent<HTMLDivElement>) => {
    start.current = { x: event.clientX, y: event.clientY };
    event.currentTarget.setPointerCapture(event.pointerId);
    setDragging(true);
  };
  const move = (event: PointerEvent<HTMLDivElement>) => {
    if (start.current) setShift({ x: event.clientX - start.current.x, y: event.clientY - start.current.y });
  };
  const up = () => {
    if (!start.current) return;
    onCorner(nearestCorner(area, box.x + shift.x + box.width / 2, box.y + shift.y + box.height / 2));
    start.current = null;
    setShift({ x: 0, y: 0 });
    setDragging(false);
  };
  const key = (event: KeyboardEvent) => {
    const next = cornerAfterKey(corner, event.key);
    if (next === corner) return;
    event.preventDefault();
    onCorner(next);
  };
  return (
    <div
      role="group"
      tabIndex={0}
      aria-label={t('stage.inset')}
      data-testid="inset"
      onPointerDown={down}
      onPointerMove={move}
      onPointerUp={up}
      onPointerCancel={up}
      onKeyDown={key}
      className={cx(
        'focus-ring absolute z-10 cursor-grab touch-none rounded-card shadow-float ring-2 ring-page select-none active:cursor-grabbing',
        !dragging && MOVES,
      )}
      style={{ ...place(box), left: box.x + shift.x, top: box.y + shift.y }}
    >
      {children}
    </div>
  );
}
