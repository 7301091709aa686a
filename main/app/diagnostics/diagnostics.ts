// The diagnostics report: written when it is asked for, without secrets, and saved where the learner says.
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { app, dialog } from 'electron';
import { type Language, translator } from '../../i18n/i18n';
import type { ImageStore } from '../../images/store';
import type { Log } from '../../log/log';
import type { Ring } from '../../log/ring';
import type { Paths } from '../../paths';
import type { Settings } from '../../settings/settings';
import type { ClusterKeeper } from '../cluster/live';
import { engineLines } from './engines';
import { labLines, settingLines } from './lab';
import { machineLines } from './machine';
import { redact } from './redact';
import { writeReport } from './report';

export interface ReporterOptions {
  keeper: ClusterKeeper;
  paths: Paths;
  environment: NodeJS.ProcessEnv;
  language: () => Language;
  settings: () => Settings;
  images: () => Promise<ImageStore>;
  log: Log;
  /** The log's last lines. */
  ring: Ring;
}

export interface Reporter {
  report(): Promise<string>;
  /** Saves the report that was made last; the file, or undefined where the learner changed their mind. */
  save(): Promise<string | undefined>;
}

export function createReporter(options: ReporterOptions): Reporter {
  const { keeper, paths, settings, language, ring } = options;
  let last: string | undefined;
  const report = async (): Promise<string> => {
    const say = translator(language());
    const text = await writeReport(
      [
        { title: 'window:reportVersions', lines: () => versionLines() },
        { title: 'window:reportMachine', lines: () => machineLines(paths, say) },
        { title: 'window:reportLab', lines: () => labLines(keeper, say) },
        {
          title: 'window:reportEngines',
          lines: () => engineLines({ ...options, language: language(), say }),
        },
        { title: 'window:reportSettings', lines: () => settingLines(settings()) },
        { title: 'window:reportLog', lines: () => ring.lines() },
      ],
      new Date(),
      say,
    );
    last = redact(text, app.getPath('home'));
    return last;
  };
  return {
    report,
    async save() {
      const text = last ?? (await report());
      const name = `${translator(language())('window:reportFile')}-${new Date().toISOString().slice(0, 10)}.txt`;
      const { filePath, canceled } = await dialog.showSaveDialog({
        defaultPath: join(app.getPath('home'), name),
      });
      if (canceled || !filePath) return undefined;
      await writeFile(filePath, text);
      return filePath;
    },
  };
}

function versionLines(): string[] {
  const { electron, chrome, node } = process.versions;
  return [`Essaim ${app.getVersion()}`, `Electron ${electron}`, `Chrome ${chrome}`, `Node ${node}`];
}
