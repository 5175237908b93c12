/** One process that publishes, to be killed. Its argument is a `PublishTask` in JSON. */
import { writeFileSync } from 'node:fs';
import { createPublisher } from '../../electron/publish/publish.ts';
import { sourceOf } from '../unit/publish/world.ts';
import { createKillSwitch, type Death } from './kill-switch.ts';

export interface PublishTask {
  vault: string;
  blog: string;
  death?: Death;
  /** A rehearsal: where to write the names of the steps. */
  rehearsal?: string;
}

const task = JSON.parse(process.argv[2] as string) as PublishTask;
const save = writeFileSync;
const killSwitch = createKillSwitch(task.death);
const settings = `[[target]]\nname = "x"\nroot = ${JSON.stringify(task.blog)}\nhugo = "none"\n`;
const publisher = createPublisher(sourceOf(task.vault, () => settings));
killSwitch.arm();
const { applied } = await publisher.apply({ prune: true });
if (!applied) throw new Error('nothing was applied');
if (task.rehearsal) save(task.rehearsal, JSON.stringify(killSwitch.steps()));
