import type { Completion, CompletionContext, CompletionResult } from '@codemirror/autocomplete';
import type { EditorState } from '@codemirror/state';
import type { Result } from '../../../shared/contract/api.ts';
import { frontMatterField } from '../front-matter.ts';
import { type EditorHost, editorHost } from '../host.ts';
import { nodeAround } from './where.ts';

/** What is being written in raw front matter. */
export interface OpenProperty {
  /** The property whose value it is; undefined where it is a name. */
  name: string | undefined;
  from: number;
  query: string;
  /** The quote that the value began with, if any. */
  quote: string;
  format: 'yaml' | 'toml' | 'json';
}

const nameForm = /^([\p{L}_][\p{L}\p{N}_-]*)$/u;
const valueForm = { yaml: /^([\w\p{L}-]+)\s*:\s+(.*)$/u, toml: /^([\w\p{L}-]+)\s*=\s*(.*)$/u };
const itemForm = /^\s*-\s+(.*)$/;

const jsonName = /^\s*\{?\s*"([^"\\]*)$/;
const jsonValue = /^\s*\{?\s*"([^"\\]+)"\s*:\s*(.*)$/;

/** The name or value of a property that the cursor stands in. */
export function openPropertyAt(state: EditorState, pos: number): OpenProperty | undefined {
  if (!nodeAround(state, pos, /^FrontMatter$/)) return undefined;
  const line = state.doc.lineAt(pos);
  const before = line.text.slice(0, pos - line.from);
  if (state.sliceDoc(0, 1) === '{') return openInJson(before, pos);
  const format = state.sliceDoc(0, 3) === '+++' ? 'toml' : 'yaml';
  if (line.number === 1) return undefined;
  const name = nameForm.exec(before)?.[1];
  if (name !== undefined) return { name: undefined, from: line.from, query: name, quote: '', format };
  const [, key, value = ''] = valueForm[format].exec(before) ?? [];
  if (key !== undefined) return valueAt(key, lastOfList(value), pos, format);
  const item = format === 'yaml' ? itemForm.exec(before)?.[1] : undefined;
  const owner = item === undefined ? undefined : ownerOf(state, line.number);
  return owner === undefined ? undefined : valueAt(owner, item ?? '', pos, format);
}

function openInJson(before: string, pos: number): OpenProperty | undefined {
  const name = jsonName.exec(before)?.[1];
  if (name !== undefined)
    return { name: undefined, from: pos - name.length, query: name, quote: '"', format: 'json' };
  const [, key, value = ''] = jsonValue.exec(before) ?? [];
  return key === undefined ? undefined : valueAt(key, lastOfList(value), pos, 'json');
}

/** `[a, b` → `b`: what is written last. */
function lastOfList(value: string): string {
  return value.startsWith('[') ? (/[[,]\s*([^[,]*)$/.exec(value)?.[1] ?? '') : value;
}

function valueAt(
  name: string,
  written: string,
  pos: number,
  format: OpenProperty['format'],
): OpenProperty | undefined {
  const quote = /^["']/.exec(written)?.[0] ?? '';
  const query = written.slice(quote.length);
  if (/["']/.test(query)) return undefined;
  return { name, from: pos - query.length, query, quote, format };
}

/** The property whose list of items goes on in a line. */
function ownerOf(state: EditorState, number: number): string | undefined {
  for (let above = number - 1; above > 1; above--) {
    const { text } = state.doc.line(above);
    if (itemForm.test(text)) continue;
    return /^([\w\p{L}-]+)\s*:\s*$/u.exec(text)?.[1];
  }
  return undefined;
}

/** Names and values of properties, in front matter that is written as text. */
export async function completeProperty(context: CompletionContext): Promise<CompletionResult | null> {
  const host = context.state.facet(editorHost);
  const open = openPropertyAt(context.state, context.pos);
  if (!host || !open || (open.query === '' && open.name === undefined)) return null;
  const found = await ask(host, open).catch((): Result<'complete.property'> => []);
  const taken = open.name === undefined ? namesIn(context.state) : new Set<string>();
  const options = found
    .filter(({ text }) => !taken.has(text))
    .map(
      ({ text, notes }): Completion => ({
        label: text,
        detail: notes > 0 ? host.t('editor.completeTag', { n: notes }) : '',
        type: 'property',
        apply: open.name === undefined ? nameWritten(text, open, context) : written(text, open, context),
      }),
    );
  return options.length > 0 ? { from: open.from, filter: false, options } : null;
}

async function ask({ client }: EditorHost, { name, query }: OpenProperty) {
  if (name !== 'tags')
    return client.call('complete.property', { query, ...(name !== undefined && { name }) });
  const tags = await client.call('complete.tag', { query });
  return tags.map(({ tag, notes }) => ({ text: tag, notes }));
}

function namesIn(state: EditorState): Set<string> {
  return new Set(state.field(frontMatterField, false)?.properties.map(({ name }) => name));
}

/** A name with what comes between it and its value, unless that is there. */
function nameWritten(text: string, { format }: OpenProperty, { state, pos }: CompletionContext): string {
  if (format === 'json') return state.sliceDoc(pos, pos + 1) === '"' ? text : `${text}": `;
  return `${text}${format === 'toml' ? ' = ' : ': '}`;
}

/** A value as its format wants it: with the quotes that are begun, or that it needs. */
function written(text: string, { quote, format }: OpenProperty, { state, pos }: CompletionContext): string {
  if (quote !== '') return state.sliceDoc(pos, pos + 1) === quote ? text : text + quote;
  if (/^(?:true|false|-?\d+(?:\.\d+)?)$/.test(text)) return text;
  const plain = format === 'yaml' && /^[\p{L}\p{N}][\p{L}\p{N} _/.+-]*$/u.test(text) && !/ $/.test(text);
  return plain ? text : JSON.stringify(text);
}
