import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { installVsCode } from './install';
import type { VsCodeVersion } from './install';
import { ProcessGroup } from './processGroup';
import type { Profile } from './profile';

export interface ServerOptions {
  readonly version: VsCodeVersion;
  readonly profile: Pick<Profile, 'userData' | 'extensions' | 'serverData'>;
  /** Any free port if none is given. */
  readonly port?: number;
  /** What a browser must know to get in; without it, anybody on this machine does. */
  readonly connectionToken?: string;
  /** Lets the page be given an extension under development and its tests. */
  readonly smokeTestDriver?: boolean;
  readonly logLevel?: 'trace';
  /** More of the environment. */
  readonly env?: Readonly<Record<string, string>>;
}

/** A VS Code that waits for a browser, on a loopback port. */
export class VsCodeServer {
  private constructor(
    readonly port: number,
    readonly stop: () => Promise<void>,
    /** Kills what runs extensions, as a crash does. @returns how many there were. */
    readonly killExtensionHosts: () => Promise<number>,
  ) {}

  get url(): string {
    return `http://127.0.0.1:${this.port}`;
  }

  static async start(options: ServerOptions): Promise<VsCodeServer> {
    const { node, serverMain } = await installVsCode(options.version);
    const { connectionToken: token, logLevel } = options;
    const args = [
      serverMain,
      ...profileFlags(options.profile),
      ...['--host', '127.0.0.1', '--port', String(options.port ?? 0)],
      ...(token ? ['--connection-token', token] : ['--without-connection-token']),
      ...(options.smokeTestDriver ? ['--enable-smoke-test-driver'] : []),
      ...(logLevel ? ['--log', logLevel] : []),
    ];
    const group = new ProcessGroup(node, args, { ...environment(), ...options.env });
    try {
      const [, port] = await group.printed(/Extension host agent listening on (\d+)/);
      return new VsCodeServer(
        Number(port),
        () => group.stop(),
        () => group.kill(/--type=extensionHost/),
      );
    } catch (error) {
      await group.stop();
      throw error;
    }
  }
}

/** Puts a packaged extension into a profile, as a user would. */
export async function installExtension(
  version: VsCodeVersion,
  profile: ServerOptions['profile'],
  vsix: string,
): Promise<void> {
  const { node, serverMain } = await installVsCode(version);
  const args = [serverMain, ...profileFlags(profile), '--install-extension', vsix, '--force'];
  await promisify(execFile)(node, args, { env: environment() });
}

function profileFlags({ userData, extensions, serverData }: ServerOptions['profile']): string[] {
  return [
    '--accept-server-license-terms',
    ...['--telemetry-level', 'off'],
    ...['--user-data-dir', userData],
    ...['--extensions-dir', extensions],
    ...['--server-data-dir', serverData],
  ];
}

/** A VS Code around us must not lend its own sockets and switches to this one. */
function environment(): NodeJS.ProcessEnv {
  const entries = Object.entries(process.env);
  return {
    ...Object.fromEntries(entries.filter(([name]) => !/^(VSCODE|ELECTRON)_/.test(name))),
    // No extension gallery: nothing here asks the network for anything.
    EXTENSIONS_GALLERY: '{}',
  };
}
