/** Find and replace in the note: one quiet line above the text, a second one for what is put in its place. */
import {
  closeSearchPanel,
  findNext,
  findPrevious,
  replaceAll,
  replaceNext,
  search,
  selectMatches,
} from '@codemirror/search';
import type { Extension } from '@codemirror/state';
import { EditorView, type Panel, type ViewUpdate } from '@codemirror/view';
import { editorHost, hostWords } from '../host.ts';
import type { EditorMessage, Translate } from '../messages.ts';
import { countMatches, type Find, findQuery, most } from './find-query.ts';
import { changeFind, findAsked, findField } from './find-state.ts';

/** Milliseconds until matches are counted after a change. */
const settle = 80;

type Switch = 'matchCase' | 'wholeWord' | 'regexp';

class FindPanel implements Panel {
  readonly dom = document.createElement('div');
  readonly top = true;
  private readonly view: EditorView;
  private readonly words: Translate;
  private readonly text: HTMLInputElement;
  private readonly replacement: HTMLInputElement;
  private readonly count = document.createElement('span');
  private readonly switches: Record<Switch | 'within' | 'replacing', HTMLButtonElement>;
  private readonly second = document.createElement('div');
  private timer: ReturnType<typeof setTimeout> | undefined;

  constructor(view: EditorView) {
    this.view = view;
    this.words = hostWords(view.state.facet(editorHost));
    this.text = this.field('editor.search.find', (text) => changeFind(view, { text }));
    this.text.setAttribute('main-field', 'true');
    this.replacement = this.field('editor.search.replaceWith', (replacement) =>
      changeFind(view, { replacement }),
    );
    this.switches = {
      matchCase: this.toggle('Aa', 'editor.search.case', () => this.flip('matchCase')),
      wholeWord: this.toggle(this.words('editor.search.wordSign'), 'editor.search.word', () =>
        this.flip('wholeWord'),
      ),
      regexp: this.toggle('.*', 'editor.search.regexp', () => this.flip('regexp')),
      within: this.toggle(this.words('editor.search.withinSign'), 'editor.search.within', () =>
        this.flipWithin(),
      ),
      replacing: this.toggle(this.words('editor.search.replace'), 'editor.search.showReplace', () =>
        changeFind(view, { replacing: !view.state.field(findField).replacing }),
      ),
    };
    this.build();
    this.show(view.state.field(findField));
  }

  mount(): void {
    this.text.select();
  }

  update(update: ViewUpdate): void {
    const find = update.state.field(findField);
    if (find !== update.startState.field(findField)) this.show(find);
    if (update.transactions.some((tr) => tr.effects.some((effect) => effect.is(findAsked)))) this.ask(find);
    if (update.docChanged || update.selectionSet) this.countSoon();
  }

  destroy(): void {
    clearTimeout(this.timer);
  }

  /** After the update, in which nothing may take the focus, and before the next key. */
  private ask({ replacing, text }: Find): void {
    const field = replacing && text !== '' ? this.replacement : this.text;
    queueMicrotask(() => {
      field.focus();
      field.select();
    });
  }

  private build(): void {
    const { words, view, switches } = this;
    this.dom.className = 'note-find cm-search';
    this.dom.setAttribute('role', 'search');
    this.dom.setAttribute('aria-label', words('editor.search.find'));
    this.dom.addEventListener('keydown', (event) => this.key(event));
    this.count.className = 'note-find-count';
    this.count.setAttribute('role', 'status');
    const box = document.createElement('div');
    box.className = 'note-find-field';
    box.append(this.text, this.count);
    const close = this.button('×', 'editor.search.close', () => closeSearchPanel(view));
    close.classList.add('note-find-close');
    const first = row(
      box,
      switches.matchCase,
      switches.wholeWord,
      switches.regexp,
      switches.within,
      this.button('↑', 'editor.search.previous', () => findPrevious(view)),
      this.button('↓', 'editor.search.next', () => findNext(view)),
      switches.replacing,
      close,
    );
    this.second.className = 'note-find-row';
    this.second.append(
      this.replacement,
      this.named('editor.search.replace', () => replaceNext(view)),
      this.named('editor.search.replaceAll', () => replaceAll(view)),
    );
    this.dom.append(first, this.second);
  }

