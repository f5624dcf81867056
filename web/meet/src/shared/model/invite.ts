/** What there is to pass the link on with. */
export interface Invite {
  link: string;
  /** Address of a picture with the link's QR code; empty when there is none. */
  qr: string;
  /** Address of a calendar entry; empty when there is none. */
  calendar: string;
}

const MAX_TITLE = 200;

/**
 * The link by which this page was opened, without the queries that are about the person who opened it.
 *
 * @param code as in Address; empty gives null, because a token alone is nobody else's
 */
export function inviteOf(origin: string, code: string, title: string): Invite | null {
  if (!code) return null;
  const [first = '', ...role] = code.split('/');
  const path = `/meeting/${first}`;
  if (role.length > 0) {
    return { link: `${origin}${path}/${encodeURIComponent(role.join('/'))}`, qr: '', calendar: '' };
  }
  const name = [...title]
    .filter((char) => !/\p{Cc}/u.test(char))
    .join('')
    .slice(0, MAX_TITLE);
  return {
    link: origin + path,
    qr: `${path}/qr.svg`,
    calendar: `${path}/invite.ics${name ? `?title=${encodeURIComponent(name)}` : ''}`,
  };
}
