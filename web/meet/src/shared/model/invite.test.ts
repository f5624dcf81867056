import { expect, it } from 'vitest';
import { inviteOf } from './invite';

it('is the link without anything about the person', () => {
  expect(inviteOf('https://a.example', 'abc-defg-hij', 'Weekly & more')).toEqual({
    link: 'https://a.example/meeting/abc-defg-hij',
    qr: '/meeting/abc-defg-hij/qr.svg',
    calendar: '/meeting/abc-defg-hij/invite.ics?title=Weekly%20%26%20more',
  });
});

it('has no picture and no calendar entry for a room id and role', () => {
  expect(inviteOf('https://a.example', '65f0aa/stage crew', 'x')).toEqual({
    link: 'https://a.example/meeting/65f0aa/stage%20crew',
    qr: '',
    calendar: '',
  });
});

it('is nothing when a token opened the page', () => {
  expect(inviteOf('https://a.example', '', 'x')).toBeNull();
});

it('keeps the title within what the server takes', () => {
  const calendar = inviteOf('https://a.example', 'abc-defg-hij', `a\nb${'x'.repeat(300)}`)?.calendar ?? '';
  expect(decodeURIComponent(calendar.split('title=')[1] ?? '')).toMatch(/^abx{198}$/);
});
