import { type EditorView, WidgetType } from '@codemirror/view';
import { editorHost, hostWords } from '../host.ts';

/** A few characters in place of marks: ` › ` between a note and its heading. */
export class TextWidget extends WidgetType {
  private readonly text: string;
  private readonly className: string;

  constructor(text: string, className: string) {
    super();
    this.text = text;
    this.className = className;
  }

  override eq(other: TextWidget): boolean {
    return other.text === this.text && other.className === this.className;
  }

  toDOM(): HTMLElement {
    const dom = document.createElement('span');
    dom.className = this.className;
    dom.textContent = this.text;
    return dom;
  }

  override ignoreEvent(): boolean {
    return false;
  }
}

export class RuleWidget extends WidgetType {
  override eq(): boolean {
    return true;
  }

  toDOM(): HTMLElement {
    const dom = document.createElement('span');
    dom.className = 'note-rule';
    return dom;
  }

  override ignoreEvent(): boolean {
    return false;
  }
}

/** The box of a task. `status` is the character between the brackets; any but a space is done. */
export class TaskWidget extends WidgetType {
  private readonly status: string;
  private readonly readOnly: boolean;

  constructor(status: string, readOnly: boolean) {
    super();
    this.status = status;
    this.readOnly = readOnly;
  }

  override eq(other: TaskWidget): boolean {
    return other.status === this.status && other.readOnly === this.readOnly;
  }

  toDOM(view: EditorView): HTMLElement {
    const box = document.createElement('input');
    box.type = 'checkbox';
    box.className = 'note-task';
    box.checked = this.status !== ' ';
    box.disabled = this.readOnly;
    box.dataset.status = this.status;
    box.setAttribute('aria-label', hostWords(view.state.facet(editorHost))('editor.task'));
    box.addEventListener('mousedown', (event) => event.preventDefault());
    box.addEventListener('click', (event) => {
      event.preventDefault();
      toggleTask(view, view.posAtDOM(box));
    });
    return box;
  }

  override ignoreEvent(): boolean {
    return true;
  }
}

/** Turn the task whose `[ ]` begins at or after `pos` on its line over. */
export function toggleTask(view: EditorView, pos: number): void {
  const line = view.state.doc.lineAt(pos);
  const found = /\[([^\]])\]/.exec(line.text.slice(pos - line.from));
  if (!found) return;
  const at = pos + found.index + 1;
  const insert = found[1] === ' ' ? 'x' : ' ';
  view.dispatch({ changes: { from: at, to: at + (found[1]?.length ?? 1), insert }, userEvent: 'input.task' });
}
