import { useWords } from '../../i18n/words.ts';
import type { Bar } from '../../state/timeline.ts';

interface TimelineChartProps {
  bars: readonly Bar[];
  /** The period that the timeline is narrowed to; '' for none. */
  chosen: string;
  onChoose(period: string): void;
}

/** Entries by month. A click on a bar narrows the timeline to it, a second one widens it again. */
export function TimelineChart({ bars, chosen, onChoose }: TimelineChartProps) {
  const words = useWords();
  const most = Math.max(1, ...bars.map((bar) => bar.count));
  const name = (period: string) => (period.length === 4 ? period : words.month(period));
  return (
    <figure className="chart" aria-label={words.t('topic.chart')}>
      <div className="chart-bars">
        {bars.map((bar) => {
          const label = words.t('topic.chart-bar', { period: name(bar.period), n: bar.count });
          return (
            <button
              key={bar.period}
              type="button"
              className="chart-bar"
              data-recent={bar.recent}
              data-dim={chosen !== '' && chosen !== bar.period}
              aria-pressed={chosen === bar.period}
              aria-label={label}
              title={label}
              disabled={bar.count === 0}
              onClick={() => onChoose(chosen === bar.period ? '' : bar.period)}
            >
              <span style={{ height: `${(bar.count / most) * 100}%` }} />
            </button>
          );
        })}
      </div>
      <figcaption className="chart-axis">
        <span>{name(bars[0]?.period ?? '')}</span>
        <span>{name(bars.at(-1)?.period ?? '')}</span>
      </figcaption>
    </figure>
  );
}
