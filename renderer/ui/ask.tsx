import { type FormEvent, useState } from 'react';
import { useWords } from '../i18n/words.ts';
import { Button } from './button.tsx';
import { Dialog } from './dialog.tsx';

export interface ConfirmOptions {
  title: string;
  text: string;
  /** The verb on the button. */
  action: string;
  danger?: boolean;
}

interface ConfirmProps extends ConfirmOptions {
  onAnswer(agreed: boolean): void;
}

export function ConfirmDialog({ title, text, action, danger, onAnswer }: ConfirmProps) {
  const words = useWords();
  return (
    <Dialog title={title} onClose={() => onAnswer(false)}>
      <p>{text}</p>
      <div className="dialog-actions">
        <Button onClick={() => onAnswer(false)}>{words.t('action.cancel')}</Button>
        <Button look={danger ? 'danger' : 'strong'} onClick={() => onAnswer(true)}>
          {action}
        </Button>
      </div>
    </Dialog>
  );
}

export interface PromptOptions {
  title: string;
  label: string;
  value?: string;
  action: string;
  placeholder?: string;
  /** An empty answer is one, too. */
  allowEmpty?: boolean;
}

interface PromptProps extends PromptOptions {
  onAnswer(text: string | undefined): void;
}

export function PromptDialog(props: PromptProps) {
  const { title, label, value = '', action, placeholder, allowEmpty = false, onAnswer } = props;
  const words = useWords();
  const [text, setText] = useState(value);
  const ready = allowEmpty || text.trim() !== '';
  function submit(event: FormEvent) {
    event.preventDefault();
    if (ready) onAnswer(text.trim());
  }
  return (
    <Dialog title={title} onClose={() => onAnswer(undefined)}>
      <form className="field-label" onSubmit={submit}>
        <label className="field-label">
          {label}
          <input
            className="field"
            value={text}
            placeholder={placeholder}
            spellCheck={false}
            onChange={(event) => setText(event.target.value)}
            onFocus={(event) => event.target.select()}
          />
        </label>
      </form>
      <div className="dialog-actions">
        <Button onClick={() => onAnswer(undefined)}>{words.t('action.cancel')}</Button>
        <Button look="strong" disabled={!ready} onClick={() => onAnswer(text.trim())}>
          {action}
        </Button>
      </div>
    </Dialog>
  );
}
