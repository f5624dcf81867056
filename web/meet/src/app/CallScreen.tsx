import { CircleDot, Radio } from 'lucide-react';
import { useEffect, useState } from 'react';
import { Sheet } from '@foyer/shared';
import { ChatPanel } from '../features/chat/ChatPanel';
import { ControlBar } from '../features/controls/ControlBar';
import { PeoplePanel } from '../features/people/PeoplePanel';
import { Stage } from '../features/stage/Stage';
import { Banners } from '../features/status/Banners';
import { clock, t } from '../shared/i18n';
import type { CallActions, CallView } from '../shared/model/callView';
import { shortcutOf } from '../shared/model/shortcuts';
import { useIsNarrow } from '../shared/ui/hooks';
import { Logo } from '../shared/ui/Logo';

/** The call: header, stage with a panel beside it, control bar. */
export function CallScreen({ view, actions }: { view: CallView; actions: CallActions }) {
  const narrow = useIsNarrow();
  const [draft, setDraft] = useState('');
  useShortcuts(view, actions);
  const close = () => actions.openPanel(null);
  const panel =
    view.panel === 'chat' ? (
      <ChatPanel
        messages={view.messages}
        draft={draft}
        onDraft={setDraft}
        onSend={actions.send}
        onClose={close}
      />
    ) : view.panel === 'people' ? (
      <PeoplePanel people={view.people} onClose={close} />
    ) : null;
  return (
    <div className="flex h-dvh flex-col pb-[env(safe-area-inset-bottom)]" data-testid="call">
      <Header view={view} />
      <Banners
        reconnecting={view.reconnecting}
        soundBlocked={view.soundBlocked}
        onAllowSound={actions.allowSound}
      />
      <main className="flex min-h-0 flex-1">
        <Stage
          people={view.people}
          shares={view.shares}
          speaking={view.speaking}
          tilesPerPage={view.look.tilesPerPage}
          onStopShare={actions.toggleShare}
        />
        {!narrow && panel ? (
          <aside className="mr-2 w-[340px] shrink-0 overflow-hidden rounded-card border border-line bg-surface">
            {panel}
          </aside>
        ) : null}
      </main>
      <ControlBar view={view} actions={actions} />
      {narrow ? (
        <Sheet
          open={view.panel !== null}
          onClose={close}
          title={t(view.panel === 'people' ? 'people.title' : 'chat.title')}
          tall
        >
          {panel}
        </Sheet>
      ) : null}
    </div>
  );
}

function Header({ view }: { view: CallView }) {
  const now = useNow();
  return (
    <header className="flex h-12 shrink-0 items-center gap-3 px-4">
      <Logo url={view.look.logoUrl} />
      <h1 className="min-w-0 truncate text-[14px] font-semibold">{view.roomName || t('app.name')}</h1>
      <span className="hidden text-low tabular-nums sm:inline">{clock(now)}</span>
      {view.recording ? (
        <span
          className="inline-flex h-6 shrink-0 items-center gap-1.5 rounded-full bg-danger-soft px-2.5 text-[13px] font-medium text-high"
          data-testid="recording"
        >
          <CircleDot size={14} strokeWidth={2} aria-hidden className="text-danger" />
          {t('status.recording')}
        </span>
      ) : null}
      {view.live ? (
        <span
          className="inline-flex h-6 shrink-0 items-center gap-1.5 rounded-full bg-primary-soft px-2.5 text-[13px] font-medium text-high"
          data-testid="live"
        >
          <Radio size={14} strokeWidth={2} aria-hidden />
          {t('status.live')}
        </span>
      ) : null}
      <p
        role="status"
        aria-live="polite"
        className="ml-auto min-w-0 truncate text-medium"
        data-testid="notice"
      >
        {view.notice}
      </p>
    </header>
  );
}

function useNow(): Date {
  const [now, setNow] = useState(() => new Date());
  useEffect(() => {
    const timer = setInterval(() => setNow(new Date()), 10_000);
    return () => clearInterval(timer);
  }, []);
  return now;
}

function useShortcuts(view: CallView, actions: CallActions): void {
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      const shortcut = shortcutOf(event);
      if (event.key === 'Escape' && view.panel && !event.defaultPrevented) actions.openPanel(null);
      if (!shortcut) return;
      event.preventDefault();
      if (shortcut === 'mic' && view.hasMic && view.mayTalk) actions.toggleMic();
      if (shortcut === 'camera' && view.hasCamera && view.mayShow) actions.toggleCamera();
      if (shortcut === 'share' && view.mayShare) actions.toggleShare();
      if (shortcut === 'chat' && view.look.chat) actions.openPanel(view.panel === 'chat' ? null : 'chat');
      if (shortcut === 'people' && view.look.people)
        actions.openPanel(view.panel === 'people' ? null : 'people');
    };
    window.addEventListener('keydown', onKey);
    return () => window.removeEventListener('keydown', onKey);
  }, [view, actions]);
}
