import type { LucideIcon } from 'lucide-react';

/** A sign beside a word, or in a button that says its name: never read out by itself. */
export function Icon({ of: Sign, size = 15 }: { of: LucideIcon; size?: number }) {
  return <Sign className="icon" size={size} strokeWidth={1.6} absoluteStrokeWidth aria-hidden />;
}
