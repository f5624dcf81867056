import type { ChatMessage } from './chat';
import type { DeviceChoices } from './devices';
import type { Invite } from './invite';
import type { RoomLook } from './palette';
import type { Person, Share } from './people';

export type Panel = 'chat' | 'people';

/** Everything the call screen shows. */
export interface CallView {
  look: RoomLook;
  roomName: string;
  people: Person[];
  shares: Share[];
  speaking: ReadonlySet<string>;
  messages: ChatMessage[];
  unread: number;
  panel: Panel | null;
  mayTalk: boolean;
  mayShow: boolean;
  mayShare: boolean;
  hasMic: boolean;
  hasCamera: boolean;
  micOn: boolean;
  cameraOn: boolean;
  sharing: boolean;
  recording: boolean;
  live: boolean;
  devices: DeviceChoices;
  /** The link to pass on; null when a token and no link opened the page. */
  invite: Invite | null;
  /** Last thing that happened, told once in the header; empty when nothing. */
  notice: string;
  reconnecting: boolean;
  soundBlocked: boolean;
}

/** Everything that can be done on it. */
export interface CallActions {
  toggleMic(): void;
  toggleCamera(): void;
  toggleShare(): void;
  leave(): void;
  allowSound(): void;
  openPanel(panel: Panel | null): void;
  /** Rejects when the message did not get through. */
  send(text: string): Promise<void>;
}
