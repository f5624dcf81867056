import {
  selectIsAllowedToPublish,
  selectIsLocalAudioEnabled,
  selectIsLocalScreenShared,
  selectIsLocalVideoDisplayEnabled,
  selectLocalAudioTrackID,
  selectLocalVideoTrackID,
  useAVToggle,
  useHMSActions,
  useHMSNotifications,
  useHMSStore,
  useScreenShare,
  type HMSStore,
} from '@100mslive/react-sdk';
import { useEffect, useMemo, useState } from 'react';
import type { CallActions, CallView, Panel } from '../shared/model/callView';
import { inviteOf } from '../shared/model/invite';
import { CallScreen } from './CallScreen';
import type { Meeting, MeetingState } from './meeting';
import { noticeOf } from './notices';
import { selectChat, selectEverybody, selectShares, selectSpeaking, selectUnread } from './selectors';
import { useDeviceChoices } from './useDeviceChoices';

const nothing = () => undefined;
const selectRecording = (state: HMSStore) =>
  state.room.recording.browser.running ||
  state.room.recording.server.running ||
  state.room.recording.hls.running;
const selectLive = (state: HMSStore) => state.room.hls.running || state.room.rtmp.running;

export function CallContainer({ meeting, state }: { meeting: Meeting; state: MeetingState }) {
  const sdk = useHMSActions();
  const [panel, setPanel] = useState<Panel | null>(
    state.look.chat && state.look.chatOpen && window.innerWidth >= 1024 ? 'chat' : null,
  );
  const speakingIds = useHMSStore(selectSpeaking);
  const speaking = useMemo(() => new Set(speakingIds.split(' ').filter(Boolean)), [speakingIds]);
  const allowed = useHMSStore(selectIsAllowedToPublish);
  const unread = useHMSStore(selectUnread);
  const { toggleAudio, toggleVideo } = useAVToggle(nothing);
  const { amIScreenSharing, toggleScreenShare } = useScreenShare(nothing);
  const notice = useNotice(panel === 'chat');
  useEffect(() => {
    if (panel === 'chat' && unread > 0) sdk.setMessageRead(true);
  }, [panel, unread, sdk]);

  const roomName = useHMSStore((store) => store.room.name ?? '');

  const view: CallView = {
    look: state.look,
    roomName,
    people: useHMSStore(selectEverybody),
    shares: useHMSStore(selectShares),
    speaking,
    messages: useHMSStore(selectChat),
    unread: panel === 'chat' ? 0 : unread,
    panel,
    mayTalk: allowed?.audio ?? false,
    mayShow: allowed?.video ?? false,
    mayShare: (allowed?.screen ?? false) && 'getDisplayMedia' in (navigator.mediaDevices ?? {}),
    hasMic: useHMSStore(selectLocalAudioTrackID) !== undefined,
    hasCamera: useHMSStore(selectLocalVideoTrackID) !== undefined,
    micOn: useHMSStore(selectIsLocalAudioEnabled),
    cameraOn: useHMSStore(selectIsLocalVideoDisplayEnabled) ?? false,
    sharing: useHMSStore(selectIsLocalScreenShared),
    recording: useHMSStore(selectRecording),
    live: useHMSStore(selectLive),
    devices: useDeviceChoices(),
    invite: inviteOf(window.location.origin, meeting.code, roomName),
    notice,
    reconnecting: state.reconnecting,
    soundBlocked: state.soundBlocked,
  };
  const actions = useMemo<CallActions>(
    () => ({
      toggleMic: () => toggleAudio?.(),
      toggleCamera: () => toggleVideo?.(),
      toggleShare: () => void toggleScreenShare?.(amIScreenSharing ? undefined : { videoOnly: false }),
      leave: () => void meeting.leave(),
      allowSound: () => void meeting.allowSound(),
      openPanel: setPanel,
      send: (text) => sdk.sendBroadcastMessage(text),
    }),
    [toggleAudio, toggleVideo, toggleScreenShare, amIScreenSharing, meeting, sdk],
  );
  return <CallScreen view={view} actions={actions} />;
}

/** The last thing worth telling, gone after five seconds. */
function useNotice(chatOpen: boolean): string {
  const notification = useHMSNotifications();
  const [notice, setNotice] = useState('');
  useEffect(() => {
    const text = notification ? noticeOf(notification, chatOpen) : '';
    if (text) setNotice(text);
    // Opening the chat must not tell the last notification again.
    // eslint-disable-next-line react-hooks/exhaustive-deps
  }, [notification]);
  useEffect(() => {
    if (chatOpen) setNotice('');
  }, [chatOpen]);
  useEffect(() => {
    if (!notice) return;
    const timer = setTimeout(() => setNotice(''), 5_000);
    return () => clearTimeout(timer);
  }, [notice]);
  return notice;
}
