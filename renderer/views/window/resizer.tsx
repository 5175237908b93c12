import { type KeyboardEvent, type PointerEvent, useState } from 'react';
import { useWords } from '../../i18n/words.ts';
import './resizer.css';

interface ResizerProps {
  side: 'left' | 'right';
  width: number;
  least: number;
  most: number;
  onWidth(width: number): void;
}

/** The edge of a pane, to be dragged, or moved with the arrows while it has the focus. */
export function Resizer({ side, width, least, most, onWidth }: ResizerProps) {
  const words = useWords();
  const [from, setFrom] = useState<{ x: number; width: number }>();
  const clamp = (value: number) => Math.round(Math.max(least, Math.min(most, value)));
  const sign = side === 'left' ? 1 : -1;
  function onPointerMove(event: PointerEvent) {
    if (from) onWidth(clamp(from.width + sign * (event.clientX - from.x)));
  }
  function onKeyDown(event: KeyboardEvent) {
    const step = event.key === 'ArrowRight' ? 16 : event.key === 'ArrowLeft' ? -16 : 0;
    if (step === 0) return;
    event.preventDefault();
    onWidth(clamp(width + sign * step));
  }
  return (
    <hr
      className="resizer"
      data-side={side}
      data-dragging={from !== undefined}
      aria-orientation="vertical"
      aria-label={words.t('window.resize')}
      aria-valuenow={width}
      aria-valuemin={least}
      aria-valuemax={most}
      tabIndex={0}
      onPointerDown={(event) => {
        event.currentTarget.setPointerCapture(event.pointerId);
        setFrom({ x: event.clientX, width });
      }}
      onPointerMove={onPointerMove}
      onPointerUp={() => setFrom(undefined)}
      onKeyDown={onKeyDown}
    />
  );
}
