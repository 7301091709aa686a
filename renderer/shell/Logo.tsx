// Essaim's mark: three hexagons, as on the visualizer's page.
import type { ReactElement } from 'react';

export function Logo({ size }: { size: number }): ReactElement {
  return (
    <svg className="logo" viewBox="0 0 48 44" width={size} height={(size * 44) / 48} aria-hidden="true">
      <path d="M12 2h10l5 9-5 9H12l-5-9Z" />
      <path d="M31 13h10l5 9-5 9H31l-5-9Z" />
      <path d="M12 24h10l5 9-5 9H12l-5-9Z" />
    </svg>
  );
}
