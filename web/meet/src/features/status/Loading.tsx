import { t } from '../../shared/i18n';

/** Says what is being waited for; never a bare spinner. */
export function Loading({
  what,
  slow,
}: {
  what: 'link' | 'connecting' | 'joining' | 'leaving';
  slow: boolean;
}) {
  return (
    <main
      className="flex h-full flex-col items-center justify-center gap-4 p-6 text-center"
      data-testid="loading"
      data-what={what}
    >
      <Dots />
      <div role="status" className="text-medium">
        <h1 className="text-[16px] leading-6">{t(`loading.${what}`)}</h1>
        {slow ? <p className="text-low">{t('loading.slow')}</p> : null}
      </div>
    </main>
  );
}

/** Three dots that breathe: something goes on. */
export function Dots() {
  return (
    <span aria-hidden className="flex gap-1.5">
      {[0, 1, 2].map((index) => (
        <span
          key={index}
          className="size-2 animate-pulse rounded-full bg-primary-ring"
          style={{ animationDelay: `${index * 160}ms` }}
        />
      ))}
    </span>
  );
}
