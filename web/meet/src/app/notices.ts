import { HMSNotificationTypes } from '@100mslive/react-sdk';
import { t } from '../shared/i18n';
import { failureOf } from '../shared/model/failure';
import type { AnyNotification } from './line';

/** What a notification says to people, in one short sentence; empty when it need not be told. */
export function noticeOf(notification: AnyNotification, chatOpen: boolean): string {
  const name = (raw: string | undefined) => raw?.trim() || t('app.guest');
  switch (notification.type) {
    case HMSNotificationTypes.PEER_JOINED:
      return t('status.joined', { name: name(notification.data.name) });
    case HMSNotificationTypes.PEER_LEFT:
      return t('status.left', { name: name(notification.data.name) });
    case HMSNotificationTypes.RECONNECTED:
      return t('status.reconnected');
    case HMSNotificationTypes.NEW_MESSAGE:
      if (chatOpen || notification.data.type !== 'chat') return '';
      return t('status.message', { name: name(notification.data.senderName) });
    case HMSNotificationTypes.CHANGE_TRACK_STATE_REQUEST:
      return t(notification.data.enabled ? 'status.askedOn' : 'status.mutedByOther', {
        name: name(notification.data.requestedBy?.name),
      });
    case HMSNotificationTypes.ERROR:
      return errorNotice(notification.data);
    default:
      return '';
  }
}

function errorNotice(error: unknown): string {
  const { code, text } = failureOf(error);
  if (code < 3000 || code > 3015 || code === 3008) return '';
  if (/screen/i.test(text)) return code === 3001 ? '' : t('status.shareFailed');
  return t(/video|camera/i.test(text) ? 'status.camFailed' : 'status.micFailed');
}