  private show(find: Find): void {
    if (this.text.value !== find.text) this.text.value = find.text;
    if (this.replacement.value !== find.replacement) this.replacement.value = find.replacement;
    const on = { ...find, within: find.within !== undefined };
    for (const [name, button] of Object.entries(this.switches)) {
      button.setAttribute('aria-pressed', String(on[name as keyof typeof this.switches]));
    }
    this.second.hidden = !find.replacing || this.view.state.readOnly;
    this.switches.replacing.hidden = this.view.state.readOnly;
    this.countSoon();
  }

  private countSoon(): void {
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.tellCount(), settle);
  }

  private tellCount(): void {
    const { state } = this.view;
    const find = state.field(findField);
    const query = findQuery(find);
    const wrong = find.text !== '' && !query.valid;
    this.text.setAttribute('aria-invalid', String(wrong));
    const { all, current } = countMatches(state, query);
    this.count.dataset.none = String(find.text !== '' && all === 0);
    this.count.textContent = wrong
      ? this.words('editor.search.invalid')
      : find.text === ''
        ? ''
        : this.countText(all, current);
  }

  private countText(all: number, current: number): string {
    if (all === 0) return this.words('editor.search.none');
    const n = all >= most ? `${most}+` : all;
    return current > 0 ? `${current} / ${n}` : String(n);
  }

  private key(event: KeyboardEvent): void {
    // Keys of an input method are its own.
    if (event.isComposing || event.keyCode === 229) return;
    const act = this.keyAct(event);
    if (!act) return;
    event.preventDefault();
    event.stopPropagation();
    act();
  }

  private keyAct(event: KeyboardEvent): (() => void) | undefined {
    const { view } = this;
    if (event.key === 'Escape') return () => closeSearchPanel(view);
    if (event.key !== 'Enter' || event.target instanceof HTMLButtonElement) return undefined;
    if (event.target === this.replacement) {
      return event.ctrlKey || event.metaKey || event.altKey
        ? () => replaceAll(view)
        : () => replaceNext(view);
    }
    if (event.altKey) {
      return () => {
        if (selectMatches(view)) view.focus();
      };
    }
    return event.shiftKey ? () => findPrevious(view) : () => findNext(view);
  }

  private flip(name: Switch): void {
    changeFind(this.view, { [name]: !this.view.state.field(findField)[name] });
  }

  private flipWithin(): void {
    const { state } = this.view;
    const ranges = state.selection.ranges.filter((range) => !range.empty);
    const within = ranges.map(({ from, to }) => ({ from, to }));
    changeFind(this.view, {
      within: state.field(findField).within || within.length === 0 ? undefined : within,
    });
  }

  private field(label: EditorMessage, change: (text: string) => void): HTMLInputElement {
    const input = document.createElement('input');
    input.className = 'note-find-input';
    input.placeholder = this.words(label);
    input.spellcheck = false;
    input.autocomplete = 'off';
    input.setAttribute('aria-label', this.words(label));
    input.addEventListener('input', (event) => {
      if (!(event instanceof InputEvent && event.isComposing)) change(input.value);
    });
    input.addEventListener('compositionend', () => change(input.value));
    return input;
  }

  private button(sign: string, label: EditorMessage, act: () => void): HTMLButtonElement {
    const button = document.createElement('button');
    button.type = 'button';
    button.className = 'note-find-button';
    button.textContent = sign;
    button.title = this.words(label);
    button.setAttribute('aria-label', button.title);
    button.addEventListener('click', act);
    return button;
  }

  private toggle(sign: string, label: EditorMessage, act: () => void): HTMLButtonElement {
    const button = this.button(sign, label, act);
    // The selection that it is about must stay.
    button.addEventListener('mousedown', (event) => event.preventDefault());
    return button;
  }

  private named(label: EditorMessage, act: () => void): HTMLButtonElement {
    const button = this.button(this.words(label), label, act);
    button.classList.add('note-find-named');
    return button;
  }
}

function row(...children: Node[]): HTMLElement {
  const element = document.createElement('div');
  element.className = 'note-find-row';
  element.append(...children);
  return element;
}

export function findInNote(): Extension {
  return [
    findField,
    search({
      top: true,
      createPanel: (view) => new FindPanel(view),
      scrollToMatch: (range) => EditorView.scrollIntoView(range, { y: 'nearest', yMargin: 96 }),
    }),
  ];
}
