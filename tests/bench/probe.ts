/** A process of its own that holds one core and measures one thing: `node probe.ts NAME GROUND WISH`, JSON in and out. */

import { measureGraph } from './graph/measure-graph.ts';
import type { Ground, JobName, Jobs } from './jobs.ts';
import { measureDiscovery } from './measure-discovery.ts';
import { measureExport, measureExportAgain, measureRender } from './measure-export.ts';
import { measureLive } from './measure-live.ts';
import { measureOpen } from './measure-open.ts';
import { measureRanking } from './measure-ranking.ts';
import { measureScan } from './measure-scan.ts';
import { measureSearch } from './measure-search.ts';
import { measureSwitch } from './measure-switch.ts';
import { measureWatch } from './measure-watch.ts';

type Measure<J extends JobName> = (ground: Ground, wish: Jobs[J]['wish']) => Promise<Jobs[J]['answer']>;

const measures: { [J in JobName]: Measure<J> } = {
  open: measureOpen,
  search: measureSearch,
  ranking: measureRanking,
  discovery: measureDiscovery,
  switch: measureSwitch,
  live: measureLive,
  watch: measureWatch,
  export: measureExport,
  exportAgain: measureExportAgain,
  render: measureRender,
  scan: measureScan,
  graph: measureGraph,
};

const [name = '', ground = '', wish = ''] = process.argv.slice(2);
const measure = measures[name as JobName] as Measure<JobName>;
process.stdout.write(JSON.stringify(await measure(JSON.parse(ground), JSON.parse(wish))));
