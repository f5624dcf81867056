import { Info, MicOff, UserRound, Users } from 'lucide-react';
import { useId, useState, type FormEvent } from 'react';
import { Avatar, Button } from '@foyer/shared';
import { t } from '../../shared/i18n';
import type { DeviceChoices } from '../../shared/model/devices';
import type { DeviceTrouble } from '../../shared/model/failure';
import type { RoomLook } from '../../shared/model/palette';
import { whoIsHere } from '../../shared/model/presence';
import { DeviceButton } from '../../shared/ui/DeviceButton';
import { useArrivalFocus } from '../../shared/ui/hooks';
import { Logo } from '../../shared/ui/Logo';
import { useMediaParts } from '../../shared/ui/media';

export interface PreviewView {
  look: RoomLook;
  roomName: string;
  ready: boolean;
  joining: boolean;
  /** The server has answered, the browser's question for devices may be open. */
  welcomed: boolean;
  slow: boolean;
  startName: string;
  trouble: DeviceTrouble | null;
  /** Whether the role may publish each kind. */
  mayTalk: boolean;
  mayShow: boolean;
  videoTrack: string | undefined;
  audioTrack: string | undefined;
  videoOn: boolean;
  audioOn: boolean;
  others: string[];
  othersCount: number;
  devices: DeviceChoices;
}

export interface PreviewActions {
  join(name: string): void;
  toggleMic(): void;
  toggleCamera(): void;
}

/** The place to look at oneself before going in. */
export function PreviewScreen({ view, actions }: { view: PreviewView; actions: PreviewActions }) {
  const [name, setName] = useState(view.startName);
  const heading = useArrivalFocus<HTMLHeadingElement>();
  const nameId = useId();
  const noticeId = useId();
  const submit = (event: FormEvent) => {
    event.preventDefault();
    actions.join(name);
  };
  const busy = !view.ready || view.joining;
  return (
    <main className="h-full overflow-y-auto">
      <div className="mx-auto flex min-h-full w-full max-w-[1120px] flex-col gap-6 px-4 pt-4 pb-8 md:flex-row md:items-center md:gap-12 md:px-8 md:py-8">
        <div className="md:hidden">
          <Logo url={view.look.logoUrl} large />
        </div>
        <SelfView view={view} actions={actions} name={name} />
        <form onSubmit={submit} className="flex w-full flex-col md:w-[340px] md:shrink-0">
          <div className="mb-8 hidden md:block">
            <Logo url={view.look.logoUrl} large />
          </div>
          <h1
            ref={heading}
            tabIndex={-1}
            className="outline-none text-[24px] leading-8 font-semibold tracking-[-0.01em] text-balance"
          >
            {view.roomName || view.look.title || t('preview.heading')}
          </h1>
          <p className="mt-1 text-pretty text-medium">{view.look.subtitle || t('preview.sub')}</p>
          <p role="status" className="mt-4 flex items-start gap-2 text-medium" data-testid="who-is-here">
            <Users size={18} strokeWidth={1.75} aria-hidden className="mt-px shrink-0" />
            <span>
              {view.welcomed || view.ready
                ? whoIsHere(view.others, view.othersCount)
                : t('preview.connecting')}
            </span>
          </p>
          <label htmlFor={nameId} className="mt-6 mb-1.5 font-medium">
            {t('preview.name')}
          </label>
          <input
            id={nameId}
            data-testid="name-input"
            value={name}
            maxLength={100}
            autoComplete="name"
            enterKeyHint="go"
            placeholder={t('preview.namePlaceholder')}
            onChange={(event) => setName(event.target.value)}
            className="focus-ring h-12 w-full rounded-control border border-field bg-surface px-3.5 text-[16px] leading-6 text-high placeholder:text-low"
          />
          <Button
            type="submit"
            tone="primary"
            size="large"
            disabled={busy}
            aria-describedby={noticeId}
            className="mt-4 w-full"
            data-testid="join"
          >
            {view.joining ? t('preview.joining') : view.look.joinLabel || t('preview.join')}
          </Button>
          <p id={noticeId} role="status" className="mt-3 min-h-[54px] text-[13px] leading-[18px] text-medium">
            <Notice view={view} />
          </p>
        </form>
      </div>
    </main>
  );
}

