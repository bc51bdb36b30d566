// The queue that ours is measured against: `node worker.js migrate` makes its tables, `node worker.js work N` works on N jobs at a time.
// Where the database is stands in PGHOST, PGUSER and PGDATABASE.
import { run, runMigrations } from "graphile-worker";
import { Logger } from "@graphile/logger";

const [, , command, concurrency] = process.argv;
const logger = new Logger(() => () => {});

if (command === "migrate") {
  await runMigrations({ logger });
} else {
  const runner = await run({ logger, concurrency: Number(concurrency), maxPoolSize: Number(concurrency) + 2, taskList: { nothing: async () => {} } });
  await runner.promise;
}
