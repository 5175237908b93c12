import { X } from 'lucide-react';
import { useEffect, useState } from 'react';
import { useWords } from '../i18n/words.ts';
import type { Notice, Notices } from '../state/notices.ts';
import { useStore } from '../state/store.ts';
import { IconButton, TextButton } from './button.tsx';
import './notice.css';

/** How long a notice stays (ms); one with an action or an error longer. */
const short = 4_000;
const long = 10_000;

/** The notices in the corner. They are read out, and wait while the pointer or the focus is on them. */
export function NoticeArea({ notices }: { notices: Notices }) {
  const shown = useStore(notices.store);
  const [held, setHeld] = useState(false);
  return (
    <output
      className="notices"
      aria-live="polite"
      onPointerEnter={() => setHeld(true)}
      onPointerLeave={() => setHeld(false)}
      onFocus={() => setHeld(true)}
      onBlur={() => setHeld(false)}
    >
      {shown.map((notice) => (
        <NoticeCard
          key={notice.id}
          notice={notice}
          held={held}
          onDismiss={() => notices.dismiss(notice.id)}
        />
      ))}
    </output>
  );
}

interface NoticeCardProps {
  notice: Notice;
  held: boolean;
  onDismiss(): void;
}

function NoticeCard({ notice, held, onDismiss }: NoticeCardProps) {
  const words = useWords();
  const { action, text, tone, id } = notice;
  const stay = action || tone === 'bad' ? long : short;
  useDismissAfter(stay, held, id, onDismiss);
  return (
    <div className="notice" data-tone={tone}>
      <p>{'error' in text ? words.error(text.error) : words.t(text.key, text.params)}</p>
      {action && (
        <TextButton
          onClick={() => {
            action.run();
            onDismiss();
          }}
        >
          {words.t(action.label)}
        </TextButton>
      )}
      <IconButton icon={X} label={words.t('action.dismiss')} size={13} onClick={onDismiss} />
    </div>
  );
}

function useDismissAfter(stay: number, held: boolean, id: number, onDismiss: () => void): void {
  const [dismiss] = useState(() => ({ run: onDismiss, id }));
  useEffect(() => {
    if (held) return;
    const timer = setTimeout(dismiss.run, stay);
    return () => clearTimeout(timer);
  }, [held, stay, dismiss]);
}
