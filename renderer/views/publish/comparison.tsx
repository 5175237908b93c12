import { useMemo } from 'react';
import { useWords } from '../../i18n/words.ts';
import { compareTexts, type Edit, type Part, type Run } from '../../state/comparison.ts';
import { ruleWords } from './plan-words.ts';
import './comparison.css';

interface ComparisonProps {
  source: string;
  result: string;
  edits: readonly Edit[];
  /** What the page goes to, in words. */
  place: string;
  /** Leave out what is equal. */
  onlyChanges: boolean;
}

/** A note and what is published of it, side by side: equal lines stand beside each other. */
export function Comparison({ source, result, edits, place, onlyChanges }: ComparisonProps) {
  const words = useWords();
  const runs = useMemo(() => compareTexts(source, result, edits), [source, result, edits]);
  const shown = onlyChanges ? runs.filter((run) => run.changed) : runs;
  if (shown.length === 0) return <p className="plan-notice">{words.t('publish.same')}</p>;
  return (
    <div className="comparison" data-gaps={onlyChanges}>
      <h3>{words.t('publish.note')}</h3>
      <h3>{words.t('publish.page', { place })}</h3>
      {shown.map((run) => (
        <RunRow key={run.line + (run.changed ? '~' : '=')} run={run} />
      ))}
    </div>
  );
}

function RunRow({ run }: { run: Run }) {
  return (
    <>
      <div className="comparison-cell" data-change={run.changed && run.left.length > 0 ? 'gone' : undefined}>
        <Parts parts={run.left} tag="del" />
      </div>
      <div className="comparison-cell" data-change={run.changed && run.right.length > 0 ? 'new' : undefined}>
        <Parts parts={run.right} tag="ins" />
      </div>
    </>
  );
}

function Parts({ parts, tag: Tag }: { parts: readonly Part[]; tag: 'del' | 'ins' }) {
  const words = useWords();
  let at = 0;
  return parts.map(({ text, rule }) => {
    const key = at;
    at += text.length;
    if (rule === undefined) return <span key={key}>{text}</span>;
    return (
      <Tag key={key} title={ruleWords(rule, words)}>
        {text}
      </Tag>
    );
  });
}