function Notice({ view }: { view: PreviewView }) {
  if (view.slow) return t('loading.slow');
  if (!view.ready && !view.welcomed) return t('preview.connecting');
  if (!view.ready) return t('preview.waitDevices');
  if (view.trouble) {
    return (
      <span className="flex items-start gap-2" data-testid="device-trouble">
        <Info size={16} strokeWidth={1.75} aria-hidden className="mt-px shrink-0 text-warning" />
        <span>{t(`preview.${view.trouble}`)}</span>
      </span>
    );
  }
  return !view.mayTalk && !view.mayShow ? t('preview.watchOnly') : '';
}

/** Why there is no picture of oneself. */
function whyDark(view: PreviewView): string {
  if (view.trouble === 'denied') return 'preview.cameraBlocked';
  return view.trouble === 'missing' || !view.videoTrack ? 'preview.noCamera' : 'preview.cameraOff';
}

function SelfView({ view, actions, name }: { view: PreviewView; actions: PreviewActions; name: string }) {
  const { Video: Picture, Level } = useMediaParts();
  const showing = view.videoOn && view.videoTrack !== undefined;
  return (
    <section aria-label={t('preview.selfView')} className="w-full md:min-w-0 md:flex-1">
      <div
        data-testid="self-view"
        data-video={showing ? 'on' : 'off'}
        className="relative aspect-[4/3] max-h-[44dvh] w-full overflow-hidden rounded-card bg-tile md:aspect-[16/10] md:max-h-[68dvh]"
      >
        {showing && view.videoTrack ? (
          <Picture trackId={view.videoTrack} mirrored fit="cover" />
        ) : (
          <div className="flex h-full flex-col items-center justify-center gap-3 pb-8">
            {name.trim() ? (
              <Avatar name={name} size={88} />
            ) : (
              <span className="flex size-[88px] items-center justify-center rounded-full bg-raised text-low">
                <UserRound size={40} strokeWidth={1.5} aria-hidden />
              </span>
            )}
            <span className="text-medium">{view.mayShow ? t(whyDark(view)) : ''}</span>
          </div>
        )}
        <div className="absolute inset-x-0 bottom-0 flex items-center gap-2 p-2">
          <span className="inline-flex h-7 min-w-0 items-center gap-2 rounded-[8px] strip px-2.5 text-[13px] leading-[18px]">
            {view.audioOn && view.audioTrack ? (
              <span role="img" aria-label={t('preview.level')} className="inline-flex">
                <Level trackId={view.audioTrack} />
              </span>
            ) : (
              <MicOff size={15} strokeWidth={1.75} aria-hidden />
            )}
            <span className="truncate">{name.trim() || t('app.youWord')}</span>
          </span>
        </div>
      </div>
      {view.mayTalk || view.mayShow ? (
        <div className="mt-3 flex items-center justify-center gap-3">
          {view.mayTalk ? (
            <DeviceButton
              kind="mic"
              present={view.audioTrack !== undefined}
              on={view.audioOn}
              devices={view.devices}
              menuSide="bottom"
              meter={<Level trackId={view.audioTrack} />}
              className="px-4"
              onToggle={actions.toggleMic}
            />
          ) : null}
          {view.mayShow ? (
            <DeviceButton
              kind="camera"
              present={view.videoTrack !== undefined}
              on={view.videoOn}
              devices={view.devices}
              menuSide="bottom"
              className="px-4"
              onToggle={actions.toggleCamera}
            />
          ) : null}
        </div>
      ) : null}
    </section>
  );
}
