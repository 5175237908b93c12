import type { PublishPlan } from '../../shared/contract/api.ts';
import { hashBytes } from '../disk/atomic-write.ts';
import type { PublishSource } from './source.ts';

/** A plan as it was told to whoever asked, and that stands as long as nothing that it was made of has changed. */
export interface ToldPlan {
  plan: PublishPlan;
  /** Nothing is to be written, not even the manifest. */
  idle: boolean;
}

/** When a plan was made, and until when no page comes out and none expires; in milliseconds since 1970. */
export interface Lasting {
  from: number;
  until: number;
}

/** Whether what readers see is as it was; a clock that was set back may have hidden a page again. */
export const lasts = ({ from, until }: Lasting, now: number) => from <= now && now < until;

/** What was told last of each place, kept from process to process. */
export interface ToldPlans {
  /** @param stamp of everything that the plan is made of */
  find(place: string, stamp: string, now: number): ToldPlan | undefined;
  keep(place: string, stamp: string, time: Lasting, told: ToldPlan): void;
}

export function createToldPlans({ memory }: PublishSource): ToldPlans {
  const key = (stamp: string) => hashBytes(Buffer.from(stamp));
  return {
    find(place, stamp, now) {
      // What was told is long: it is not read to see that it is out of date.
      if (memory?.table('told of').get(place) !== key(stamp)) return undefined;
      const text = memory.table('told').get(place);
      const [line = ''] = text?.split('\n', 1) ?? [];
      const [known, from, until, idle] = line.split(' ');
      if (!text || known !== key(stamp)) return undefined;
      if (!lasts({ from: Number(from), until: Number(until) }, now)) return undefined;
      return { plan: JSON.parse(text.slice(line.length + 1)) as PublishPlan, idle: idle === 'idle' };
    },
    keep(place, stamp, { from, until }, { plan, idle }) {
      const head = `${key(stamp)} ${from} ${until} ${idle ? 'idle' : 'busy'}`;
      memory?.table('told').set(place, `${head}\n${JSON.stringify(plan)}`);
      memory?.table('told of').set(place, key(stamp));
    },
  };
}
