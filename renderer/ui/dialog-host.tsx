import { createContext, type ReactNode, useCallback, useContext, useMemo, useState } from 'react';
import { ConfirmDialog, type ConfirmOptions, PromptDialog, type PromptOptions } from './ask.tsx';

export interface Dialogs {
  /** True where the person agrees. */
  confirm(options: ConfirmOptions): Promise<boolean>;
  /** What was typed; undefined where the person turned away. */
  prompt(options: PromptOptions): Promise<string | undefined>;
  /** Any dialog; `close` ends it. */
  show(render: (close: () => void) => ReactNode): void;
}

const DialogContext = createContext<Dialogs | undefined>(undefined);

export function useDialogs(): Dialogs {
  const dialogs = useContext(DialogContext);
  if (!dialogs) throw new Error('useDialogs outside of DialogHost');
  return dialogs;
}

export function DialogHost({ children }: { children: ReactNode }) {
  const [render, setRender] = useState<{ now: (close: () => void) => ReactNode }>();
  const close = useCallback(() => setRender(undefined), []);
  const dialogs = useMemo<Dialogs>(() => {
    const show: Dialogs['show'] = (now) => setRender({ now });
    return {
      show,
      confirm: (options) => answerOf(show, (answer) => <ConfirmDialog {...options} onAnswer={answer} />),
      prompt: (options) => answerOf(show, (answer) => <PromptDialog {...options} onAnswer={answer} />),
    };
  }, []);
  return (
    <DialogContext value={dialogs}>
      {children}
      {render?.now(close)}
    </DialogContext>
  );
}

function answerOf<T>(show: Dialogs['show'], render: (answer: (value: T) => void) => ReactNode): Promise<T> {
  return new Promise((resolve) => {
    show((close) =>
      render((value) => {
        close();
        resolve(value);
      }),
    );
  });
}
