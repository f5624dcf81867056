/** A person as the screens show them. */
export interface Person {
  id: string;
  name: string;
  isLocal: boolean;
  role: string;
  /** Id of the camera track, also while it is off; none when the person has no camera. */
  videoTrack?: string;
  videoOn: boolean;
  audioOn: boolean;
  handRaised: boolean;
}

/** A shared screen. */
export interface Share {
  trackId: string;
  peerId: string;
  name: string;
  isLocal: boolean;
}

/** The parts of the SDK's state that this file reads; a subset so that tests can write it by hand. */
export interface PeopleSource {
  room: { peers: readonly string[]; localPeer?: string };
  peers: Record<string, PeerSource | undefined>;
  tracks: Record<string, TrackSource | undefined>;
}
export interface PeerSource {
  id: string;
  name: string;
  isLocal: boolean;
  roleName?: string;
  videoTrack?: string;
  audioTrack?: string;
  auxiliaryTracks: readonly string[];
  isHandRaised?: boolean;
}
export interface TrackSource {
  id: string;
  type: string;
  source?: string;
  enabled: boolean;
  displayEnabled?: boolean;
}

const shownAsOn = (track: TrackSource | undefined): boolean =>
  track !== undefined && (track.displayEnabled ?? track.enabled);

/** Everybody in the room, oneself last; names fall back to a given word. */
export function peopleOf(state: PeopleSource, nameless: string): Person[] {
  const ids = new Set(state.room.peers);
  if (state.room.localPeer) ids.add(state.room.localPeer);
  const people: Person[] = [];
  for (const id of ids) {
    const peer = state.peers[id];
    if (!peer) continue;
    const video = peer.videoTrack ? state.tracks[peer.videoTrack] : undefined;
    const audio = peer.audioTrack ? state.tracks[peer.audioTrack] : undefined;
    people.push({
      id,
      name: peer.name.trim() || nameless,
      isLocal: peer.isLocal,
      role: peer.roleName ?? '',
      videoTrack: video?.id,
      videoOn: peer.isLocal ? shownAsOn(video) : (video?.enabled ?? false),
      audioOn: peer.isLocal ? shownAsOn(audio) : (audio?.enabled ?? false),
      handRaised: peer.isHandRaised ?? false,
    });
  }
  return [...people.filter((person) => !person.isLocal), ...people.filter((person) => person.isLocal)];
}

/** The screens being shared now, other people's before one's own. */
export function sharesOf(state: PeopleSource, nameless: string): Share[] {
  const shares: Share[] = [];
  for (const peer of Object.values(state.peers)) {
    if (!peer) continue;
    for (const trackId of peer.auxiliaryTracks) {
      const track = state.tracks[trackId];
      if (track?.type === 'video' && track.source === 'screen') {
        shares.push({ trackId, peerId: peer.id, name: peer.name.trim() || nameless, isLocal: peer.isLocal });
      }
    }
  }
  return shares.sort((a, b) => Number(a.isLocal) - Number(b.isLocal));
}

/** The ids in the order they first appeared: the ones known before keep their place, new ones go to the end. */
export function arrivalOrder(before: readonly string[], now: readonly string[]): readonly string[] {
  const kept = before.filter((id) => now.includes(id));
  const added = now.filter((id) => !before.includes(id));
  return added.length === 0 && kept.length === before.length ? before : [...kept, ...added];
}

/** Ids of the people whose voice is louder than a murmur, by the SDK's 0–100 level; sorted, so that it compares well. */
export function speakingOf(
  speakers: Record<string, { peerID: string; audioLevel: number } | undefined>,
): string[] {
  const ids = new Set<string>();
  for (const speaker of Object.values(speakers)) {
    if (speaker && speaker.audioLevel > 8) ids.add(speaker.peerID);
  }
  return [...ids].sort();
}

/** Brings people who speak onto the first page: they change places with the last silent ones there. */
export function speakersFirst(
  people: readonly Person[],
  speaking: ReadonlySet<string>,
  pageSize: number,
): Person[] {
  const order = [...people];
  if (order.length <= pageSize) return order;
  let free = pageSize - 1;
  for (let index = pageSize; index < order.length; index++) {
    if (!speaking.has(order[index]!.id)) continue;
    while (free >= 0 && speaking.has(order[free]!.id)) free--;
    if (free < 0) break;
    [order[free], order[index]] = [order[index]!, order[free]!];
  }
  return order;
}
