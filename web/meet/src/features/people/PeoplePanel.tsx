import { Hand, Mic, MicOff, UserPlus, Video, VideoOff } from 'lucide-react';
import { Avatar, Button } from '@foyer/shared';
import { t } from '../../shared/i18n';
import type { Person } from '../../shared/model/people';
import { useArrivalFocus } from '../../shared/ui/hooks';
import { PanelHeader } from '../../shared/ui/PanelHeader';

/** Everybody in the room, with microphone and camera state. */
export function PeoplePanel({
  people,
  onInvite,
  onClose,
}: {
  people: readonly Person[];
  /** Missing when there is no link to pass on. */
  onInvite?: (() => void) | undefined;
  onClose(): void;
}) {
  const list = useArrivalFocus<HTMLUListElement>();
  return (
    <section
      aria-label={t('people.title')}
      className="flex h-full min-h-0 flex-col"
      data-testid="people-panel"
    >
      <PanelHeader title={t('people.title')} count={people.length} onClose={onClose} />
      {onInvite ? (
        <div className="shrink-0 px-4 pb-2">
          <Button className="w-full" onClick={onInvite} data-testid="invite-open">
            <UserPlus size={18} strokeWidth={1.75} aria-hidden />
            {t('invite.open')}
          </Button>
        </div>
      ) : null}
      <ul
        ref={list}
        aria-label={t('people.list')}
        tabIndex={0}
        className="focus-inset min-h-0 flex-1 overflow-y-auto px-2 pb-3"
      >
        {people.map((person) => (
          <li
            key={person.id}
            data-testid="person"
            className="flex h-14 items-center gap-3 rounded-control px-2"
          >
            <Avatar name={person.name} size={36} />
            <span className="min-w-0 flex-1">
              <span className="block truncate font-medium">
                {person.isLocal ? t('app.you', { name: person.name }) : person.name}
              </span>
              {person.role ? (
                <span className="block truncate text-[13px] leading-[18px] text-low">{person.role}</span>
              ) : null}
            </span>
            <span className="flex shrink-0 items-center gap-2.5 text-medium">
              {person.handRaised ? (
                <Hand size={18} strokeWidth={1.75} role="img" aria-label={t('stage.hand')} />
              ) : null}
              {person.audioOn ? (
                <Mic size={18} strokeWidth={1.75} role="img" aria-label={t('people.micOn')} />
              ) : (
                <MicOff
                  size={18}
                  strokeWidth={1.75}
                  role="img"
                  aria-label={t('people.micOff')}
                  className="text-low"
                />
              )}
              {person.videoOn ? (
                <Video size={18} strokeWidth={1.75} role="img" aria-label={t('people.camOn')} />
              ) : (
                <VideoOff
                  size={18}
                  strokeWidth={1.75}
                  role="img"
                  aria-label={t('people.camOff')}
                  className="text-low"
                />
              )}
            </span>
          </li>
        ))}
      </ul>
    </section>
  );
}
