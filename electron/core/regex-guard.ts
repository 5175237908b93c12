import { createContext, Script } from 'node:vm';
import { queryFault } from '../../shared/search/faults.ts';
import type { Guard } from '../../shared/search/regex.ts';

/** Time (ms) that one note may cost a regular expression. */
const limit = 250;

/** Runs what may never end, and stops it: V8 looks for the end of a script's time while it backtracks. */
export function createRegexGuard(): Guard {
  let runInside: ((run: () => unknown) => unknown) | undefined;
  return <T>(run: () => T): T => {
    // Made when first needed: few queries hold such an expression.
    runInside ??= createRoom();
    try {
      return runInside(run) as T;
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'ERR_SCRIPT_EXECUTION_TIMEOUT') throw error;
      throw queryFault('slow', undefined);
    }
  };
}

function createRoom(): (run: () => unknown) => unknown {
  const box: { run: (() => unknown) | undefined } = { run: undefined };
  const context = createContext(box);
  const script = new Script('run()');
  return (run) => {
    box.run = run;
    return script.runInContext(context, { timeout: limit });
  };
}
