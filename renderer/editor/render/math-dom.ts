import { element } from './dom.ts';
import type { Katex } from './render-cache.ts';
import type { RenderHost } from './render-host.ts';

/** A formula longer than this is shown as its source: laying it out would stop the page. */
const longest = 20_000;

/** No links, images, ids or styles by formulas (`trust`), and bounds for what they may expand to. */
const settings = {
  throwOnError: true,
  trust: false,
  strict: 'ignore',
  maxSize: 40,
  maxExpand: 1000,
  output: 'htmlAndMathml',
};

/** Draw `$formula$` or `$$formula$$`, signs included. A formula with a fault shows its source, and why. */
export function drawMath(source: string, host: RenderHost): HTMLElement {
  const display = source.startsWith('$$');
  const tex = display ? source.slice(2).replace(/\$\$\s*$/, '') : source.slice(1, -1);
  const made = element('span', display ? 'note-formula note-formula-display' : 'note-formula');
  made.dataset.tex = tex.trim();
  const { katex } = host.cache;
  const loaded = katex.get('');
  if (loaded) typeset(made, tex, display, loaded, host);
  else {
    made.append(element('span', 'note-math', tex.trim()));
    katex.ask('', loadKatex).then(
      (module) => {
        if (host.signal.aborted) return;
        typeset(made, tex, display, module, host);
        host.resized();
      },
      () => made.classList.add('note-formula-wrong'),
    );
  }
  return made;
}

async function loadKatex(): Promise<Katex> {
  const [{ default: katex }] = await Promise.all([import('katex'), import('katex/dist/katex.min.css')]);
  return katex as unknown as Katex;
}

function typeset(made: HTMLElement, tex: string, display: boolean, katex: Katex, host: RenderHost): void {
  try {
    if (tex.length > longest) throw new Error(host.t('editor.mathTooLong'));
    katex.render(tex, made, { ...settings, displayMode: display });
  } catch (error) {
    made.replaceChildren(element('span', 'note-math', tex.trim()));
    made.classList.add('note-formula-wrong');
    const why = error instanceof Error ? error.message.replace(/^KaTeX parse error: /, '') : '';
    const what = host.t('editor.mathWrong');
    made.title = why ? host.t('editor.because', { what, why }) : what;
  }
}
