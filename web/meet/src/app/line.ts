import {
  HMSLogLevel,
  HMSNotificationTypes,
  HMSReactiveStore,
  type HMSActions,
  type HMSNotification,
  type HMSNotificationInCallback,
  type HMSNotifications,
} from '@100mslive/react-sdk';
import type { Line, LineEvent } from './meeting';
import { selectWelcomed } from './selectors';

/** The SDK's three parts and the narrow line the meeting flow uses. */
export interface Sdk {
  actions: HMSActions;
  store: ReturnType<HMSReactiveStore['getStore']>;
  notifications: HMSNotifications;
  line: Line;
}

/** Any notification, as subscribers without a filter get it. */
export type AnyNotification = HMSNotification | HMSNotificationInCallback<HMSNotificationTypes>;

/** Starts the SDK. One per page. */
export function createSdk(): Sdk {
  const hms = new HMSReactiveStore();
  const actions = hms.getActions();
  const store = hms.getStore();
  actions.setLogLevel(HMSLogLevel.ERROR);
  const line: Line = {
    preview: (config) => actions.preview(config),
    join: (config) => actions.join(config),
    leave: () => actions.leave(),
    welcomed: () => selectWelcomed(store.getState()),
    unblockSound: () => actions.unblockAudio(),
  };
  return { actions, store, notifications: hms.getNotifications(), line };
}

/** The SDK's notification as the meeting flow understands it; null for the many it does not care about. */
export function lineEvent(notification: AnyNotification): LineEvent | null {
  switch (notification.type) {
    case HMSNotificationTypes.RECONNECTING:
      return { type: 'reconnecting' };
    case HMSNotificationTypes.RECONNECTED:
      return { type: 'reconnected' };
    case HMSNotificationTypes.ROOM_ENDED:
      return { type: 'room-ended' };
    case HMSNotificationTypes.REMOVED_FROM_ROOM:
      return { type: 'removed' };
    case HMSNotificationTypes.ERROR:
      return { type: 'error', error: notification.data, terminal: notification.data.isTerminal };
    default:
      return null;
  }
}
