import {
  selectIsAllowedToPreviewMedia,
  selectIsLocalAudioEnabled,
  selectIsLocalVideoEnabled,
  selectLocalAudioTrackID,
  selectLocalVideoTrackID,
  useAVToggle,
  useHMSStore,
} from '@100mslive/react-sdk';
import { useEffect, useMemo } from 'react';
import { PreviewScreen } from '../features/preview/PreviewScreen';
import { shortcutOf } from '../shared/model/shortcuts';
import type { Meeting, MeetingState } from './meeting';
import { selectEverybody, selectWelcomed } from './selectors';
import { useDeviceChoices } from './useDeviceChoices';

const nothing = () => undefined;

export function PreviewContainer({ meeting, state }: { meeting: Meeting; state: MeetingState }) {
  const everybody = useHMSStore(selectEverybody);
  const count = useHMSStore((store) => store.room.peerCount ?? 0);
  const roomName = useHMSStore((store) => store.room.name ?? '');
  const welcomed = useHMSStore(selectWelcomed);
  const allowed = useHMSStore(selectIsAllowedToPreviewMedia);
  const videoTrack = useHMSStore(selectLocalVideoTrackID);
  const audioTrack = useHMSStore(selectLocalAudioTrackID);
  const videoOn = useHMSStore(selectIsLocalVideoEnabled);
  const audioOn = useHMSStore(selectIsLocalAudioEnabled);
  const { toggleAudio, toggleVideo } = useAVToggle(nothing);
  const devices = useDeviceChoices();
  const others = useMemo(
    () => everybody.filter((person) => !person.isLocal).map((person) => person.name),
    [everybody],
  );
  const { phase } = state;
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      const shortcut = shortcutOf(event);
      if (shortcut !== 'mic' && shortcut !== 'camera') return;
      event.preventDefault();
      if (shortcut === 'mic') toggleAudio?.();
      else toggleVideo?.();
    };
    window.addEventListener('keydown', onKey);
    return () => window.removeEventListener('keydown', onKey);
  }, [toggleAudio, toggleVideo]);
  return (
    <PreviewScreen
      view={{
        look: state.look,
        roomName,
        ready: phase.at === 'preview' && phase.ready,
        joining: phase.at === 'preview' && phase.joining,
        welcomed,
        slow: state.slow,
        startName: meeting.startName,
        trouble: state.trouble,
        mayTalk: allowed?.audio ?? false,
        mayShow: allowed?.video ?? false,
        videoTrack,
        audioTrack,
        videoOn,
        audioOn,
        others,
        othersCount: count,
        devices,
      }}
      actions={{
        join: (name) => void meeting.join(name),
        toggleMic: () => toggleAudio?.(),
        toggleCamera: () => toggleVideo?.(),
      }}
    />
  );
}
