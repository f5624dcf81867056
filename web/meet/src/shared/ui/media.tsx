import { createContext, useContext, type ComponentType } from 'react';

export interface VideoProps {
  trackId: string;
  mirrored?: boolean;
  /** Whole picture with bars (screens) or filling the box (people). */
  fit: 'cover' | 'contain';
}

/** The two things screens need from the SDK; behind a context so that screens can be looked at without a call. */
export interface Media {
  Video: ComponentType<VideoProps>;
  /** Loudness of a track as five rising bars. */
  Level: ComponentType<{ trackId: string | undefined }>;
}

const MediaContext = createContext<Media | null>(null);
export const MediaProvider = MediaContext.Provider;

export function useMediaParts(): Media {
  const media = useContext(MediaContext);
  if (!media) throw new Error('MediaProvider is missing');
  return media;
}

/** Five bars for a level of 0 to 100. */
export function LevelBars({ level }: { level: number }) {
  return (
    <span aria-hidden className="inline-flex h-3.5 items-end gap-[2px]">
      {[6, 20, 36, 54, 72].map((threshold, index) => (
        <span
          key={threshold}
          className={`w-[3px] rounded-full transition-colors duration-100 ${level >= threshold ? 'bg-success' : 'bg-current opacity-30'}`}
          style={{ height: 5 + index * 2.25 }}
        />
      ))}
    </span>
  );
}
