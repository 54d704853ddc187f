// Finds or gets the time-skipping test server, on which days of waiting take milliseconds. Needed by tests only.
import { chmod, mkdir, readdir, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { TestWorkflowEnvironment } from '@temporalio/testing';
import { cacheFolder } from './cache-folder.ts';
import { exists, makeOnce } from './make-once.ts';
import { canRun, runCommand } from './run-command.ts';
import type { Say } from './temporal-cli.ts';

const VERSION = '1.32.1';

/** Tries, in order: TEMPORAL_TEST_SERVER, the cache, the SDK's download, Maven. @throws in plain words. */
export async function findTimeSkippingServer(say: Say): Promise<string> {
  const given = process.env.TEMPORAL_TEST_SERVER;
  if (given !== undefined && given !== '') {
    if (await exists(given)) return given;
    throw new Error(`TEMPORAL_TEST_SERVER points to ${given}, which does not exist.`);
  }
  const folder = await makeOnce(cacheFolder(`test-server-${VERSION}`), (path) => getServer(path, say));
  return join(folder, 'temporal-test-server');
}

async function getServer(folder: string, say: Say): Promise<void> {
  await mkdir(folder, { recursive: true });
  say('Test server: downloading …');
  if (await download(folder)) return;
  say('Test server: no download here; fetching it with Maven instead (once) …');
  if (!(await canRun('mvn')) || !(await canRun('java', ['-version']))) throw new Error(NOTHING_WORKS);
  await fetchWithMaven(folder);
}

async function download(folder: string): Promise<boolean> {
  try {
    const env = await TestWorkflowEnvironment.createTimeSkipping({
      server: { executable: { type: 'cached-download', downloadDir: folder } },
    });
    await env.teardown();
    const program = (await readdir(folder)).find((name) => name.startsWith('temporal-test-server'));
    if (program === undefined) return false;
    await rename(join(folder, program), join(folder, 'temporal-test-server'));
    return true;
  } catch {
    return false;
  }
}

async function fetchWithMaven(folder: string): Promise<void> {
  await writeFile(join(folder, 'pom.xml'), POM);
  const lines: string[] = [];
  const code = await runCommand(
    'mvn',
    ['-q', '-B', 'dependency:copy-dependencies', '-DoutputDirectory=lib'],
    {
      cwd: folder,
      onLine: (line) => lines.push(line),
    },
  );
  if (code !== 0) throw new Error(`Maven could not fetch the test server:\n${lines.slice(-5).join('\n')}`);
  const script = join(folder, 'temporal-test-server');
  await writeFile(script, SCRIPT);
  await chmod(script, 0o755);
}

/** The jars stand beside the script, wherever the folder is moved to. Its logging framework is left silent. */
const SCRIPT = `#!/bin/sh
here=$(cd "$(dirname "$0")" && pwd)
exec java -XX:+UseSerialGC -cp "$here/lib/*" io.temporal.testserver.TestServer "$@" 2>/dev/null
`;

const POM = `<project xmlns="http://maven.apache.org/POM/4.0.0">
  <modelVersion>4.0.0</modelVersion>
  <groupId>klikandgo</groupId><artifactId>test-server</artifactId><version>1</version>
  <dependencies><dependency>
    <groupId>io.temporal</groupId><artifactId>temporal-test-server</artifactId><version>${VERSION}</version>
  </dependency></dependencies>
</project>
`;

const NOTHING_WORKS = [
  'The time-skipping test server is missing and could not be downloaded. Do one of these:',
  '  - install Java 17 or newer and Maven, so that it can be fetched that way, or',
  '  - set TEMPORAL_TEST_SERVER to the path of a `temporal-test-server` you have.',
].join('\n');
