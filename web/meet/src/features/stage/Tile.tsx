import { Hand, MicOff } from 'lucide-react';
import { Avatar, cx } from '@foyer/shared';
import { t } from '../../shared/i18n';
import type { Box } from '../../shared/model/layout';
import type { Person } from '../../shared/model/people';
import { useMediaParts } from '../../shared/ui/media';

export interface TileProps {
  person: Person;
  box: Box;
  speaking: boolean;
}

/** One person: picture or initials, with the name and badges in a strip at the lower edge. */
export function Tile({ person, box, speaking }: TileProps) {
  const { Video } = useMediaParts();
  const showing = person.videoOn && person.videoTrack !== undefined;
  const small = box.width < 180;
  const face = Math.max(36, Math.min(112, Math.min(box.width, box.height) * 0.36));
  return (
    <div
      data-testid="tile"
      data-peer-name={person.name}
      data-local={person.isLocal}
      data-video={showing ? 'on' : 'off'}
      data-speaking={speaking && person.audioOn}
      className={cx(
        'relative h-full w-full overflow-hidden rounded-card bg-tile transition-shadow duration-150',
        speaking && person.audioOn && 'speaking',
      )}
    >
      {showing && person.videoTrack ? (
        <Video key={person.videoTrack} trackId={person.videoTrack} mirrored={person.isLocal} fit="cover" />
      ) : (
        <div className={cx('flex h-full items-center justify-center', box.height > 120 && 'pb-4')}>
          <Avatar name={person.name} size={face} />
        </div>
      )}
      <div className={cx('absolute inset-x-0 bottom-0 flex', small ? 'p-1.5' : 'p-2')}>
        <span
          className={cx(
            'inline-flex min-w-0 items-center gap-1.5 rounded-[8px] strip text-[13px] leading-[18px]',
            small ? 'h-6 px-1.5' : 'h-7 px-2.5',
          )}
        >
          {person.audioOn ? null : (
            <span
              data-testid="peer-audio-muted"
              role="img"
              aria-label={t('stage.muted')}
              className="inline-flex shrink-0"
            >
              <MicOff size={14} strokeWidth={1.75} aria-hidden />
            </span>
          )}
          {person.handRaised ? (
            <span role="img" aria-label={t('stage.hand')} className="inline-flex shrink-0">
              <Hand size={14} strokeWidth={1.75} aria-hidden />
            </span>
          ) : null}
          <span className="truncate">
            {person.isLocal ? (small ? t('app.youWord') : t('app.you', { name: person.name })) : person.name}
          </span>
        </span>
      </div>
    </div>
  );
}
