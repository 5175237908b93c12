import { PARAGRAPH, Unbounded } from './bounds.ts';
import { Definition } from './definition.ts';
import type { ScanLine } from './line.ts';
import { delimits, hasBar, type Row, readRow } from './table.ts';

const CALLOUT = /^\[![^\]\n]+\][+-]?(?=\s|$)/;
const TASK = /^\[(?:[^\s\]]| )\](?=[ \t]+\S)|^\[[ xX]\](?=[ \t\r]*$)/u;

interface TableRow extends Row {
  from: number;
  to: number;
}

/** Lines that may become a paragraph, a heading with an underline, a definition, a table, a task. */
export class Leaf {
  readonly from: number;
  /** End of its last line. */
  to: number;
  /** Offsets of the marks of quotes between its lines. */
  readonly marks: number[] = [];
  /** Its lines without the marks, of the same length; undefined while the text itself has none. */
  content: string | undefined;
  definition: Definition | undefined;
  /** Length of the mark of a callout or task that it begins with; 0 where it is none. */
  readonly callout: number = 0;
  readonly task: number = 0;
  /** The rows of a table; undefined while it is none. */
  rows: TableRow[] | undefined;
  /** Whether the first line could be the head of a table. */
  readonly barred: boolean;
  private lines = 1;
  private readonly text: string;

  /** `bar`: whether there is a `|` in the first line. */
  constructor(line: ScanLine, parent: string, bar: boolean) {
    this.text = line.text;
    this.from = line.pos;
    this.to = line.to;
    this.barred = bar && hasBar(line.text, line.pos, line.to);
    if (line.next !== 91) return;
    const first = line.text.slice(line.pos, line.to);
    if (parent === 'quote') this.callout = CALLOUT.exec(first)?.[0].length ?? 0;
    if (parent === 'item') this.task = TASK.exec(first)?.[0].length ?? 0;
    this.definition = new Definition(first);
  }

  /** The text of its lines, marks of containers as spaces. */
  get source(): string {
    return this.content ?? this.text.slice(this.from, this.to);
  }

  /** The length of a definition that this next line ends; -1 where there is none. */
  endsDefinition(line: ScanLine): number {
    const { definition } = this;
    if (!definition || definition.failed) return -1;
    return definition.next(`${this.source}\n${scrubbed(line)}`);
  }

  /** Take a line as a row, where the lines so far are a table or become one by it. */
  observeRow(line: ScanLine): void {
    if (!this.barred) return;
    if (this.lines === 1) {
      const head = readRow(this.text, this.from, this.to);
      if (delimits(line, head)) this.rows = [{ ...head, from: this.from, to: this.to }];
    } else if (this.rows) {
      const to = line.contentEnd(line.pos);
      this.rows.push({ ...readRow(line.text, line.pos, to), from: line.pos, to });
    }
  }

  add(line: ScanLine): void {
    if (this.content !== undefined || line.marks.length > 0) {
      this.content = `${this.source}\n${scrubbed(line)}`;
      for (const mark of line.marks) this.marks.push(mark);
    }
    this.to = line.to;
    this.lines++;
    if (this.to - this.from > PARAGRAPH && !this.rows) throw new Unbounded();
  }

  /** How often a mark of two characters stands in it. */
  count(mark: string): number {
    return this.text.slice(this.from, this.to).split(mark).length - 1;
  }
}

function scrubbed({ text, from, base, baseIndent, to }: ScanLine): string {
  return baseIndent === 0 ? text.slice(from, to) : ' '.repeat(base - from) + text.slice(base, to);
}
