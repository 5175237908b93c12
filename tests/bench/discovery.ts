import { judgedTopics } from '../fixtures/judged-topics.ts';
import type { Bench } from './bench.ts';
import { type Column, renderTable } from './table.ts';

interface Row {
  vault: string;
  proposals: number;
  right: number;
  wrong: string[];
  unjudged: string[];
}

/** Of so many proposals, `goal` should be topics. */
const looked = 30;
const goal = 27;

/** How many of the first topics that are proposed deserve a note, by a judged list. */
export function createDiscoveryBench(): Bench {
  const rows: Row[] = [];
  return {
    async measure(vault, { say, probe }) {
      const judged = judgedTopics.find((one) => one.vault === vault.name);
      if (!judged) return;
      say('topics without a note');
      const ground = { vaultDir: vault.dir, dataDir: vault.index };
      const { terms } = await probe('discovery', ground, { limit: looked });
      const wrong = terms.filter((term) => judged.no.includes(term));
      const unjudged = terms.filter((term) => !judged.no.includes(term) && !judged.yes.includes(term));
      const right = terms.length - wrong.length - unjudged.length;
      rows.push({ vault: vault.name, proposals: terms.length, right, wrong, unjudged });
    },
    report: () =>
      rows.length === 0
        ? ''
        : renderTable(
            `Topics without a note: the first ${looked} proposals (goal: ${goal} right)`,
            columns,
            rows,
          ),
  };
}

const columns: Column<Row>[] = [
  { title: 'vault', align: 'left', cell: ({ vault }) => vault },
  { title: 'proposals', cell: ({ proposals }) => String(proposals) },
  { title: 'right', cell: ({ right }) => String(right) },
  { title: 'precision', cell: ({ right, proposals }) => (right / proposals).toFixed(2) },
  { title: 'goal', cell: ({ right }) => (right >= goal ? 'ok' : 'missed') },
  { title: 'not topics', align: 'left', cell: ({ wrong }) => wrong.join(', ') || undefined },
  { title: 'not judged', align: 'left', cell: ({ unjudged }) => unjudged.join(', ') || undefined },
];
