import { type FormEvent, useId, useState } from 'react';
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
  /** Does what the answer is for; where it is refused, the dialog stays, and says why. */
  attempt?(text: string): Promise<unknown>;
}

interface PromptProps extends PromptOptions {
  onAnswer(text: string | undefined): void;
}

export function PromptDialog(props: PromptProps) {
  const { title, label, value = '', action, placeholder, allowEmpty = false, attempt, onAnswer } = props;
  const words = useWords();
  const reason = useId();
  const [text, setText] = useState(value);
  const [refusal, setRefusal] = useState<unknown>();
  const [busy, setBusy] = useState(false);
  const ready = (allowEmpty || text.trim() !== '') && !busy;
  async function answer() {
    if (!ready) return;
    setBusy(true);
    try {
      await attempt?.(text.trim());
      onAnswer(text.trim());
    } catch (error) {
      setRefusal(error);
      setBusy(false);
    }
  }
  function submit(event: FormEvent) {
    event.preventDefault();
    void answer();
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
            aria-invalid={refusal !== undefined}
            aria-describedby={refusal === undefined ? undefined : reason}
            onChange={(event) => {
              setText(event.target.value);
              setRefusal(undefined);
            }}
            onFocus={(event) => event.target.select()}
          />
        </label>
        {refusal !== undefined && (
          <p id={reason} className="field-error" role="alert">
            {words.error(refusal)}
          </p>
        )}
      </form>
      <div className="dialog-actions">
        <Button onClick={() => onAnswer(undefined)}>{words.t('action.cancel')}</Button>
        <Button look="strong" disabled={!ready} onClick={() => void answer()}>
          {action}
        </Button>
      </div>
    </Dialog>
  );
}
