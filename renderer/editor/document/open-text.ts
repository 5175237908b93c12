import { isolateHistory } from '@codemirror/commands';
import { Annotation, type EditorState, Transaction, type TransactionSpec } from '@codemirror/state';
import { fileText, setEndings, splitText } from './line-endings.ts';
import { changesBetween } from './text-changes.ts';

/** What an `EditorView` is to a document. */
export interface TextView {
  readonly state: EditorState;
  dispatch(spec: TransactionSpec): void;
}

/** Marks a change that came from the disk: it is not one that waits to be saved. */
export const fromDisk = Annotation.define<boolean>();
const fromOtherView = Annotation.define<boolean>();

/**
 * The text of one open note with its undo history, whether it is shown in no view, one or several. The first view
 * holds the history; the others follow its changes, and it theirs.
 */
export class OpenText {
  private readonly views: TextView[] = [];
  private parked: EditorState;
  private readonly makeState: (text: string) => EditorState;
  private readonly onChange: (transaction: Transaction) => void;

  constructor(
    text: string,
    makeState: (text: string) => EditorState,
    onChange: (transaction: Transaction) => void,
  ) {
    this.makeState = makeState;
    this.onChange = onChange;
    this.parked = makeState(text);
  }

  get state(): EditorState {
    return this.views[0]?.state ?? this.parked;
  }

  /** The text as it belongs into the file. */
  toString(): string {
    return fileText(this.state);
  }

  /** A state for a new view: the one with the history where no other view has it. */
  stateForView(): EditorState {
    return this.views.length === 0 ? this.parked : this.makeState(this.toString());
  }

  /** Let `view`, made from `stateForView()`, show this text until the returned function is called. */
  attach(view: TextView): () => void {
    this.views.push(view);
    return () => {
      const index = this.views.indexOf(view);
      if (index < 0) return;
      if (index === 0) this.parked = view.state;
      this.views.splice(index, 1);
    };
  }

  /** Change the text from outside a view: a property, a link, a merge. */
  edit(spec: TransactionSpec): void {
    const view = this.views[0];
    if (view) {
      view.dispatch(spec);
      return;
    }
    const transaction = this.parked.update(spec);
    this.parked = transaction.state;
    this.took(undefined, [transaction]);
  }

  /** Put the text found on disk in place of ours: the smallest changes, one step of undo. */
  replace(text: string): void {
    const { doc, endings } = splitText(text);
    const changes = changesBetween(this.state.doc.toString(), doc.toString());
    this.edit({
      changes,
      effects: setEndings.of(endings),
      annotations: [
        fromDisk.of(true),
        isolateHistory.of('full'),
        Transaction.userEvent.of('sync'),
        Transaction.remote.of(true),
      ],
      filter: false,
    });
  }

  /** A view tells what it has just been updated with. */
  took(view: TextView | undefined, transactions: readonly Transaction[]): void {
    for (const transaction of transactions) {
      if (!transaction.docChanged || transaction.annotation(fromOtherView)) continue;
      for (const other of this.views) if (other !== view) other.dispatch(echo(transaction));
      this.onChange(transaction);
    }
  }
}

function echo(transaction: Transaction): TransactionSpec {
  const undone = transaction.isUserEvent('undo') || transaction.isUserEvent('redo');
  return {
    changes: transaction.changes,
    effects: transaction.effects.filter((effect) => effect.is(setEndings)),
    annotations: [fromOtherView.of(true), Transaction.addToHistory.of(!undone), Transaction.remote.of(true)],
    filter: false,
  };
}
