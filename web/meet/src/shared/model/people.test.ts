import { describe, expect, it } from 'vitest';
import { arrivalOrder, peopleOf, sharesOf, speakersFirst, speakingOf, type PeopleSource } from './people';

const state: PeopleSource = {
  room: { peers: ['me', 'ann', 'gone'], localPeer: 'me' },
  peers: {
    me: {
      id: 'me',
      name: 'Me',
      isLocal: true,
      roleName: 'host',
      videoTrack: 'mv',
      audioTrack: 'ma',
      auxiliaryTracks: ['ms'],
    },
    ann: {
      id: 'ann',
      name: '  ',
      isLocal: false,
      videoTrack: 'av',
      auxiliaryTracks: ['as', 'aa'],
      isHandRaised: true,
    },
  },
  tracks: {
    mv: { id: 'mv', type: 'video', enabled: true, displayEnabled: false },
    ma: { id: 'ma', type: 'audio', enabled: true },
    ms: { id: 'ms', type: 'video', source: 'screen', enabled: true },
    av: { id: 'av', type: 'video', enabled: true },
    as: { id: 'as', type: 'video', source: 'screen', enabled: true },
    aa: { id: 'aa', type: 'audio', source: 'screen', enabled: true },
  },
};

describe('people', () => {
  it('come with oneself last, unknown ids left out and names never empty', () => {
    const people = peopleOf(state, 'Guest');
    expect(people.map((person) => person.name)).toEqual(['Guest', 'Me']);
    expect(people[0]).toMatchObject({ videoOn: true, audioOn: false, handRaised: true });
  });

  it('show the own camera as off at once, before the device has stopped', () => {
    expect(peopleOf(state, 'Guest')[1]).toMatchObject({ videoOn: false, audioOn: true, videoTrack: 'mv' });
  });

  it('who share a screen are listed, others before oneself, sound left out', () => {
    expect(sharesOf(state, 'Guest').map((share) => share.trackId)).toEqual(['as', 'ms']);
  });

  it('count as speaking only above a murmur', () => {
    expect(
      speakingOf({
        a: { peerID: 'z', audioLevel: 30 },
        b: { peerID: 'b', audioLevel: 40 },
        c: { peerID: 'c', audioLevel: 3 },
      }),
    ).toEqual(['b', 'z']);
  });

  it('who speak are brought to the first page without moving the others', () => {
    const crowd = ['a', 'b', 'c', 'd', 'e'].map((id) => ({
      id,
      name: id,
      isLocal: false,
      role: '',
      videoOn: false,
      audioOn: true,
      handRaised: false,
    }));
    expect(speakersFirst(crowd, new Set(['e']), 3).map((person) => person.id)).toEqual([
      'a',
      'b',
      'e',
      'd',
      'c',
    ]);
    expect(speakersFirst(crowd, new Set(['a', 'b', 'c', 'd']), 3).map((person) => person.id)).toEqual([
      'a',
      'b',
      'c',
      'd',
      'e',
    ]);
  });
});

it('keeps the order in which screens were shared', () => {
  const one = arrivalOrder([], ['b']);
  expect(arrivalOrder(one, ['b'])).toBe(one);
  const two = arrivalOrder(one, ['a', 'b']);
  expect(two).toEqual(['b', 'a']);
  expect(arrivalOrder(two, ['a', 'c'])).toEqual(['a', 'c']);
  expect(arrivalOrder(two, [])).toEqual([]);
});
