import type { ReactNode } from 'react';
import './banner.css';

interface BannerProps {
  tone: 'plain' | 'warn' | 'bad';
  children: ReactNode;
  actions?: ReactNode;
}

/** A line over the page for what concerns the whole window. */
export function Banner({ tone, children, actions }: BannerProps) {
  return (
    <div className="banner" data-tone={tone} role="status">
      <p>{children}</p>
      {actions}
    </div>
  );
}
