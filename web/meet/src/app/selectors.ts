import type { HMSStore } from '@100mslive/react-sdk';
import { t } from '../shared/i18n';
import type { ChatMessage } from '../shared/model/chat';
import { peopleOf, sharesOf, speakingOf, type Person, type Share } from '../shared/model/people';

/** Computes anew only when one of the parts it reads is another object; the SDK's store keeps unchanged parts. */
export function remembered<S, P extends readonly unknown[], R>(
  parts: (state: S) => P,
  compute: (state: S) => R,
): (state: S) => R {
  let last: { parts: P; result: R } | null = null;
  return (state) => {
    const now = parts(state);
    if (last && now.every((part, index) => Object.is(part, last?.parts[index]))) return last.result;
    last = { parts: now, result: compute(state) };
    return last.result;
  };
}

export const selectEverybody: (state: HMSStore) => Person[] = remembered(
  (state: HMSStore) => [state.room, state.peers, state.tracks] as const,
  (state) => peopleOf(state, t('app.guest')),
);

export const selectShares: (state: HMSStore) => Share[] = remembered(
  (state: HMSStore) => [state.peers, state.tracks] as const,
  (state) => sharesOf(state, t('app.guest')),
);

/** Ids of who speaks, as one text so that an unchanged set does not redraw anything. */
export const selectSpeaking = (state: HMSStore): string => speakingOf(state.speakers).join(' ');

export const selectChat: (state: HMSStore) => ChatMessage[] = remembered(
  (state: HMSStore) => [state.messages, state.room.localPeer] as const,
  (state) =>
    state.messages.allIDs
      .map((id) => state.messages.byID[id])
      .filter((message) => message !== undefined && message.type === 'chat')
      .map((message) => ({
        id: message!.id,
        from: message!.senderName?.trim() || t('app.guest'),
        own: message!.sender === state.room.localPeer,
        at: new Date(message!.time),
        text: typeof message!.message === 'string' ? message!.message : JSON.stringify(message!.message),
      })),
);

/** Number of chat messages not looked at yet. */
export const selectUnread = (state: HMSStore): number =>
  state.messages.allIDs.reduce((sum, id) => {
    const message = state.messages.byID[id];
    return sum + (message && message.type === 'chat' && !message.read ? 1 : 0);
  }, 0);

/** The server has let us in: it has told the room or the roles. Until then it may simply not be answering. */
export const selectWelcomed = (state: HMSStore): boolean =>
  state.room.name !== '' || state.room.sessionId !== '' || Object.keys(state.roles).length > 0;
