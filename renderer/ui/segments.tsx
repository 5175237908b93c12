import type { KeyboardEvent } from 'react';
import './segments.css';

export interface SegmentsProps<V extends string> {
  label: string;
  options: readonly { value: V; label: string }[];
  value: V;
  onChange(value: V): void;
}

/** Tabs over a pane; arrows move between them. `controls` is the id of what they switch. */
export function Segments<V extends string>(props: SegmentsProps<V> & { controls: string }) {
  function onKeyDown(event: KeyboardEvent<HTMLElement>) {
    const step = event.key === 'ArrowRight' ? 1 : event.key === 'ArrowLeft' ? -1 : 0;
    const index = props.options.findIndex((option) => option.value === props.value);
    const next = props.options.at((index + step) % props.options.length);
    if (step === 0 || !next) return;
    event.preventDefault();
    props.onChange(next.value);
    event.currentTarget.querySelector<HTMLElement>(`[data-value="${next.value}"]`)?.focus();
  }
  return (
    <div className="segments" role="tablist" aria-label={props.label} onKeyDown={onKeyDown}>
      {props.options.map(({ value, label }) => (
        <button
          key={value}
          type="button"
          role="tab"
          className="segment"
          data-value={value}
          aria-selected={value === props.value}
          aria-controls={props.controls}
          tabIndex={value === props.value ? 0 : -1}
          onClick={() => props.onChange(value)}
        >
          {label}
        </button>
      ))}
    </div>
  );
}
