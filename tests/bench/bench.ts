import type { Ground, JobName, Jobs } from './jobs.ts';
import type { BenchVault } from './vaults.ts';

/** What every section is given. */
export interface BenchContext {
  /** Scratch folder, removed at the end. */
  folder: string;
  /** Tell how far things are. */
  say(line: string): void;
  /** Measure one thing in a process of its own. */
  probe<J extends JobName>(name: J, ground: Ground, wish: Jobs[J]['wish']): Promise<Jobs[J]['answer']>;
}

/** One section: measures a vault at a time, then shows all of them. */
export interface Bench {
  measure(vault: BenchVault, context: BenchContext): Promise<void>;
  /** Tables as plain text; '' where nothing was measured. */
  report(): string;
}
