import { globSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { realVault } from '../fixtures/vaults.ts';

/** Text to build vaults from. */
export interface Corpus {
  paragraphs: string[];
  headings: string[];
  /** Latin words that some Chinese paragraphs hold, and not too many: names for topics. */
  terms: string[];
}

const sources = ['diary', 'obsidian-help-en', 'obsidian-help-zh', 'cloudpods-docs-zh'] as const;
const starter = resolve(import.meta.dirname, '../../electron/core/starter/vault');

/** The real vaults that are on this machine; without any, our own starter vault. */
export function corpusFolders(): string[] {
  const real = sources.flatMap((name) => realVault(name) ?? []);
  return real.length > 0 ? real : [starter];
}

/** Cut the notes of some vaults into paragraphs and headings. */
export function readCorpus(folders: readonly string[]): Corpus {
  const texts = folders.flatMap((dir) =>
    globSync('**/*.md', { cwd: dir })
      .sort()
      .map((path) => readFileSync(join(dir, path), 'utf8')),
  );
  const pieces = texts.flatMap((text) => withoutFrontMatter(text).split(/\r?\n\s*\r?\n/));
  const paragraphs = pieces.map(withoutLinks).filter(isParagraph);
  const headings = pieces.flatMap((piece) => /^#{1,6} +(.+)$/m.exec(piece)?.[1]?.trim() ?? []);
  return { paragraphs, headings, terms: middlingTerms(paragraphs) };
}

function withoutFrontMatter(text: string): string {
  const end = /^(\+\+\+|---)\r?\n[\s\S]*?\r?\n\1\r?\n/.exec(text);
  return end ? text.slice(end[0].length) : text;
}

/** Links of the source vaults would all lead nowhere; the generator puts in its own. */
function withoutLinks(text: string): string {
  return text.replace(/!?\[\[([^\]|\n]*\|)?([^\]\n]*)\]\]/g, '$2').trim();
}

function isParagraph(text: string): boolean {
  const fences = text.match(/^\s*(```|~~~)/gm)?.length ?? 0;
  return text.length >= 20 && text.length <= 1200 && !text.startsWith('#') && fences % 2 === 0;
}

function middlingTerms(paragraphs: readonly string[]): string[] {
  const counts = new Map<string, number>();
  for (const paragraph of paragraphs.filter((each) => /\p{Script=Han}/u.test(each))) {
    for (const term of new Set(paragraph.match(/\b[A-Z][A-Za-z]{3,14}\b/g))) {
      counts.set(term, (counts.get(term) ?? 0) + 1);
    }
  }
  const most = Math.max(2, paragraphs.length / 200);
  return [...counts].flatMap(([term, times]) => (times >= 2 && times <= most ? [term] : [])).sort();
}
