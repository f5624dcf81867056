import i18next from 'i18next';
import { en } from './en';

/** Starts the words; English is built in, so this is ready when it returns. */
export function startWords(): void {
  void i18next.init({
    lng: 'en',
    fallbackLng: 'en',
    resources: { en: { translation: en } },
    interpolation: { escapeValue: false },
    initAsync: false,
    returnNull: false,
    showSupportNotice: false,
  });
}

/** The words for a key. React escapes them, so values may come from other people. */
export function t(key: string, values?: Record<string, string | number>): string {
  return i18next.t(key, values ?? {});
}

let timeOfDay: { language: string; format: Intl.DateTimeFormat } | null = null;

/** Time of day in the reader's way. The first call of a page is slow: the browser looks up how times are written. */
export function clock(at: Date): string {
  const language = i18next.language;
  if (timeOfDay?.language !== language) {
    timeOfDay = {
      language,
      format: new Intl.DateTimeFormat(language, { hour: '2-digit', minute: '2-digit' }),
    };
  }
  return timeOfDay.format.format(at);
}

/** A day and time of day in the reader's way and time zone, to the minute. */
export function dayAndTime(at: Date): string {
  return at.toLocaleString(i18next.language, {
    weekday: 'long',
    day: 'numeric',
    month: 'long',
    hour: '2-digit',
    minute: '2-digit',
    timeZoneName: 'short',
  });
}
