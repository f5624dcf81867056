import { avatarOf } from '../avatar';

/** Initials on a calm colour; the colour depends on the name only, so a person keeps it in every call. */
export function Avatar({ name, size }: { name: string; size: number }) {
  const { initials, hue } = avatarOf(name);
  return (
    <span
      aria-hidden
      className="avatar inline-flex shrink-0 items-center justify-center rounded-full font-semibold select-none"
      style={{
        width: size,
        height: size,
        fontSize: Math.round(size * 0.38),
        backgroundColor: `hsl(${hue} 34% 38%)`,
        color: '#fff',
      }}
    >
      {initials}
    </span>
  );
}
