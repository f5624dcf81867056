import { HMSRoomProvider, useHMSStore } from '@100mslive/react-sdk';
import { useEffect } from 'react';
import { TooltipRoot, useStore } from '@foyer/shared';
import { Loading } from '../features/status/Loading';
import { PinPage } from '../features/status/PinPage';
import { StatePage } from '../features/status/StatePage';
import { WaitingPage } from '../features/status/WaitingPage';
import { t } from '../shared/i18n';
import type { StopKind } from '../shared/model/failure';
import { MediaProvider } from '../shared/ui/media';
import { CallContainer } from './CallContainer';
import type { Sdk } from './line';
import type { Meeting } from './meeting';
import { PreviewContainer } from './PreviewContainer';
import { sdkMedia } from './sdkMedia';

export function App({ sdk, meeting }: { sdk: Sdk; meeting: Meeting }) {
  return (
    <HMSRoomProvider actions={sdk.actions} store={sdk.store} notifications={sdk.notifications}>
      <MediaProvider value={sdkMedia}>
        <TooltipRoot>
          <Screens meeting={meeting} />
        </TooltipRoot>
      </MediaProvider>
    </HMSRoomProvider>
  );
}

function Screens({ meeting }: { meeting: Meeting }) {
  const state = useStore(meeting.state);
  const roomName = useHMSStore((store) => store.room.name ?? '');
  const { phase, look } = state;
  useEffect(() => {
    if (roomName) document.title = `${roomName} · ${t('app.name')}`;
  }, [roomName]);
  useEffect(() => {
    const root = document.documentElement;
    for (const [name, value] of Object.entries(look.variables)) root.style.setProperty(name, value);
    if (look.base) root.dataset['theme'] = look.base;
  }, [look]);
  switch (phase.at) {
    case 'loading':
      return <Loading what={phase.what} slow={state.slow} />;
    case 'pin':
      return (
        <PinPage wrong={phase.wrong} checking={phase.checking} onPin={(pin) => void meeting.showPin(pin)} />
      );
    case 'waiting':
      return <WaitingPage />;
    case 'preview':
      return <PreviewContainer meeting={meeting} state={state} />;
    case 'call':
      return <CallContainer meeting={meeting} state={state} />;
    case 'left':
      return <StatePage kind="left" logoUrl={look.logoUrl} onAction={() => void meeting.start()} />;
    case 'stop':
      return (
        <StatePage
          kind={phase.kind}
          when={phase.when}
          logoUrl={look.logoUrl}
          onAction={() => again(phase.kind, meeting)}
        />
      );
  }
}

/** After a failure a fresh page is the surest way; after a proper end the running one goes on. */
function again(kind: StopKind, meeting: Meeting): void {
  if (kind === 'ended' || kind === 'removed') void meeting.start();
  else window.location.reload();
}
