import { spawn } from 'node:child_process';

/** Shows an address in the person's own browser, where there is a person and a screen. */
export function openBrowser(url: string): void {
  const { CI, DISPLAY, WAYLAND_DISPLAY } = process.env;
  if (CI) return;
  if (process.platform === 'linux' && !DISPLAY && !WAYLAND_DISPLAY) return;
  const [command, ...args] = openers[process.platform] ?? ['xdg-open'];
  const child = spawn(command ?? 'xdg-open', [...args, url], { detached: true, stdio: 'ignore' });
  // The address is on the screen anyway.
  child.on('error', () => undefined);
  child.unref();
}

const openers: Partial<Record<NodeJS.Platform, string[]>> = {
  darwin: ['open'],
  win32: ['rundll32', 'url.dll,FileProtocolHandler'],
};
