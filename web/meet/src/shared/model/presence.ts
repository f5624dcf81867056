import { t } from '../i18n';

/** Says who is in the room before one joins: up to three names, the rest as a number. */
export function whoIsHere(names: readonly string[], count: number): string {
  const total = Math.max(count, names.length);
  if (total === 0) return t('preview.nobody');
  if (names.length === 0) return t('preview.count', { count: total });
  const shown = names.slice(0, 3);
  const rest = total - shown.length;
  const last = rest > 0 ? t('preview.more', { count: rest }) : '';
  let joined: string;
  if (last) joined = `${shown.join(', ')} ${last}`;
  else if (shown.length === 1) joined = shown[0] ?? '';
  else joined = `${shown.slice(0, -1).join(', ')} ${t('preview.and')} ${shown[shown.length - 1] ?? ''}`;
  return t('preview.here', { names: joined, count: total });
}
