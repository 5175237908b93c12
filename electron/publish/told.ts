import type { PublishPlan } from '../../shared/contract/api.ts';
import { hashBytes } from '../disk/atomic-write.ts';
import type { PublishSource } from './source.ts';

/** A plan as it was told to whoever asked, and that stands as long as nothing that it was made of has changed. */
export interface ToldPlan {
  plan: PublishPlan;
  /** Nothing is to be written, not even the manifest. */
  idle: boolean;
}

/** What was told last of each place, kept from process to process. */
export interface ToldPlans {
  /** @param stamp of everything that the plan is made of */
  find(place: string, stamp: string, now: number): ToldPlan | undefined;
  /** @param until then no page comes out and none expires */
  keep(place: string, stamp: string, until: number, told: ToldPlan): void;
}

export function createToldPlans({ memory }: PublishSource): ToldPlans {
  const key = (stamp: string) => hashBytes(Buffer.from(stamp));
  return {
    find(place, stamp, now) {
      const text = memory?.table('told').get(place);
      const [line = ''] = text?.split('\n', 1) ?? [];
      const [known, until, idle] = line.split(' ');
      if (!text || known !== key(stamp) || now >= Number(until)) return undefined;
      return { plan: JSON.parse(text.slice(line.length + 1)) as PublishPlan, idle: idle === 'idle' };
    },
    keep(place, stamp, until, { plan, idle }) {
      const head = `${key(stamp)} ${until} ${idle ? 'idle' : 'busy'}`;
      memory?.table('told').set(place, `${head}\n${JSON.stringify(plan)}`);
    },
  };
}
