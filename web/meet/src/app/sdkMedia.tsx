import { selectTrackAudioByID, useHMSStore, useVideo } from '@100mslive/react-sdk';
import { LevelBars, type Media, type VideoProps } from '../shared/ui/media';

/** A track's picture. The SDK's hook attaches it, which also asks the server for the layer that fits its size. */
function SdkVideo({ trackId, mirrored, fit }: VideoProps) {
  const { videoRef } = useVideo({ trackId });
  return (
    <video
      ref={videoRef}
      autoPlay
      playsInline
      muted
      aria-hidden
      className={`absolute inset-0 h-full w-full ${fit === 'cover' ? 'object-cover' : 'object-contain'} ${mirrored ? 'mirrored' : ''}`}
    />
  );
}

function SdkLevel({ trackId }: { trackId: string | undefined }) {
  const level = useHMSStore(selectTrackAudioByID(trackId));
  return <LevelBars level={level ?? 0} />;
}

export const sdkMedia: Media = { Video: SdkVideo, Level: SdkLevel };
