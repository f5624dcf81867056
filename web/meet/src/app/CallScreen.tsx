import { CircleDot, Radio } from 'lucide-react';
import { useEffect, useRef, useState } from 'react';
import { Sheet } from '@foyer/shared';
import { ChatPanel } from '../features/chat/ChatPanel';
import { ControlBar } from '../features/controls/ControlBar';
import { InviteSheet } from '../features/invite/InviteSheet';
import { PeoplePanel } from '../features/people/PeoplePanel';
import { Stage } from '../features/stage/Stage';
import { Banners } from '../features/status/Banners';
import { clock, t } from '../shared/i18n';
import type { CallActions, CallView, Panel } from '../shared/model/callView';
import { shortcutOf } from '../shared/model/shortcuts';
import { useArrivalFocus, useIsNarrow } from '../shared/ui/hooks';
import { Logo } from '../shared/ui/Logo';

/** The call: header, stage with a panel beside it, control bar. */
export function CallScreen({ view, actions }: { view: CallView; actions: CallActions }) {
  const narrow = useIsNarrow();
  const [draft, setDraft] = useState('');
  useShortcuts(view, actions);
  useFocusBack(view.panel);
  const close = () => actions.openPanel(null);
  const [inviting, setInviting] = useState(false);
  const openInvite = () => {
    // On phones one sheet takes the place of the other.
    if (narrow) close();
    setInviting(true);
  };
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
      <PeoplePanel people={view.people} onInvite={view.invite ? openInvite : undefined} onClose={close} />
    ) : null;
  return (
    <div className="flex h-dvh flex-col pb-[env(safe-area-inset-bottom)]" data-testid="call">
      <Header view={view} />
      <Announcer micOn={view.micOn} cameraOn={view.cameraOn} />
      <Banners
        reconnecting={view.reconnecting}
        soundBlocked={view.soundBlocked}
        onAllowSound={actions.allowSound}
      />
      <div className="flex min-h-0 flex-1">
        <main className="flex min-h-0 min-w-0 flex-1">
          <Stage
            people={view.people}
            shares={view.shares}
            speaking={view.speaking}
            tilesPerPage={view.look.tilesPerPage}
            onStopShare={actions.toggleShare}
          />
        </main>
        {!narrow && panel ? (
          <aside
            aria-label={t('controls.sidePanel')}
            className="mr-2 w-[340px] shrink-0 overflow-hidden rounded-card border border-line bg-surface"
          >
            {panel}
          </aside>
        ) : null}
      </div>
      <ControlBar view={view} actions={actions} onInvite={openInvite} />
      {narrow ? (
        <Sheet
          open={view.panel !== null}
          onClose={close}
          title={t(view.panel === 'people' ? 'people.title' : 'chat.title')}
          tall
          onFocusLost={() => document.querySelector<HTMLElement>('[data-testid="more"]')?.focus()}
        >
          {panel}
        </Sheet>
      ) : null}
      {view.invite ? (
        <InviteSheet
          invite={view.invite}
          open={inviting}
          onClose={() => setInviting(false)}
          onFocusLost={() =>
            document
              .querySelector<HTMLElement>(`[data-testid="${narrow ? 'more' : 'people-toggle'}"]`)
              ?.focus()
          }
        />
      ) : null}
    </div>
  );
}

function Header({ view }: { view: CallView }) {
  const heading = useArrivalFocus<HTMLHeadingElement>();
  return (
    <header className="flex h-12 shrink-0 items-center gap-3 px-4">
      <Logo url={view.look.logoUrl} />
      <h1 ref={heading} tabIndex={-1} className="min-w-0 truncate outline-none text-[14px] font-semibold">
        {view.roomName || t('app.name')}
      </h1>
      <Clock />
      {view.recording ? (
        <span
          className="inline-flex h-6 shrink-0 items-center gap-1.5 rounded-full bg-danger-soft px-1.5 text-[13px] sm:px-2.5 font-medium text-high"
          data-testid="recording"
        >
          <CircleDot size={14} strokeWidth={2} aria-hidden className="text-danger" />
          <span className="sr-only sm:not-sr-only">{t('status.recording')}</span>
        </span>
      ) : null}
      {view.live ? (
        <span
          className="inline-flex h-6 shrink-0 items-center gap-1.5 rounded-full bg-primary-soft px-1.5 text-[13px] sm:px-2.5 font-medium text-high"
          data-testid="live"
        >
          <Radio size={14} strokeWidth={2} aria-hidden />
          <span className="sr-only sm:not-sr-only">{t('status.live')}</span>
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

/** Tells screen readers what became of one's own microphone and camera, whoever changed it and however. */
function Announcer({ micOn, cameraOn }: { micOn: boolean; cameraOn: boolean }) {
  const [told, setTold] = useState({ micOn, cameraOn, words: t('status.inCall') });
  if (told.micOn !== micOn || told.cameraOn !== cameraOn) {
    const key =
      told.micOn !== micOn
        ? micOn
          ? 'status.micOn'
          : 'status.micOff'
        : cameraOn
          ? 'status.camOn'
          : 'status.camOff';
    setTold({ micOn, cameraOn, words: t(key) });
  }
  // A live region tells what changes in it, so the first words come a moment after it is there.
  const [words, setWords] = useState('');
  useEffect(() => {
    const timer = setTimeout(() => setWords(told.words), 100);
    return () => clearTimeout(timer);
  }, [told]);
  return (
    <p role="status" className="sr-only" data-testid="announcer">
      {words}
    </p>
  );
}

/** When a side panel closes, the focus goes back to the button that opens it, unless it is somewhere of its own. */
function useFocusBack(panel: Panel | null): void {
  const before = useRef(panel);
  useEffect(() => {
    const closed = before.current;
    before.current = panel;
    if (!closed || panel || (document.activeElement ?? document.body) !== document.body) return;
    document.querySelector<HTMLElement>(`[data-testid="${closed}-toggle"]`)?.focus();
  }, [panel]);
}

/** Comes a moment after the call: the browser's first look at how times are written would hold up the first picture. */
function Clock() {
  const [text, setText] = useState('');
  useEffect(() => {
    const show = () => setText(clock(new Date()));
    const first = setTimeout(show, 1_500);
    const timer = setInterval(show, 10_000);
    return () => {
      clearTimeout(first);
      clearInterval(timer);
    };
  }, []);
  return <span className="hidden text-low tabular-nums sm:inline">{text}</span>;
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
